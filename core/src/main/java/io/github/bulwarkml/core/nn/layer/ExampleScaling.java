// Copyright the Bulwark authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.github.bulwarkml.core.nn.layer;

/** Multiplies the part of each example by a weight of its own. */
final class ExampleScaling {
  private static final int SLOT = 0;

  private ExampleScaling() {}

  /** {@return a scaled copy, good until the next call} */
  static NativeArray scaled(NativeMemory memory, NativeArray values, double[] weights) {
    NativeArray target = memory.sharedArray(SLOT, values);
    int each = values.length() / weights.length;
    double[] x = memory.doubles(0, each);
    for (int i = 0; i < weights.length; i++) {
      values.read(i * each, x, each);
      for (int j = 0; j < each; j++) {
        x[j] *= weights[i];
      }
      target.write(i * each, x, each);
    }
    return target;
  }
}
