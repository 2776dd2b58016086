// Copyright the Bulwark authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.github.bulwarkml.core.nn.train;

import io.github.bulwarkml.core.internal.Require;

/**
 * What the validation set said after some steps.
 *
 * @param steps how many steps had been made, at least 1
 * @param value the metric
 * @since 0.1.0
 */
public record ValidationPoint(int steps, double value) {
  /**
   * Checks the count.
   *
   * @param steps at least 1
   * @param value any number
   * @throws IllegalArgumentException if {@code steps < 1}
   */
  public ValidationPoint {
    Require.atLeast(steps, 1, "steps");
  }
}
