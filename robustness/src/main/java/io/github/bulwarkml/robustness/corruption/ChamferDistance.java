// Copyright the Bulwark authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.github.bulwarkml.robustness.corruption;

import java.util.Arrays;

/**
 * The distance to the nearest marked pixel by two passes with a 5 x 5 mask of steps 1, 1.4 and
 * 2.1969.
 *
 * <p>Reference: G. Borgefors, "Distance transformations in digital images", CVGIP 34, 1986,
 * doi:10.1016/S0734-189X(86)80047-0.
 */
final class ChamferDistance {
  private static final float UNIT = 1;
  private static final float DIAGONAL = 1.4f;
  private static final float KNIGHT = 2.1969f;
  private static final float FAR = 1e6f;
  private static final int MARGIN = 2;

  private float[] distance = new float[0];

  /**
   * Measures distances.
   *
   * @param marked {@code height * width} flags, row-major
   * @param limit distances are cut off here
   * @param out set to the distances in pixels
   */
  void measure(boolean[] marked, int height, int width, float limit, float[] out) {
    int frame = width + 2 * MARGIN;
    int length = frame * (height + 2 * MARGIN);
    if (distance.length < length) {
      distance = new float[length];
    }
    Arrays.fill(distance, 0, length, FAR);
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        int at = (y + MARGIN) * frame + x + MARGIN;
        distance[at] = marked[y * width + x] ? 0 : nearest(at, -frame, -1, FAR);
      }
    }
    for (int y = height - 1; y >= 0; y--) {
      for (int x = width - 1; x >= 0; x--) {
        int at = (y + MARGIN) * frame + x + MARGIN;
        distance[at] = nearest(at, frame, 1, distance[at]);
        out[y * width + x] = Math.min(limit, distance[at]);
      }
    }
  }

  private float nearest(int at, int line, int step, float known) {
    float best = Math.min(known, distance[at + step] + UNIT);
    best = Math.min(best, distance[at + line] + UNIT);
    best = Math.min(best, Math.min(distance[at + line - 1], distance[at + line + 1]) + DIAGONAL);
    best = Math.min(best, Math.min(distance[at + line - 2], distance[at + line + 2]) + KNIGHT);
    return Math.min(
        best, Math.min(distance[at + 2 * line - 1], distance[at + 2 * line + 1]) + KNIGHT);
  }
}
