// Copyright the Bulwark authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.github.bulwarkml.core.stats;

import io.github.bulwarkml.core.internal.Require;

/**
 * Fisher's F distribution with m and n degrees of freedom: \(P(F \le f) = I_{mf/(mf+n)}(m/2,
 * n/2)\).
 *
 * <p>Accuracy and cost are those of {@link BetaFunctions}. Stateless and thread-safe.
 *
 * <p>Reference: Johnson, Kotz, Balakrishnan, "Continuous univariate distributions", vol. 2 (1995),
 * ch. 27.
 *
 * @since 0.1.0
 */
public final class FDistribution {
  private FDistribution() {}

  /**
   * {@return the probability of a value at most f}
   *
   * @param f at least 0; may be infinite
   * @param numerator m, the degrees of freedom of the numerator, in [1e-5, 1e12]
   * @param denominator n, the degrees of freedom of the denominator, in [1e-5, 1e12]
   * @throws IllegalArgumentException if an argument is out of range
   */
  public static double cdf(double f, double numerator, double denominator) {
    require(f, numerator, denominator);
    double ratio = f * (numerator / denominator);
    return IncompleteBeta.lower(share(ratio), 1 / (1 + ratio), 0.5 * numerator, 0.5 * denominator);
  }

  /**
   * {@return the probability of a value above f: the p-value of an F statistic}
   *
   * @param f at least 0; may be infinite
   * @param numerator m, the degrees of freedom of the numerator, in [1e-5, 1e12]
   * @param denominator n, the degrees of freedom of the denominator, in [1e-5, 1e12]
   * @throws IllegalArgumentException if an argument is out of range
   */
  public static double upperTail(double f, double numerator, double denominator) {
    require(f, numerator, denominator);
    double ratio = f * (numerator / denominator);
    return IncompleteBeta.lower(1 / (1 + ratio), share(ratio), 0.5 * denominator, 0.5 * numerator);
  }

  /**
   * {@return the f with {@code upperTail(f) = q}; +infinity at 0 and 0 at 1}
   *
   * @param q in [0, 1]
   * @param numerator m, the degrees of freedom of the numerator, in [1e-5, 1e12]
   * @param denominator n, the degrees of freedom of the denominator, in [1e-5, 1e12]
   * @throws IllegalArgumentException if an argument is out of range
   */
  public static double upperQuantile(double q, double numerator, double denominator) {
    Require.inRange(q, 0, 1, "q");
    require(0, numerator, denominator);
    double y = BetaFunctions.inverse(q, 0.5 * denominator, 0.5 * numerator);
    double x = BetaFunctions.inverseComplement(q, 0.5 * numerator, 0.5 * denominator);
    return y == 0 ? Double.POSITIVE_INFINITY : x / y * (denominator / numerator);
  }

  private static double share(double ratio) {
    return ratio == Double.POSITIVE_INFINITY ? 1 : ratio / (1 + ratio);
  }

  private static void require(double f, double numerator, double denominator) {
    if (!(f >= 0)) {
      throw new IllegalArgumentException("f must be >= 0, but was " + f);
    }
    Require.inRange(numerator, 1e-5, 1e12, "numerator");
    Require.inRange(denominator, 1e-5, 1e12, "denominator");
  }
}
