// Copyright the Bulwark authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.github.bulwarkml.robustness.corruption;

/**
 * A window of an enlarged or reduced texture, computed without resizing the rest: cubic convolution
 * with a = -0.75 or linear interpolation, pixel centres aligned, edges replicated.
 *
 * <p>Reference: R. Keys, "Cubic convolution interpolation for digital image processing", IEEE TASSP
 * 29(6), 1981, doi:10.1109/TASSP.1981.1163711.
 */
final class TextureWindow {
  private static final double A = -0.75;
  private static final int TAPS = 4;

  private final Raster resizedRows = new Raster();

  /** Source indices and weights of each sample along one axis. */
  private static final class Axis {
    final int[] source;
    final double[] weight;

    Axis(int side, double factor, int first, int count, boolean cubic) {
      source = new int[count * TAPS];
      weight = new double[count * TAPS];
      for (int i = 0; i < count; i++) {
        double position = (first + i + 0.5) / factor - 0.5;
        int base = (int) Math.floor(position);
        double t = position - base;
        for (int k = 0; k < TAPS; k++) {
          source[TAPS * i + k] = Border.REPLICATE.inside(base - 1 + k, side);
          double distance = Math.abs(k - 1 - t);
          weight[TAPS * i + k] = cubic ? cubic(distance) : Math.max(0, 1 - distance);
        }
      }
    }

    private static double cubic(double x) {
      return x <= 1
          ? ((A + 2) * x - (A + 3)) * x * x + 1
          : x < 2 ? ((A * x - 5 * A) * x + 8 * A) * x - 4 * A : 0;
    }
  }

  /**
   * Computes a window.
   *
   * @param texture an RGB image
   * @param factor how much the texture is enlarged
   * @param top first row of the window in the enlarged texture
   * @param left first column
   * @param height rows of the window
   * @param width columns of the window
   * @param cubic cubic or linear
   * @param target set to rows of width * 3 levels in [0, 255]
   */
  void cut(
      Image texture,
      double factor,
      int top,
      int left,
      int height,
      int width,
      boolean cubic,
      Raster target) {
    Axis rows = new Axis(texture.height(), factor, top, height, cubic);
    Axis columns = new Axis(texture.width(), factor, left, width, cubic);
    int low = texture.height();
    int high = 0;
    for (int source : rows.source) {
      low = Math.min(low, source);
      high = Math.max(high, source);
    }
    resizedRows.reshape(high - low + 1, width * 3);
    for (int y = low; y <= high; y++) {
      resizeRow(texture, y, columns, width, resizedRows.row(y - low));
    }
    target.reshape(height, width * 3);
    for (int y = 0; y < height; y++) {
      double[] out = target.row(y);
      RowKernels.scale(
          out, resizedRows.row(rows.source[TAPS * y] - low), rows.weight[TAPS * y], width * 3);
      for (int k = 1; k < TAPS; k++) {
        double[] row = resizedRows.row(rows.source[TAPS * y + k] - low);
        RowKernels.addScaled(out, row, rows.weight[TAPS * y + k], width * 3);
      }
      for (int i = 0; i < width * 3; i++) {
        out[i] = Math.max(0, Math.min(255, (int) (out[i] + 0.5)));
      }
    }
  }

  private static void resizeRow(Image texture, int y, Axis columns, int width, double[] out) {
    byte[] bytes = texture.bytes();
    int base = y * texture.width() * 3;
    for (int x = 0; x < width; x++) {
      double red = 0;
      double green = 0;
      double blue = 0;
      for (int k = TAPS * x; k < TAPS * (x + 1); k++) {
        int at = base + 3 * columns.source[k];
        double weight = columns.weight[k];
        red += weight * (bytes[at] & 0xFF);
        green += weight * (bytes[at + 1] & 0xFF);
        blue += weight * (bytes[at + 2] & 0xFF);
      }
      out[3 * x] = red;
      out[3 * x + 1] = green;
      out[3 * x + 2] = blue;
    }
  }
}
