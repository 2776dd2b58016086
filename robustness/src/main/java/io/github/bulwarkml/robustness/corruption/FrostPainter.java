// Copyright the Bulwark authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.github.bulwarkml.robustness.corruption;

import io.github.bulwarkml.core.random.Seed;
import java.util.ArrayList;
import java.util.List;

/**
 * Paints look-alikes of frosted windows: a fractal ground ({@link PlasmaMap}), fern-like crystals
 * that grow from random points, and a cold palette. The five have the mean colours of the published
 * photographs, and about their spread of light at large and at small scale.
 */
final class FrostPainter {
  private static final int SIDE = 512;
  private static final Seed SEED = Seed.of(0x46524F5354L); // "FROST"

  /** Pixels between samples of a leaf: close enough to leave no holes. */
  private static final double STEP = 0.6;

  private static final double RIB_PERIOD = 4;

  /** The cotangent of 60 degrees. */
  private static final double RIB_SLOPE = 0.577;

  /** Levels from the mean that are not exceeded. */
  private static final double LIMIT = 110;

  private final float[] light = new float[SIDE * SIDE];
  private final PlasmaMap plasma = new PlasmaMap();
  private final NoiseStream random;

  private FrostPainter(NoiseStream random) {
    this.random = random;
  }

  /**
   * The look of one texture.
   *
   * @param colour mean red, green and blue
   * @param ground standard deviation of the ground, in levels
   * @param crystals standard deviation of the crystals, in levels
   * @param leaves how many leaves grow
   * @param length their mean length in pixels
   */
  private record Look(
      List<Double> colour, double ground, double crystals, int leaves, double length) {}

  private static final List<Look> LOOKS =
      List.of(
          new Look(List.of(78.0, 149.0, 166.0), 15, 9, 500, 90),
          new Look(List.of(201.0, 205.0, 214.0), 15, 14, 900, 70),
          new Look(List.of(201.0, 205.0, 214.0), 15, 14, 1400, 50),
          new Look(List.of(138.0, 153.0, 165.0), 20, 23, 5000, 24),
          new Look(List.of(112.0, 123.0, 135.0), 26, 27, 2000, 42));

  /** {@return the first textures} */
  static List<Image> paint(int count) {
    List<Image> textures = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      NoiseStream random = NoiseStream.of(SEED.child("frost/" + i));
      textures.add(new FrostPainter(random).texture(LOOKS.get(i)));
    }
    return List.copyOf(textures);
  }

  private Image texture(Look look) {
    float[] ground = plasma.fill(SIDE, 1.7, random).clone();
    for (int i = 0; i < look.leaves; i++) {
      double x = random.uniform(0, SIDE);
      double y = random.uniform(0, SIDE);
      // Frost grows longest where the ground is bright.
      double size = look.length * (0.3 + 1.4 * ground[((int) y) * SIDE + (int) x]);
      leaf(x, y, random.uniform(0, 2 * Math.PI), size);
    }
    for (int i = 0; i < light.length; i++) {
      light[i] += (float) (0.3 * random.nextGaussian());
    }
    standardize(light, look.crystals);
    standardize(ground, look.ground);
    for (int i = 0; i < light.length; i++) {
      light[i] += ground[i];
    }
    return colour(look.colour);
  }

  /**
   * An opaque leaf: pointed at both ends, its halves differently lit, with ribs at 60 degrees to
   * the stem, which is bright. Later leaves cover earlier ones; the square is periodic.
   */
  private void leaf(double x, double y, double angle, double length) {
    double dx = StrictMath.cos(angle);
    double dy = StrictMath.sin(angle);
    double width = length * random.uniform(0.12, 0.3);
    double shade = random.nextGaussian();
    double facet = random.uniform(0.3, 1.2);
    double phase = random.uniform(0, RIB_PERIOD);
    for (double along = 0; along < length; along += STEP) {
      double reach = width * StrictMath.sin(Math.PI * along / length);
      for (double across = -reach; across <= reach; across += STEP) {
        double rib = (along + RIB_SLOPE * Math.abs(across) + phase) / RIB_PERIOD;
        double value = shade + (across < 0 ? -facet : facet) + (rib - Math.floor(rib) - 0.5) * 1.6;
        if (Math.abs(across) < STEP) {
          value += 1.5;
        }
        int column = (int) (x + along * dx - across * dy + SIDE);
        int row = (int) (y + along * dy + across * dx + SIDE);
        light[(row & (SIDE - 1)) * SIDE + (column & (SIDE - 1))] = (float) value;
      }
    }
  }

  private static void standardize(float[] values, double deviation) {
    double sum = 0;
    double squares = 0;
    for (float value : values) {
      sum += value;
      squares += (double) value * value;
    }
    double mean = sum / values.length;
    double scale = deviation / Math.sqrt(squares / values.length - mean * mean);
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) ((values[i] - mean) * scale);
    }
  }

  private Image colour(List<Double> mean) {
    byte[] bytes = new byte[3 * light.length];
    for (int i = 0; i < light.length; i++) {
      double value = Math.max(-LIMIT, Math.min(LIMIT, light[i]));
      for (int c = 0; c < 3; c++) {
        bytes[3 * i + c] = (byte) (int) Math.max(0, Math.min(255, mean.get(c) + value));
      }
    }
    return Image.wrap(SIDE, SIDE, 3, bytes);
  }
}
