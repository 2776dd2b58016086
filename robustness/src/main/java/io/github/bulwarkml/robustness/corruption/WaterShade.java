// Copyright the Bulwark authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.github.bulwarkml.robustness.corruption;

/**
 * The light on drops of water: a chain of edges, distances to them, equalisation and embossing that
 * follows the published code step by step.
 */
final class WaterShade {
  private static final int LOW = 50;
  private static final int HIGH = 150;
  private static final float LIMIT = 20;

  private final CannyEdges canny = new CannyEdges();
  private final ChamferDistance chamfer = new ChamferDistance();
  private boolean[] edge = new boolean[0];
  private float[] distance = new float[0];
  private int[] level = new int[0];
  private int[] next = new int[0];

  /**
   * {@return the shade of each pixel, in [0, 255], row-major; valid until the next call}
   *
   * @param liquid the liquid layer as bytes, 0 where dry
   */
  int[] of(int[] liquid, int height, int width) {
    int length = height * width;
    if (edge.length < length) {
      edge = new boolean[length];
      distance = new float[length];
      level = new int[length];
      next = new int[length];
    }
    canny.find(liquid, height, width, LOW, HIGH, edge);
    chamfer.measure(edge, height, width, LIMIT, distance);
    smoothDistance(height, width);
    equalize(length);
    emboss(height, width);
    smooth(height, width);
    return level;
  }

  private void smoothDistance(int height, int width) {
    for (int y = 0; y < height; y++) {
      int above = Border.MIRROR.inside(y - 1, height) * width;
      int here = y * width;
      int below = Border.MIRROR.inside(y + 1, height) * width;
      for (int x = 0; x < width; x++) {
        int l = x == 0 ? 1 : x - 1;
        int r = x == width - 1 ? width - 2 : x + 1;
        double sum =
            (double) distance[above + l]
                + distance[above + x]
                + distance[above + r]
                + distance[here + l]
                + distance[here + x]
                + distance[here + r]
                + distance[below + l]
                + distance[below + x]
                + distance[below + r];
        level[here + x] = (int) (float) (sum * (1.0 / 9));
      }
    }
  }

  /** Histogram equalisation; a constant layer stays as it is. */
  private void equalize(int length) {
    int[] histogram = new int[256];
    for (int i = 0; i < length; i++) {
      histogram[level[i]]++;
    }
    int first = 0;
    while (histogram[first] == 0) {
      first++;
    }
    if (histogram[first] == length) {
      return;
    }
    float scale = 255f / (length - histogram[first]);
    int[] mapped = new int[256];
    int sum = 0;
    for (int k = first + 1; k < 256; k++) {
      sum += histogram[k];
      mapped[k] = (int) Math.min(255, Math.rint(sum * scale));
    }
    for (int i = 0; i < length; i++) {
      level[i] = mapped[level[i]];
    }
  }

  /** Correlates with -2 -1 0 / -1 1 1 / 0 1 2. */
  private void emboss(int height, int width) {
    for (int y = 0; y < height; y++) {
      int above = Border.MIRROR.inside(y - 1, height) * width;
      int here = y * width;
      int below = Border.MIRROR.inside(y + 1, height) * width;
      for (int x = 0; x < width; x++) {
        int l = x == 0 ? 1 : x - 1;
        int r = x == width - 1 ? width - 2 : x + 1;
        int sum =
            -2 * level[above + l]
                - level[above + x]
                - level[here + l]
                + level[here + x]
                + level[here + r]
                + level[below + x]
                + 2 * level[below + r];
        next[here + x] = Math.max(0, Math.min(255, sum));
      }
    }
  }

  private void smooth(int height, int width) {
    for (int y = 0; y < height; y++) {
      int above = Border.MIRROR.inside(y - 1, height) * width;
      int here = y * width;
      int below = Border.MIRROR.inside(y + 1, height) * width;
      for (int x = 0; x < width; x++) {
        int l = x == 0 ? 1 : x - 1;
        int r = x == width - 1 ? width - 2 : x + 1;
        int sum =
            next[above + l]
                + next[above + x]
                + next[above + r]
                + next[here + l]
                + next[here + x]
                + next[here + r]
                + next[below + l]
                + next[below + x]
                + next[below + r];
        // Halves cannot occur: 9 is odd.
        level[here + x] = (2 * sum + 9) / 18;
      }
    }
  }
}
