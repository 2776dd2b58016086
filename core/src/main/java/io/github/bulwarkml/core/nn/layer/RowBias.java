// Copyright the Bulwark authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.github.bulwarkml.core.nn.layer;

/** Rows that all hold the same values, and sums over rows. */
final class RowBias {
  private static final int PIECE = 4096;

  private final NativeMemory memory;
  private final int width;
  private final int rowsPerPiece;

  RowBias(NativeMemory memory, int width) {
    this.memory = memory;
    this.width = width;
    this.rowsPerPiece = Math.max(1, PIECE / width);
  }

  /** Writes the values into every row. */
  void fill(NativeArray values, NativeArray target) {
    int piece = Math.min(rowsPerPiece * width, target.length());
    for (int at = 0; at < piece; at += width) {
      target.copy(at, values, 0, width);
    }
    for (int at = piece; at < target.length(); at += piece) {
      target.copy(at, target, 0, Math.min(piece, target.length() - at));
    }
  }

  /** Adds the values to every row. */
  void addTo(NativeArray target, NativeArray values) {
    float[] v = memory.floats(0, width);
    float[] y = memory.floats(1, rowsPerPiece * width);
    values.read(0, v, width);
    int length = target.length();
    if (memory.isDouble()) {
      addDoublesTo(target, values);
      return;
    }
    for (int at = 0; at < length; at += rowsPerPiece * width) {
      int n = Math.min(rowsPerPiece * width, length - at);
      target.read(at, y, n);
      for (int row = 0; row < n; row += width) {
        for (int c = 0; c < width; c++) {
          y[row + c] += v[c];
        }
      }
      target.write(at, y, n);
    }
  }

  private void addDoublesTo(NativeArray target, NativeArray values) {
    double[] v = memory.doubles(0, width);
    double[] y = memory.doubles(1, width);
    values.read(0, v, width);
    for (int at = 0; at < target.length(); at += width) {
      target.read(at, y, width);
      for (int c = 0; c < width; c++) {
        y[c] += v[c];
      }
      target.write(at, y, width);
    }
  }

  /**
   * Adds up rows, in double and in order.
   *
   * @param source the rows
   * @param from the first element
   * @param rows how many rows
   * @param sums where the sums are added to
   */
  void addRows(NativeArray source, int from, int rows, double[] sums) {
    double[] x = memory.doubles(0, rowsPerPiece * width);
    for (int row = 0; row < rows; row += rowsPerPiece) {
      int n = Math.min(rowsPerPiece, rows - row);
      source.read(from + row * width, x, n * width);
      for (int r = 0, at = 0; r < n; r++, at += width) {
        for (int c = 0; c < width; c++) {
          sums[c] += x[at + c];
        }
      }
    }
  }
}
