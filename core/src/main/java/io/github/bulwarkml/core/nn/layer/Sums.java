// Copyright the Bulwark authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.github.bulwarkml.core.nn.layer;

/** Sums of whole arrays. */
final class Sums {
  private static final int PIECE = 4096;

  private Sums() {}

  /** Computes {@code target += source}. */
  static void add(NativeMemory memory, NativeArray source, NativeArray target) {
    sum(memory, source, target, target);
  }

  /** Computes {@code target = a + b}. */
  static void sum(NativeMemory memory, NativeArray a, NativeArray b, NativeArray target) {
    int length = target.length();
    if (!memory.isDouble()) {
      float[] x = memory.floats(0, PIECE);
      float[] y = memory.floats(1, PIECE);
      for (int at = 0; at < length; at += PIECE) {
        int n = Math.min(PIECE, length - at);
        a.read(at, x, n);
        b.read(at, y, n);
        for (int i = 0; i < n; i++) {
          y[i] += x[i];
        }
        target.write(at, y, n);
      }
      return;
    }
    double[] x = memory.doubles(0, PIECE);
    double[] y = memory.doubles(1, PIECE);
    for (int at = 0; at < length; at += PIECE) {
      int n = Math.min(PIECE, length - at);
      a.read(at, x, n);
      b.read(at, y, n);
      for (int i = 0; i < n; i++) {
        y[i] += x[i];
      }
      target.write(at, y, n);
    }
  }
}
