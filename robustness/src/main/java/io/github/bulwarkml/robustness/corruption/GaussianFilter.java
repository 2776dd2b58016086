// Copyright the Bulwark authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.github.bulwarkml.robustness.corruption;

/**
 * The separable Gaussian filter: weights exp(-j^2 / (2 sigma^2)), normalised, up to a radius of
 * int(truncate * sigma + 0.5); columns first, then rows. The order of additions is that of the
 * common Python filter, so that truncated bytes agree with the published ones.
 */
final class GaussianFilter {
  private final Raster between = new Raster();
  private double[] padded = new double[0];
  private double[] left = new double[0];
  private double[] right = new double[0];

  /** {@return the weights for distance 0, 1, ..., radius} */
  static double[] weights(double sigma, double truncate) {
    int radius = (int) (truncate * sigma + 0.5);
    double[] weights = new double[radius + 1];
    for (int j = 1; j <= radius; j++) {
      weights[j] = StrictMath.exp(-0.5 / (sigma * sigma) * (j * (double) j));
    }
    weights[0] = 1;
    double total = 0;
    for (int j = -radius; j <= radius; j++) {
      total += weights[Math.abs(j)];
    }
    for (int j = 0; j <= radius; j++) {
      weights[j] /= total;
    }
    return weights;
  }

  /** Filters in place, with one sigma, a reach of four sigma and replicated edges. */
  void filter(Raster raster, int width, int channels, double sigma) {
    filter(raster, width, channels, sigma, sigma, 4, Border.REPLICATE);
  }

  /**
   * Filters in place.
   *
   * @param raster its height is the image's
   * @param width pixels per row
   * @param channels values per pixel
   * @param rowSigma the sigma from row to row
   * @param columnSigma the sigma from column to column
   * @param truncate the reach in sigmas
   * @param border what lies outside
   */
  void filter(
      Raster raster,
      int width,
      int channels,
      double rowSigma,
      double columnSigma,
      double truncate,
      Border border) {
    alongColumns(raster, width * channels, weights(rowSigma, truncate), border);
    alongRows(raster, width, channels, weights(columnSigma, truncate), border);
  }

  private void alongColumns(Raster raster, int stride, double[] weights, Border border) {
    int radius = weights.length - 1;
    int height = raster.height();
    if (radius == 0) {
      return;
    }
    between.reshape(height, stride);
    for (int y = 0; y < height; y++) {
      double[] target = between.row(y);
      RowKernels.scale(target, raster.row(y), weights[0], stride);
      for (int j = radius; j >= 1; j--) {
        double[] above = raster.row(border.inside(y - j, height));
        double[] below = raster.row(border.inside(y + j, height));
        RowKernels.addScaledSum(target, above, below, weights[j], stride);
      }
    }
    for (int y = 0; y < height; y++) {
      System.arraycopy(between.row(y), 0, raster.row(y), 0, stride);
    }
  }

  private void alongRows(Raster raster, int width, int channels, double[] weights, Border border) {
    int radius = weights.length - 1;
    int stride = width * channels;
    if (radius == 0) {
      return;
    }
    if (padded.length < stride + 2 * radius * channels) {
      padded = new double[stride + 2 * radius * channels];
    }
    if (left.length < stride) {
      left = new double[stride];
      right = new double[stride];
    }
    for (int y = 0; y < raster.height(); y++) {
      double[] row = raster.row(y);
      border.pad(row, padded, width, channels, radius);
      RowKernels.scale(row, row, weights[0], stride);
      for (int j = radius; j >= 1; j--) {
        System.arraycopy(padded, (radius - j) * channels, left, 0, stride);
        System.arraycopy(padded, (radius + j) * channels, right, 0, stride);
        RowKernels.addScaledSum(row, left, right, weights[j], stride);
      }
    }
  }
}
