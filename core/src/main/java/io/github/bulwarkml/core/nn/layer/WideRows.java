// Copyright the Bulwark authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.github.bulwarkml.core.nn.layer;

import java.util.Arrays;

/**
 * Sums and maps over the rows of narrow float matrices, several rows at a time: the inner loops are
 * then long enough for the JIT compiler's vector code, whatever the number of columns.
 *
 * <p>Sums are taken in float over a few rows of a piece and in double over pieces, always in the
 * same order.
 */
final class WideRows {
  private static final int LONG_ENOUGH = 256;
  private static final int PIECE = 4096;

  private final int columns;
  private final int wide;
  private final int piece;
  private final float[] first;
  private final float[] second;

  WideRows(int columns) {
    this.columns = columns;
    this.wide = columns * Math.max(1, LONG_ENOUGH / columns);
    this.piece = wide * Math.max(1, PIECE / wide);
    this.first = new float[wide];
    this.second = new float[wide];
  }

  /** {@return how many elements are handled at a time: a multiple of {@link #wide}} */
  int piece() {
    return piece;
  }

  /** {@return one value per column, repeated over several rows} */
  float[] repeated(double[] values) {
    float[] all = new float[wide];
    for (int i = 0; i < wide; i++) {
      all[i] = (float) values[i % columns];
    }
    return all;
  }

  /** Adds the sums of n elements' columns. */
  void addSums(float[] x, int n, double[] sums) {
    Arrays.fill(first, 0);
    for (int at = 0; at < n; at += wide) {
      int m = Math.min(wide, n - at);
      for (int i = 0; i < m; i++) {
        first[i] += x[at + i];
      }
    }
    fold(first, sums);
  }

  /** Adds the sums of g and of g times x. */
  void addSums(float[] x, float[] g, int n, double[] sums, double[] products) {
    Arrays.fill(first, 0);
    Arrays.fill(second, 0);
    for (int at = 0; at < n; at += wide) {
      int m = Math.min(wide, n - at);
      for (int i = 0; i < m; i++) {
        float v = g[at + i];
        first[i] += v;
        second[i] += v * x[at + i];
      }
    }
    fold(first, sums);
    fold(second, products);
  }

  /** Adds the sums of differences from a repeated origin and of their squares. */
  void addMoments(float[] x, int n, float[] origin, double[] sums, double[] squares) {
    Arrays.fill(first, 0);
    Arrays.fill(second, 0);
    for (int at = 0; at < n; at += wide) {
      int m = Math.min(wide, n - at);
      for (int i = 0; i < m; i++) {
        float d = x[at + i] - origin[i];
        first[i] += d;
        second[i] += d * d;
      }
    }
    fold(first, sums);
    fold(second, squares);
  }

  private void fold(float[] wideSums, double[] sums) {
    for (int at = 0; at < wide; at += columns) {
      for (int c = 0; c < columns; c++) {
        sums[c] += wideSums[at + c];
      }
    }
  }

  /** {@code x = scale * x + shift}. */
  void affine(float[] x, int n, float[] scale, float[] shift) {
    for (int at = 0; at < n; at += wide) {
      int m = Math.min(wide, n - at);
      for (int i = 0; i < m; i++) {
        x[at + i] = x[at + i] * scale[i] + shift[i];
      }
    }
  }

  /** {@code g = scale * g + slope * x + shift}. */
  void combine(float[] x, float[] g, int n, float[] scale, float[] slope, float[] shift) {
    for (int at = 0; at < n; at += wide) {
      int m = Math.min(wide, n - at);
      for (int i = 0; i < m; i++) {
        g[at + i] = g[at + i] * scale[i] + (x[at + i] * slope[i] + shift[i]);
      }
    }
  }
}
