// Copyright the Bulwark authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.github.bulwarkml.robustness.corruption;

import io.github.bulwarkml.core.random.Seed;
import java.util.ArrayList;
import java.util.List;

/**
 * Paints look-alikes of frosted windows: a fractal ground ({@link PlasmaMap}), fern-like crystals
 * that grow from random points, and a cold palette. Levels are chosen so that the five have the
 * means of the published photographs.
 */
final class FrostPainter {
  private static final int SIDE = 512;
  private static final Seed SEED = Seed.of(0x46524F5354L); // "FROST"

  private final float[] light = new float[SIDE * SIDE];
  private final PlasmaMap plasma = new PlasmaMap();
  private final NoiseStream random;

  private FrostPainter(NoiseStream random) {
    this.random = random;
  }

  /** The look of one texture: mean colour, and how strongly ground and crystals show. */
  private record Look(
      List<Double> colour, double ground, double crystals, int ferns, double length) {}

  private static final List<Look> LOOKS =
      List.of(
          new Look(List.of(78.0, 149.0, 166.0), 45, 30, 150, 90),
          new Look(List.of(201.0, 205.0, 214.0), 30, 50, 420, 60),
          new Look(List.of(201.0, 205.0, 214.0), 30, 50, 420, 45),
          new Look(List.of(138.0, 153.0, 165.0), 35, 75, 600, 26),
          new Look(List.of(112.0, 123.0, 135.0), 60, 110, 330, 48));

  /** {@return the first textures} */
  static List<Image> paint(int count) {
    List<Image> textures = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      textures.add(
          new FrostPainter(NoiseStream.of(SEED.child("frost/" + i))).texture(LOOKS.get(i)));
    }
    return List.copyOf(textures);
  }

  private Image texture(Look look) {
    float[] ground = plasma.fill(SIDE, 1.7, random).clone();
    float[] ridges = plasma.fill(SIDE, 1.5, random);
    for (int i = 0; i < light.length; i++) {
      double ridge = 1 - Math.abs(2 * ridges[i] - 1);
      light[i] = (float) (look.ground * (2 * ground[i] - 1 + ridge * ridge * ridge - 0.4));
    }
    for (int i = 0; i < look.ferns; i++) {
      double x = random.uniform(0, SIDE);
      double y = random.uniform(0, SIDE);
      // Frost grows densest where the ground is bright.
      double size = look.length * (0.4 + ground[((int) y) * SIDE + (int) x]);
      fern(x, y, random.uniform(0, 2 * Math.PI), size, look.crystals);
    }
    return colour(look.colour);
  }

  /** A stem with needles at 60 degrees on both sides, shorter towards the tip. */
  private void fern(double x, double y, double angle, double length, double strength) {
    stroke(x, y, angle, length, strength);
    for (double along = 2; along < length; along += 3) {
      double px = x + along * StrictMath.cos(angle);
      double py = y + along * StrictMath.sin(angle);
      double needle = 0.35 * (length - along) * random.uniform(0.6, 1.2);
      double shade = strength * random.uniform(0.2, 0.7);
      stroke(px, py, angle + Math.PI / 3, needle, shade);
      stroke(px, py, angle - Math.PI / 3, needle, shade * random.uniform(-0.5, 1));
    }
  }

  /** A line that fades out, spread over the four nearest pixels, on a periodic square. */
  private void stroke(double x, double y, double angle, double length, double strength) {
    double dx = StrictMath.cos(angle);
    double dy = StrictMath.sin(angle);
    for (double along = 0; along < length; along++) {
      double px = x + along * dx + SIDE;
      double py = y + along * dy + SIDE;
      double amount = strength * (1 - along / length) * 0.6;
      int left = (int) px;
      int top = (int) py;
      double s = px - left;
      double t = py - top;
      add(left, top, amount * (1 - s) * (1 - t));
      add(left + 1, top, amount * s * (1 - t));
      add(left, top + 1, amount * (1 - s) * t);
      add(left + 1, top + 1, amount * s * t);
    }
  }

  private void add(int x, int y, double amount) {
    light[(y & (SIDE - 1)) * SIDE + (x & (SIDE - 1))] += (float) amount;
  }

  private Image colour(List<Double> mean) {
    double total = 0;
    for (float value : light) {
      total += Math.max(-120, Math.min(120, value));
    }
    double centre = total / light.length;
    byte[] bytes = new byte[3 * light.length];
    for (int i = 0; i < light.length; i++) {
      double value = Math.max(-120, Math.min(120, light[i])) - centre;
      for (int c = 0; c < 3; c++) {
        // Bright crystals are white rather than tinted.
        double slope = value > 0 ? 0.35 + 0.65 * (255 - mean.get(c)) / 160 : 0.8;
        double level = mean.get(c) + value * slope;
        bytes[3 * i + c] = (byte) (int) Math.max(0, Math.min(255, level));
      }
    }
    return Image.wrap(SIDE, SIDE, 3, bytes);
  }
}
