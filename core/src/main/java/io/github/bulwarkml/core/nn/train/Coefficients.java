// Copyright the Bulwark authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.github.bulwarkml.core.nn.train;

/** Checks of optimisers' constants. */
final class Coefficients {
  private Coefficients() {}

  /** {@return value, if in [0, 1)} */
  static double decayRate(double value, String name) {
    if (!(value >= 0 && value < 1)) {
      throw new IllegalArgumentException(name + " must be in [0, 1), but was " + value);
    }
    return value;
  }
}
