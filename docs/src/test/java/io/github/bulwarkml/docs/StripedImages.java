// Copyright the Bulwark authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.github.bulwarkml.docs;

import io.github.bulwarkml.core.nn.DifferentiableModel;
import io.github.bulwarkml.core.nn.Examples;
import io.github.bulwarkml.core.random.Seed;
import io.github.bulwarkml.core.random.SplitMix64;
import io.github.bulwarkml.robustness.corruption.Image;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Drawn images for the guides: 28x28 grey, one bar each, whose direction (one of four) is the
 * class.
 */
final class StripedImages {
  static final int SIDE = 28;
  static final int CLASSES = 4;

  private StripedImages() {}

  /** Bars that are brighter than the ground. */
  static List<Image> seen(int count, Seed seed) {
    return draw(count, SplitMix64.of(seed), 0.3, 0.55);
  }

  /** Another place: bars that are darker than the ground. */
  static List<Image> unseen(int count, Seed seed) {
    return draw(count, SplitMix64.of(seed), 0.65, 0.45);
  }

  /** The class of image i is i modulo 4. */
  static int[] labels(int count) {
    return IntStream.range(0, count).map(i -> i % CLASSES).toArray();
  }

  private static List<Image> draw(int count, SplitMix64 random, double ground, double bar) {
    return IntStream.range(0, count)
        .mapToObj(i -> image(i % CLASSES, random, ground, bar))
        .toList();
  }

  private static Image image(int direction, SplitMix64 random, double ground, double bar) {
    double angle = Math.PI * (direction + 0.5 * random.nextDouble() - 0.25) / CLASSES;
    double offset = 8 * random.nextDouble() - 4;
    double width = 1 + random.nextDouble();
    byte[] bytes = new byte[SIDE * SIDE];
    for (int p = 0; p < bytes.length; p++) {
      double x = p % SIDE - (SIDE - 1) / 2.0;
      double y = p / SIDE - (SIDE - 1) / 2.0;
      double distance = Math.abs(x * Math.cos(angle) + y * Math.sin(angle) - offset);
      double level = distance < width ? bar : ground;
      level += 0.4 * (random.nextDouble() - 0.5);
      bytes[p] = (byte) Math.round(255 * Math.min(1, Math.max(0, level)));
    }
    return Image.of(SIDE, SIDE, 1, bytes);
  }

  /** Pixels in [0, 1]. */
  static Examples examples(List<Image> images) {
    float[] pixels = new float[images.size() * SIDE * SIDE];
    for (int i = 0; i < images.size(); i++) {
      byte[] bytes = images.get(i).toBytes();
      for (int p = 0; p < bytes.length; p++) {
        pixels[i * bytes.length + p] = (bytes[p] & 0xFF) / 255f;
      }
    }
    return Examples.labelled(pixels, new int[] {SIDE, SIDE, 1}, labels(images.size()));
  }

  /** The share of images whose largest output is that of their class. */
  static double accuracy(DifferentiableModel model, List<Image> images) {
    float[] logits = model.logits(examples(images));
    int right = 0;
    for (int i = 0; i < images.size(); i++) {
      int best = 0;
      for (int k = 1; k < CLASSES; k++) {
        best = logits[i * CLASSES + k] > logits[i * CLASSES + best] ? k : best;
      }
      right += best == i % CLASSES ? 1 : 0;
    }
    return (double) right / images.size();
  }
}
