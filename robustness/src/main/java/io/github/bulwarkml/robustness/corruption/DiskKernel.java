// Copyright the Bulwark authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.github.bulwarkml.robustness.corruption;

/**
 * The picture of a point that is out of focus: a disc on the integer grid, normalised and slightly
 * smoothed against aliasing.
 *
 * <p>The grid is -8..8 for radii up to 8, else -r..r. For radii 8 and 10 the disc touches the edge
 * of the grid, where the smoothing mirrors; the kernel then sums to 1.01297545 and 1.01078582, so
 * that the published severities 4 and 5 brighten by about 1 %. This is kept on purpose.
 */
final class DiskKernel {
  private DiskKernel() {}

  /**
   * {@return the quarter of the kernel with both offsets at least 0, indexed [row][column]; the
   * rest follows by symmetry}
   */
  static double[][] quarter(double radius, double aliasSigma) {
    int reach = radius <= 8 ? 8 : (int) radius;
    int size = 2 * reach + 1;
    double[][] disc = new double[size][size];
    int inside = 0;
    for (int y = -reach; y <= reach; y++) {
      for (int x = -reach; x <= reach; x++) {
        if (x * x + y * y <= radius * radius) {
          disc[y + reach][x + reach] = 1;
          inside++;
        }
      }
    }
    double[] window = window(radius <= 8 ? 1 : 2, aliasSigma);
    double[][] quarter = new double[reach + 1][reach + 1];
    for (int y = 0; y <= reach; y++) {
      for (int x = 0; x <= reach; x++) {
        // Single precision, as published: it decides on which side of a level flat areas end.
        quarter[y][x] = (float) (smoothed(disc, y + reach, x + reach, window) / inside);
      }
    }
    return quarter;
  }

  private static double smoothed(double[][] disc, int y, int x, double[] window) {
    int margin = window.length / 2;
    double sum = 0;
    for (int j = -margin; j <= margin; j++) {
      double[] row = disc[Border.MIRROR.inside(y + j, disc.length)];
      for (int i = -margin; i <= margin; i++) {
        double weight = window[j + margin] * window[i + margin];
        sum += weight * row[Border.MIRROR.inside(x + i, disc.length)];
      }
    }
    return sum;
  }

  private static double[] window(int margin, double sigma) {
    double[] window = new double[2 * margin + 1];
    double total = 0;
    for (int i = -margin; i <= margin; i++) {
      window[i + margin] = StrictMath.exp(-i * i / (2 * sigma * sigma));
      total += window[i + margin];
    }
    for (int i = 0; i < window.length; i++) {
      window[i] /= total;
    }
    return window;
  }
}
