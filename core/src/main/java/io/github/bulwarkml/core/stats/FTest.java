// Copyright the Bulwark authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.github.bulwarkml.core.stats;

import io.github.bulwarkml.core.internal.Require;

/**
 * The outcome of an F test of a restricted model against a fuller one.
 *
 * @param statistic the extra sum of squares per restriction divided by the residual variance of the
 *     fuller model; +infinity if only the fuller model fits perfectly
 * @param restrictions the numerator's degrees of freedom, at least 1
 * @param residualDegreesOfFreedom the denominator's degrees of freedom, at least 1
 * @param pValue the probability of a larger statistic if the restrictions hold, in [0, 1]
 * @since 0.1.0
 */
public record FTest(
    double statistic, int restrictions, int residualDegreesOfFreedom, double pValue) {
  /**
   * Checks the numbers.
   *
   * @param statistic at least 0; may be infinite
   * @param restrictions at least 1
   * @param residualDegreesOfFreedom at least 1
   * @param pValue in [0, 1]
   * @throws IllegalArgumentException if a number is out of range
   */
  public FTest {
    if (!(statistic >= 0)) {
      throw new IllegalArgumentException("statistic must be >= 0, but was " + statistic);
    }
    Require.atLeast(restrictions, 1, "restrictions");
    Require.atLeast(residualDegreesOfFreedom, 1, "residualDegreesOfFreedom");
    Require.inRange(pValue, 0, 1, "pValue");
  }
}
