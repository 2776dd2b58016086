// Copyright the Bulwark authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.github.bulwarkml.core.nn.layer;

/** Rows that all hold the same values. */
final class RowBias {
  private static final int PIECE = 4096;

  private RowBias() {}

  /** Writes the values into every row. */
  static void fill(NativeArray values, NativeArray target) {
    int width = values.length();
    int piece = Math.min(Math.max(1, PIECE / width) * width, target.length());
    for (int at = 0; at < piece; at += width) {
      target.copy(at, values, 0, width);
    }
    for (int at = piece; at < target.length(); at += piece) {
      target.copy(at, target, 0, Math.min(piece, target.length() - at));
    }
  }
}
