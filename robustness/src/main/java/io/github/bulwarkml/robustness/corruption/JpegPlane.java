// Copyright the Bulwark authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.github.bulwarkml.robustness.corruption;

/**
 * One component of a JPEG image: samples that are cut into 8 x 8 blocks, transformed, quantised,
 * and turned back.
 */
final class JpegPlane {
  private int[][] first = new int[8][0];
  private int[][] second = new int[8][0];
  private final long[] reciprocal = new long[64];

  /** Row-major samples in [0, 255]; {@link #stride} per row, {@link #rows} rows. */
  byte[] samples = new byte[0];

  /** Samples per row: the width rounded up to a multiple of 8. */
  int stride;

  /** Rows: the height rounded up to a multiple of 8. */
  int rows;

  /** Makes room for a component of the given size. */
  void reshape(int height, int width) {
    stride = (width + 7) & -8;
    rows = (height + 7) & -8;
    if (samples.length < stride * rows) {
      samples = new byte[stride * rows];
    }
    if (first[0].length < stride) {
      first = new int[8][stride];
      second = new int[8][stride];
    }
  }

  /** Repeats the last real row down to the end. */
  void extendDown(int height) {
    for (int y = height; y < rows; y++) {
      System.arraycopy(samples, (height - 1) * stride, samples, y * stride, stride);
    }
  }

  /**
   * Sends every block through the transform, a strip of eight rows at a time.
   *
   * @param table 64 steps, row-major
   */
  void compress(int[] table) {
    for (int i = 0; i < 64; i++) {
      // The transform's results are 8 times the coefficients.
      reciprocal[i] = (1L << 32) / (table[i] << 3) + 1;
    }
    for (int y = 0; y < rows; y += 8) {
      int at = y * stride;
      load(first, at);
      CosineTransform.forwardRows(first, second, stride);
      transpose(second, first);
      CosineTransform.forwardColumns(first, second, stride);
      quantize(second, table);
      CosineTransform.inverseColumns(second, first, stride);
      transpose(first, second);
      CosineTransform.inverseRows(second, first, stride);
      store(first, at);
    }
  }

  /** Rounds coefficients half away from zero to multiples of their steps. */
  private void quantize(int[][] lanes, int[] table) {
    for (int v = 0; v < 8; v++) {
      int[] lane = lanes[v];
      for (int u = 0; u < 8; u++) {
        int step = table[8 * v + u];
        long inverse = reciprocal[8 * v + u];
        for (int x = u; x < stride; x += 8) {
          // The product is exact for numerators below 2^21.
          int coefficient = lane[x];
          int numerator = Math.abs(coefficient) + (step << 2);
          int rounded = (int) ((numerator * inverse) >>> 32) * step;
          lane[x] = coefficient < 0 ? -rounded : rounded;
        }
      }
    }
  }

  /** Transposes each 8 x 8 block of a strip. */
  private void transpose(int[][] from, int[][] to) {
    for (int k = 0; k < 8; k++) {
      int[] target = to[k];
      for (int j = 0; j < 8; j++) {
        int[] source = from[j];
        for (int x = 0; x < stride; x += 8) {
          target[x + j] = source[x + k];
        }
      }
    }
  }

  /** Sets lanes[k][x + r] to column x + k of row r, around 0, for each block at x. */
  private void load(int[][] lanes, int at) {
    for (int k = 0; k < 8; k++) {
      int[] lane = lanes[k];
      for (int r = 0; r < 8; r++) {
        int row = at + r * stride + k;
        for (int x = 0; x < stride; x += 8) {
          lane[x + r] = (samples[row + x] & 0xFF) - 128;
        }
      }
    }
  }

  private void store(int[][] lanes, int at) {
    for (int k = 0; k < 8; k++) {
      int[] lane = lanes[k];
      for (int r = 0; r < 8; r++) {
        int row = at + r * stride + k;
        for (int x = 0; x < stride; x += 8) {
          int value = lane[x + r] + 128;
          samples[row + x] = (byte) Math.max(0, Math.min(255, value));
        }
      }
    }
  }
}
