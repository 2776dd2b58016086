// Copyright the Bulwark authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.github.bulwarkml.core.nn.layer;

/** The passes on doubles, row by row. */
final class DoubleChannelPasses extends ChannelPasses {
  DoubleChannelPasses(NativeMemory memory, int channels) {
    super(memory, channels);
  }

  @Override
  void addMoments(NativeArray values, int length, double[] origin, double[] sum, double[] square) {
    double[] x = memory.doubles(0, channels);
    for (int at = 0; at < length; at += channels) {
      values.read(at, x, channels);
      for (int c = 0; c < channels; c++) {
        double d = x[c] - origin[c];
        sum[c] += d;
        square[c] += d * d;
      }
    }
  }

  @Override
  void addSums(NativeArray values, int firstRow, int rows, double[] sum) {
    double[] x = memory.doubles(0, channels);
    for (int row = firstRow; row < firstRow + rows; row++) {
      values.read(row * channels, x, channels);
      for (int c = 0; c < channels; c++) {
        sum[c] += x[c];
      }
    }
  }

  @Override
  void addSums(
      NativeArray x, NativeArray g, int firstRow, int rows, double[] sum, double[] product) {
    double[] a = memory.doubles(0, channels);
    double[] b = memory.doubles(1, channels);
    for (int row = firstRow; row < firstRow + rows; row++) {
      x.read(row * channels, a, channels);
      g.read(row * channels, b, channels);
      for (int c = 0; c < channels; c++) {
        sum[c] += b[c];
        product[c] += b[c] * a[c];
      }
    }
  }

  @Override
  void affine(NativeArray values, double[] scale, double[] shift, NativeArray target) {
    double[] x = memory.doubles(0, channels);
    for (int at = 0; at < values.length(); at += channels) {
      values.read(at, x, channels);
      for (int c = 0; c < channels; c++) {
        x[c] = x[c] * scale[c] + shift[c];
      }
      target.write(at, x, channels);
    }
  }

  @Override
  void combine(NativeArray x, NativeArray g, double[] scale, double[] slope, double[] shift) {
    double[] a = memory.doubles(0, channels);
    double[] b = memory.doubles(1, channels);
    for (int at = 0; at < x.length(); at += channels) {
      x.read(at, a, channels);
      g.read(at, b, channels);
      for (int c = 0; c < channels; c++) {
        b[c] = b[c] * scale[c] + (a[c] * slope[c] + shift[c]);
      }
      g.write(at, b, channels);
    }
  }
}
