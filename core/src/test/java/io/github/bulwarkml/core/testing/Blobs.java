// Copyright the Bulwark authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.github.bulwarkml.core.testing;

import io.github.bulwarkml.core.nn.Examples;
import io.github.bulwarkml.core.random.Rng;
import io.github.bulwarkml.core.random.Seed;

/** Clouds of points around one centre per class: a set that small models can learn. */
public final class Blobs {
  private Blobs() {}

  /** Normal points of unit variance around centres on a circle of radius 3, in two dimensions. */
  public static Examples of(int examples, int classes, Seed seed) {
    Rng random = Rng.of(seed);
    float[] inputs = new float[2 * examples];
    int[] labels = new int[examples];
    for (int e = 0; e < examples; e++) {
      labels[e] = random.nextInt(classes);
      double angle = 2 * Math.PI * labels[e] / classes;
      inputs[2 * e] = (float) (3 * Math.cos(angle) + normal(random));
      inputs[2 * e + 1] = (float) (3 * Math.sin(angle) + normal(random));
    }
    return Examples.labelled(inputs, new int[] {2}, labels);
  }

  private static double normal(Rng random) {
    return Math.sqrt(-2 * Math.log(1 - random.nextDouble()))
        * Math.cos(2 * Math.PI * random.nextDouble());
  }
}
