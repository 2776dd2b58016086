// Copyright the Bulwark authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.github.bulwarkml.robustness.corruption;

/**
 * Resizing by a box filter as the common imaging library does it: output i has its centre at (i +
 * 1/2) scale and equal weights on the inputs whose centre is less than half a step away (one step
 * when enlarging), the upper end included. Weights are rounded to multiples of 2^-22; rows are
 * resized first and rounded to bytes.
 */
final class BoxFilter {
  private static final int PRECISION = 22;

  private byte[] between = new byte[0];

  /** The inputs of each output along one axis, and their common weight. */
  private static final class Axis {
    final int[] first;
    final int[] count;
    final int[] weight;

    Axis(int from, int to) {
      double scale = (double) from / to;
      double filterScale = Math.max(1, scale);
      double support = 0.5 * filterScale;
      first = new int[to];
      count = new int[to];
      weight = new int[to];
      for (int i = 0; i < to; i++) {
        double centre = (i + 0.5) * scale;
        int low = Math.max(0, (int) (centre - support + 0.5));
        int high = Math.min(from, (int) (centre + support + 0.5));
        int start = -1;
        int inside = 0;
        for (int k = low; k < high; k++) {
          double distance = (k - centre + 0.5) * (1 / filterScale);
          if (distance > -0.5 && distance <= 0.5) {
            start = start < 0 ? k : start;
            inside++;
          }
        }
        first[i] = start;
        count[i] = inside;
        weight[i] = (int) (0.5 + 1.0 / inside * (1 << PRECISION));
      }
    }
  }

  /** Resizes bytes in row-major order, channels last. */
  void resize(
      byte[] in, int height, int width, int channels, byte[] out, int newHeight, int newWidth) {
    if (between.length < height * newWidth * channels) {
      between = new byte[height * newWidth * channels];
    }
    Axis columns = new Axis(width, newWidth);
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < newWidth; x++) {
        int from = (y * width + columns.first[x]) * channels;
        int to = (y * newWidth + x) * channels;
        for (int c = 0; c < channels; c++) {
          int sum = 0;
          for (int k = 0; k < columns.count[x]; k++) {
            sum += in[from + k * channels + c] & 0xFF;
          }
          between[to + c] = weighted(sum, columns.weight[x]);
        }
      }
    }
    Axis rows = new Axis(height, newHeight);
    int stride = newWidth * channels;
    for (int y = 0; y < newHeight; y++) {
      for (int i = 0; i < stride; i++) {
        int sum = 0;
        for (int k = 0; k < rows.count[y]; k++) {
          sum += between[(rows.first[y] + k) * stride + i] & 0xFF;
        }
        out[y * stride + i] = weighted(sum, rows.weight[y]);
      }
    }
  }

  private static byte weighted(int sum, int weight) {
    long value = ((long) sum * weight + (1 << (PRECISION - 1))) >> PRECISION;
    return (byte) Math.min(255, value);
  }
}
