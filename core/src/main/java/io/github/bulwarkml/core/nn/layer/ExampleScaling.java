// Copyright the Bulwark authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.github.bulwarkml.core.nn.layer;

import io.github.bulwarkml.core.simd.ActiveKernels;
import io.github.bulwarkml.core.simd.FloatKernels;

/** Multiplies the part of each example by a weight of its own. */
final class ExampleScaling {
  private static final int SLOT = 0;
  private static final int PIECE = 4096;
  private static final FloatKernels FLOATS = ActiveKernels.get().floats();

  private ExampleScaling() {}

  /** {@return a scaled copy, good until the next call} */
  static NativeArray scaled(NativeMemory memory, NativeArray values, double[] weights) {
    NativeArray target = memory.sharedArray(SLOT, values);
    int each = values.length() / weights.length;
    int step = Math.max(1, PIECE / each);
    if (memory.isDouble()) {
      scaleDoubles(memory, values, weights, each, target);
      return target;
    }
    float[] x = memory.floats(0, step * each);
    for (int first = 0; first < weights.length; first += step) {
      int count = Math.min(step, weights.length - first);
      values.read(first * each, x, count * each);
      for (int i = 0; i < count; i++) {
        FLOATS.scale((float) weights[first + i], x, i * each, each);
      }
      target.write(first * each, x, count * each);
    }
    return target;
  }

  private static void scaleDoubles(
      NativeMemory memory, NativeArray values, double[] weights, int each, NativeArray target) {
    double[] x = memory.doubles(0, each);
    for (int i = 0; i < weights.length; i++) {
      values.read(i * each, x, each);
      for (int j = 0; j < each; j++) {
        x[j] *= weights[i];
      }
      target.write(i * each, x, each);
    }
  }
}
