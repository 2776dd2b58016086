// Copyright the Bulwark authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.github.bulwarkml.robustness.corruption;

/**
 * The one-sided motion streak of the size-free code: a sum of shifted copies, with replicated
 * edges, weighted by half a Gaussian.
 *
 * <p>Step i = 0, ..., 2 radius has weight exp(-i^2 / (2 sigma^2)), normalised over all steps, and
 * shifts by dy = -ceil(i sin a - 1/2), dx = -ceil(i cos a - 1/2). The first step that would leave
 * the image ends the streak, and the remaining weights are lost.
 */
final class MotionFilter {
  private final Raster padded = new Raster();
  private double[] shifted = new double[0];
  private int steps;
  private int[] down = new int[0];
  private int[] across = new int[0];
  private double[] weight = new double[0];

  /**
   * Filters a raster.
   *
   * @param source its height is the image's
   * @param target set to the result
   * @param width pixels per row
   * @param channels values per pixel
   * @param radius the streak has 2 radius + 1 steps
   * @param sigma in steps
   * @param degrees the angle: 0 shifts to the left, 90 up
   */
  void filter(
      Raster source,
      Raster target,
      int width,
      int channels,
      int radius,
      double sigma,
      double degrees) {
    int height = source.height();
    int stride = width * channels;
    int margin = plan(height, width, radius, sigma, degrees);
    padded.reshape(height, stride + 2 * margin * channels);
    for (int y = 0; y < height; y++) {
      Border.REPLICATE.pad(source.row(y), padded.row(y), width, channels, margin);
    }
    if (shifted.length < stride) {
      shifted = new double[stride];
    }
    target.reshape(height, stride);
    for (int y = 0; y < height; y++) {
      double[] sum = target.row(y);
      RowKernels.scale(sum, source.row(y), weight[0], stride);
      for (int i = 1; i < steps; i++) {
        double[] row = padded.row(Border.REPLICATE.inside(y - down[i], height));
        System.arraycopy(row, (margin - across[i]) * channels, shifted, 0, stride);
        RowKernels.addScaled(sum, shifted, weight[i], stride);
      }
    }
  }

  /** Lists the steps and returns the widest shift. */
  private int plan(int height, int width, int radius, double sigma, double degrees) {
    int count = 2 * radius + 1;
    if (weight.length < count) {
      weight = new double[count];
      down = new int[count];
      across = new int[count];
    }
    double total = 0;
    for (int i = 0; i < count; i++) {
      weight[i] = StrictMath.exp(-(i * (double) i) / (2 * sigma * sigma));
      total += weight[i];
    }
    double sine = StrictMath.sin(StrictMath.toRadians(degrees));
    double cosine = StrictMath.cos(StrictMath.toRadians(degrees));
    int margin = 0;
    steps = 0;
    for (int i = 0; i < count; i++) {
      int dy = -(int) Math.ceil(i * sine - 0.5);
      int dx = -(int) Math.ceil(i * cosine - 0.5);
      if (Math.abs(dy) >= height || Math.abs(dx) >= width) {
        break;
      }
      weight[i] /= total;
      down[i] = dy;
      across[i] = dx;
      margin = Math.max(margin, Math.abs(dx));
      steps = i + 1;
    }
    return margin;
  }
}
