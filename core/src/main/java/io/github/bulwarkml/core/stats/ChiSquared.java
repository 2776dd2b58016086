// Copyright the Bulwark authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.github.bulwarkml.core.stats;

import io.github.bulwarkml.core.internal.Require;

/**
 * The chi-squared distribution with real degrees of freedom \(\nu\): \(P(X \le x) = P(\nu/2,
 * x/2)\).
 *
 * <p>Accuracy and cost are those of {@link GammaFunctions}. Stateless and thread-safe.
 *
 * <p>Reference: Johnson, Kotz, Balakrishnan, "Continuous univariate distributions", vol. 1 (1994),
 * ch. 18.
 *
 * @since 0.1.0
 */
public final class ChiSquared {
  private ChiSquared() {}

  /**
   * {@return the probability of a value at most x}
   *
   * @param x at least 0; may be infinite
   * @param degreesOfFreedom in [1e-5, 1e10]
   * @throws IllegalArgumentException if an argument is out of range
   */
  public static double cdf(double x, double degreesOfFreedom) {
    return GammaFunctions.regularizedLower(shape(degreesOfFreedom), half(x));
  }

  /**
   * {@return the probability of a value above x: the p-value of a chi-squared statistic}
   *
   * @param x at least 0; may be infinite
   * @param degreesOfFreedom in [1e-5, 1e10]
   * @throws IllegalArgumentException if an argument is out of range
   */
  public static double upperTail(double x, double degreesOfFreedom) {
    return GammaFunctions.regularizedUpper(shape(degreesOfFreedom), half(x));
  }

  /**
   * {@return the x with {@code cdf(x) = p}; 0 at 0 and +infinity at 1}
   *
   * @param p in [0, 1]
   * @param degreesOfFreedom in [1e-5, 1e10]
   * @throws IllegalArgumentException if an argument is out of range
   */
  public static double quantile(double p, double degreesOfFreedom) {
    return 2 * GammaFunctions.inverseLower(p, shape(degreesOfFreedom));
  }

  /**
   * {@return the x with {@code upperTail(x) = q}; +infinity at 0 and 0 at 1}
   *
   * @param q in [0, 1]
   * @param degreesOfFreedom in [1e-5, 1e10]
   * @throws IllegalArgumentException if an argument is out of range
   */
  public static double upperQuantile(double q, double degreesOfFreedom) {
    return 2 * GammaFunctions.inverseUpper(q, shape(degreesOfFreedom));
  }

  private static double half(double x) {
    if (!(x >= 0)) {
      throw new IllegalArgumentException("x must be >= 0, but was " + x);
    }
    return 0.5 * x;
  }

  private static double shape(double degreesOfFreedom) {
    return 0.5 * Require.inRange(degreesOfFreedom, 1e-5, 1e10, "degreesOfFreedom");
  }
}
