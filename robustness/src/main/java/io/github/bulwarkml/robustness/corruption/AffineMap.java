// Copyright the Bulwark authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.github.bulwarkml.robustness.corruption;

import org.jspecify.annotations.Nullable;

/**
 * The affine map of the original elastic transform: three points around the centre are jittered,
 * and the image follows; linear interpolation, mirrored at the border without repeating the edge.
 *
 * @param xx column from column
 * @param xy column from row
 * @param x0 column offset
 * @param yx row from column
 * @param yy row from row
 * @param y0 row offset
 */
record AffineMap(double xx, double xy, double x0, double yx, double yy, double y0) {
  /** {@return the map from output to input positions of a random jitter} */
  static AffineMap jittered(int height, int width, double jitter, NoiseStream random) {
    // The published code uses (row, column) of the centre as if it were (x, y).
    int u = height / 2;
    int v = width / 2;
    int s = Math.min(height, width) / 3;
    double[][] from = {{u + s, v + s}, {u + s, v - s}, {u - s, v - s}};
    double[][] to = new double[3][2];
    AffineMap map;
    do {
      for (int i = 0; i < 3; i++) {
        to[i][0] = from[i][0] + random.uniform(-jitter, jitter);
        to[i][1] = from[i][1] + random.uniform(-jitter, jitter);
      }
      map = through(to, from);
    } while (map == null);
    return map;
  }

  /** {@return the map that takes three points to three others, or null if they lie on a line} */
  private static @Nullable AffineMap through(double[][] from, double[][] to) {
    double ax = from[1][0] - from[0][0];
    double ay = from[1][1] - from[0][1];
    double bx = from[2][0] - from[0][0];
    double by = from[2][1] - from[0][1];
    double determinant = ax * by - bx * ay;
    if (Math.abs(determinant) < 1e-6) {
      return null;
    }
    double[] matrix = new double[6];
    for (int k = 0; k < 2; k++) {
      double a = to[1][k] - to[0][k];
      double b = to[2][k] - to[0][k];
      matrix[3 * k] = (a * by - b * ay) / determinant;
      matrix[3 * k + 1] = (b * ax - a * bx) / determinant;
      matrix[3 * k + 2] = to[0][k] - matrix[3 * k] * from[0][0] - matrix[3 * k + 1] * from[0][1];
    }
    return new AffineMap(matrix[0], matrix[1], matrix[2], matrix[3], matrix[4], matrix[5]);
  }

  /** Maps an image of values in [0, 1]. */
  void apply(Job job, float[] source, float[] target) {
    for (int y = 0; y < job.height; y++) {
      for (int x = 0; x < job.width; x++) {
        double column = xx * x + xy * y + x0;
        double row = yx * x + yy * y + y0;
        double left = Math.floor(column);
        double top = Math.floor(row);
        double s = column - left;
        double t = row - top;
        int a = Border.MIRROR.inside((int) left, job.width);
        int b = Border.MIRROR.inside((int) left + 1, job.width);
        int above = Border.MIRROR.inside((int) top, job.height) * job.width;
        int below = Border.MIRROR.inside((int) top + 1, job.height) * job.width;
        int at = (y * job.width + x) * job.channels;
        for (int c = 0; c < job.channels; c++) {
          double upper =
              (1 - s) * source[(above + a) * job.channels + c]
                  + s * source[(above + b) * job.channels + c];
          double lower =
              (1 - s) * source[(below + a) * job.channels + c]
                  + s * source[(below + b) * job.channels + c];
          target[at + c] = (float) ((1 - t) * upper + t * lower);
        }
      }
    }
  }
}
