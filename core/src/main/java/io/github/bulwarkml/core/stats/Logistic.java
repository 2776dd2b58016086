// Copyright the Bulwark authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.github.bulwarkml.core.stats;

import io.github.bulwarkml.core.internal.Require;

/**
 * The logit \(\ln(p / (1 - p))\) and its inverse, without overflow and without cancellation near p
 * = 1/2.
 *
 * <p>Stateless and thread-safe.
 *
 * @since 0.1.0
 */
public final class Logistic {
  private Logistic() {}

  /**
   * {@return log(p / (1 - p)); -infinity at 0 and +infinity at 1}
   *
   * @param p a probability, in [0, 1]
   * @throws IllegalArgumentException if {@code p} is outside [0, 1] or NaN
   */
  public static double logit(double p) {
    Require.inRange(p, 0, 1, "p");
    if (p < 0.25) {
      return StrictMath.log(p / (1 - p));
    }
    // 1 - p is exact above 1/2, 2 p - 1 is exact above 1/4.
    return p > 0.75 ? -StrictMath.log((1 - p) / p) : StrictMath.log1p((2 * p - 1) / (1 - p));
  }

  /**
   * {@return 1 / (1 + e<sup>-x</sup>), in [0, 1]}
   *
   * @param x any number but NaN; the infinities give 0 and 1
   * @throws IllegalArgumentException if {@code x} is NaN
   */
  public static double inverseLogit(double x) {
    if (Double.isNaN(x)) {
      throw new IllegalArgumentException("x must be a number, but was NaN");
    }
    double e = StrictMath.exp(-Math.abs(x));
    return x < 0 ? e / (1 + e) : 1 / (1 + e);
  }

  /**
   * {@return log(1 + e<sup>x</sup>) without overflow}
   *
   * @param x any number but NaN
   * @throws IllegalArgumentException if {@code x} is NaN
   */
  public static double log1pExp(double x) {
    if (Double.isNaN(x)) {
      throw new IllegalArgumentException("x must be a number, but was NaN");
    }
    return Math.max(x, 0) + StrictMath.log1p(StrictMath.exp(-Math.abs(x)));
  }
}
