// Copyright the Bulwark authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.github.bulwarkml.robustness.metrics;

import io.github.bulwarkml.core.random.SplitMix64;

/** The generated case of the metrics' specification: 1,500 examples, 45 classes, 12 groups. */
final class GeneratedCase {
  static final int CLASSES = 45;
  static final int GROUPS = 12;

  final int[] truth = new int[1500];
  final int[] predicted = new int[1500];
  final int[] groups = new int[1500];

  GeneratedCase() {
    double[] u = new double[3000];
    SplitMix64 random = new SplitMix64(7);
    for (int i = 0; i < u.length; i++) {
      u[i] = random.nextDouble();
    }
    for (int i = 0; i < truth.length; i++) {
      double v = u[1500 + i];
      truth[i] = (int) (40 * u[i] * u[i]);
      predicted[i] = v < 0.7 ? truth[i] : (int) (997 * v) % 45;
      groups[i] = (int) (1e6 * u[i]) % GROUPS;
    }
  }
}
