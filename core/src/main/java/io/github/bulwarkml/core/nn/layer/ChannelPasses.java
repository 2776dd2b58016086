// Copyright the Bulwark authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.github.bulwarkml.core.nn.layer;

import java.util.Arrays;

/**
 * Passes over matrices whose columns are channels: what batch norm is made of. Sums are taken in
 * double, in the order of rows, so that they do not depend on the machine.
 */
final class ChannelPasses {
  private static final int PIECE = 4096;

  private final NativeMemory memory;
  private final int channels;
  private final int piece;

  ChannelPasses(NativeMemory memory, int channels) {
    this.memory = memory;
    this.channels = channels;
    this.piece = Math.max(1, PIECE / channels) * channels;
  }

  /** Mean and biased variance per channel, about the first row so that nothing cancels. */
  void moments(NativeArray values, int rows, double[] mean, double[] variance) {
    double[] x = memory.doubles(0, piece);
    double[] origin = memory.doubles(3, channels);
    values.read(0, origin, channels);
    Arrays.fill(mean, 0, channels, 0);
    Arrays.fill(variance, 0, channels, 0);
    int length = rows * channels;
    for (int at = 0; at < length; at += piece) {
      int n = Math.min(piece, length - at);
      values.read(at, x, n);
      for (int row = 0; row < n; row += channels) {
        for (int c = 0; c < channels; c++) {
          double d = x[row + c] - origin[c];
          mean[c] += d;
          variance[c] += d * d;
        }
      }
    }
    for (int c = 0; c < channels; c++) {
      double m = mean[c] / rows;
      variance[c] = Math.max(0, variance[c] / rows - m * m);
      mean[c] = origin[c] + m;
    }
  }

  /** {@code target = scale * values + shift}. */
  void affine(NativeArray values, double[] scale, double[] shift, NativeArray target) {
    double[] x = memory.doubles(0, piece);
    int length = values.length();
    for (int at = 0; at < length; at += piece) {
      int n = Math.min(piece, length - at);
      values.read(at, x, n);
      for (int row = 0; row < n; row += channels) {
        for (int c = 0; c < channels; c++) {
          x[row + c] = x[row + c] * scale[c] + shift[c];
        }
      }
      target.write(at, x, n);
    }
  }

  /** Adds sums of g and of g times x over some rows. */
  void addSums(
      NativeArray x, NativeArray g, int firstRow, int rows, double[] sum, double[] product) {
    double[] a = memory.doubles(0, piece);
    double[] b = memory.doubles(1, piece);
    int end = (firstRow + rows) * channels;
    for (int at = firstRow * channels; at < end; at += piece) {
      int n = Math.min(piece, end - at);
      x.read(at, a, n);
      g.read(at, b, n);
      for (int row = 0; row < n; row += channels) {
        for (int c = 0; c < channels; c++) {
          double v = b[row + c];
          sum[c] += v;
          product[c] += v * a[row + c];
        }
      }
    }
  }

  /** {@code g = scale * g + slope * x + shift}. */
  void combine(NativeArray x, NativeArray g, double[] scale, double[] slope, double[] shift) {
    double[] a = memory.doubles(0, piece);
    double[] b = memory.doubles(1, piece);
    int length = x.length();
    for (int at = 0; at < length; at += piece) {
      int n = Math.min(piece, length - at);
      x.read(at, a, n);
      g.read(at, b, n);
      for (int row = 0; row < n; row += channels) {
        for (int c = 0; c < channels; c++) {
          b[row + c] = b[row + c] * scale[c] + (a[row + c] * slope[c] + shift[c]);
        }
      }
      g.write(at, b, n);
    }
  }
}
