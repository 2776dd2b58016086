// Copyright the Bulwark authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.github.bulwarkml.core.stats;

import io.github.bulwarkml.core.internal.Require;

/**
 * A line that single outliers cannot carry away; it has no standard errors (use {@link Bootstrap}).
 *
 * @param n the number of points, at least 2
 * @param slope the slope
 * @param intercept the height of the line at x = 0
 * @since 0.1.0
 */
public record RobustLine(int n, double slope, double intercept) implements Line {
  /**
   * Checks the numbers.
   *
   * @param n the number of points, at least 2
   * @param slope the slope, finite
   * @param intercept the height of the line at x = 0, finite
   * @throws IllegalArgumentException if a number is out of range
   */
  public RobustLine {
    Require.atLeast(n, 2, "n");
    Require.finite(slope, "slope");
    Require.finite(intercept, "intercept");
  }
}
