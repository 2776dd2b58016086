// Copyright the Bulwark authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.github.bulwarkml.core.stats;

import io.github.bulwarkml.core.internal.Require;

/**
 * A fitted straight line y = intercept + slope x, whatever it was fitted by.
 *
 * @since 0.1.0
 */
public sealed interface Line permits LineFit, RobustLine {
  /** {@return how many points the line was fitted to} */
  int n();

  /** {@return the slope} */
  double slope();

  /** {@return the height of the line at x = 0} */
  double intercept();

  /**
   * {@return the height of the line at x}
   *
   * @param x where to evaluate, finite
   * @throws IllegalArgumentException if {@code x} is not finite
   */
  default double predict(double x) {
    return intercept() + slope() * Require.finite(x, "x");
  }
}
