// Copyright the Bulwark authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.github.bulwarkml.core.stats;

import io.github.bulwarkml.core.internal.Require;
import java.util.Objects;

/**
 * The difference of two means with Welch's interval and test.
 *
 * @param difference the mean of the first sample minus that of the second
 * @param standardError its standard error, at least 0
 * @param degreesOfFreedom Welch and Satterthwaite's, at least 1
 * @param interval the t interval of the difference
 * @param pValue the two-sided p-value of the hypothesis of no difference, in [0, 1]
 * @since 0.1.0
 */
public record MeanDifference(
    double difference,
    double standardError,
    double degreesOfFreedom,
    Interval interval,
    double pValue) {
  /**
   * Checks the numbers.
   *
   * @param difference finite
   * @param standardError finite, at least 0
   * @param degreesOfFreedom at least 1
   * @param interval the t interval of the difference
   * @param pValue in [0, 1]
   * @throws IllegalArgumentException if a number is out of range
   */
  public MeanDifference {
    Require.finite(difference, "difference");
    Require.nonNegative(standardError, "standardError");
    Require.inRange(degreesOfFreedom, 1, Double.MAX_VALUE, "degreesOfFreedom");
    Objects.requireNonNull(interval, "interval");
    Require.inRange(pValue, 0, 1, "pValue");
  }
}
