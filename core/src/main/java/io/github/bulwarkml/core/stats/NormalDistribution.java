// Copyright the Bulwark authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.github.bulwarkml.core.stats;

import io.github.bulwarkml.core.internal.Require;
import org.apache.commons.numbers.gamma.Erf;
import org.apache.commons.numbers.gamma.Erfcx;

/**
 * The standard normal distribution: \(\Phi(x) = \frac{1}{\sqrt{2\pi}}\int_{-\infty}^x
 * e^{-t^2/2}\,dt\), its tails, logarithms and inverses.
 *
 * <p>Relative error at most 1e-13 wherever the result is a normal double, also far in the tails (p
 * = 1e-300). Scale and shift yourself for another mean or standard deviation.
 *
 * <p>Stateless and thread-safe; nothing is allocated.
 *
 * <p>References: [1] Wichura, "Algorithm AS 241: the percentage points of the normal distribution",
 * Applied Statistics 37 (1988), doi:10.2307/2347330 (PPND16). [2] Cody, "Rational Chebyshev
 * approximations for the error function", Math. Comp. 23 (1969).
 *
 * @since 0.1.0
 */
public final class NormalDistribution {
  /** sqrt(2 pi). */
  private static final double SQRT_TWO_PI = 2.5066282746310007;

  /** log(sqrt(2 pi)). */
  private static final double LOG_SQRT_TWO_PI = 0.9189385332046728;

  /** sqrt(1/2). */
  private static final double SQRT_HALF = 0.7071067811865476;

  /** Splits a double in two halves of 26 bits (Dekker). */
  private static final double SPLIT = 0x1p27 + 1;

  private NormalDistribution() {}

  /**
   * {@return the density at x}
   *
   * @param x any number but NaN
   * @throws IllegalArgumentException if {@code x} is NaN
   */
  public static double density(double x) {
    notNaN(x, "x");
    return expOfMinusHalfSquare(x) / SQRT_TWO_PI;
  }

  /**
   * {@return the probability of a value at most x, in [0, 1]}
   *
   * @param x any number but NaN
   * @throws IllegalArgumentException if {@code x} is NaN
   */
  public static double cdf(double x) {
    notNaN(x, "x");
    return x < -1 ? farTail(-x) : x > 1 ? 1 - farTail(x) : 0.5 + 0.5 * Erf.value(x * SQRT_HALF);
  }

  /**
   * {@return the probability of a value above x, in [0, 1]: {@code 1 - cdf(x)} without
   * cancellation}
   *
   * @param x any number but NaN
   * @throws IllegalArgumentException if {@code x} is NaN
   */
  public static double upperTail(double x) {
    return cdf(-notNaN(x, "x"));
  }

  /**
   * {@return the natural logarithm of {@link #cdf}, finite also where that underflows}
   *
   * @param x any number but NaN
   * @throws IllegalArgumentException if {@code x} is NaN
   */
  public static double logCdf(double x) {
    notNaN(x, "x");
    if (x > -1) {
      return StrictMath.log1p(-upperTail(x));
    }
    return x == Double.NEGATIVE_INFINITY
        ? x
        : -(0.5 * x) * x + StrictMath.log(0.5 * Erfcx.value(-x * SQRT_HALF));
  }

  /**
   * {@return the natural logarithm of {@link #upperTail}, finite also where that underflows}
   *
   * @param x any number but NaN
   * @throws IllegalArgumentException if {@code x} is NaN
   */
  public static double logUpperTail(double x) {
    return logCdf(-notNaN(x, "x"));
  }

  /**
   * {@return the x with {@code cdf(x) = p}; -infinity at 0 and +infinity at 1}
   *
   * @param p a probability, in [0, 1]
   * @throws IllegalArgumentException if {@code p} is outside [0, 1] or NaN
   */
  public static double quantile(double p) {
    Require.inRange(p, 0, 1, "p");
    double q = p - 0.5;
    if (Math.abs(q) <= 0.425) {
      return NormalQuantile.central(q);
    }
    // 1 - p is exact for p above 1/2.
    return q < 0 ? NormalQuantile.lowerTail(p) : -NormalQuantile.lowerTail(1 - p);
  }

  /**
   * {@return the x with {@code upperTail(x) = q}; +infinity at 0 and -infinity at 1}
   *
   * @param q a probability, in [0, 1]
   * @throws IllegalArgumentException if {@code q} is outside [0, 1] or NaN
   */
  public static double upperQuantile(double q) {
    return -quantile(Require.inRange(q, 0, 1, "q"));
  }

  /**
   * {@return the x with {@code logCdf(x) = logP}, also where the probability itself would
   * underflow}
   *
   * @param logP the natural logarithm of a probability, in [-infinity, 0]
   * @throws IllegalArgumentException if {@code logP} is above 0 or NaN
   */
  public static double quantileOfLog(double logP) {
    Require.inRange(logP, Double.NEGATIVE_INFINITY, 0, "logP");
    if (logP > -0.5) {
      return upperQuantile(-StrictMath.expm1(logP));
    }
    if (logP > -690) {
      return quantile(StrictMath.exp(logP));
    }
    if (logP == Double.NEGATIVE_INFINITY) {
      return logP;
    }
    // log cdf(x) is about -x^2/2 - log(-x) - log sqrt(2 pi): fixed point, then Newton.
    double x = -StrictMath.sqrt(-2 * (logP + LOG_SQRT_TWO_PI));
    if (!(x > -Double.MAX_VALUE)) {
      x = -StrictMath.sqrt(-logP) * 1.4142135623730951;
    }
    for (int i = 0; i < 4; i++) {
      // The derivative of log cdf is density / cdf = sqrt(2 / pi) / erfcx(-x / sqrt 2).
      double slope = 0.7978845608028654 / Erfcx.value(-x * SQRT_HALF);
      x -= (logCdf(x) - logP) / slope;
    }
    return x;
  }

  /**
   * The upper tail beyond x > 1: half of exp(-x^2/2) times the scaled complementary error function.
   */
  private static double farTail(double x) {
    return 0.5 * expOfMinusHalfSquare(x) * Erfcx.value(x * SQRT_HALF);
  }

  /** exp(-x^2/2) with the square in double-double: a plain square loses x^2/2 ulp. */
  private static double expOfMinusHalfSquare(double x) {
    double square = x * x;
    if (!(square < 1600)) {
      return 0;
    }
    double t = SPLIT * x;
    double high = t - (t - x);
    double low = x - high;
    double rest = ((high * high - square) + 2 * high * low) + low * low;
    return StrictMath.exp(-0.5 * square) * (1 - 0.5 * rest);
  }

  private static double notNaN(double value, String name) {
    if (Double.isNaN(value)) {
      throw new IllegalArgumentException(name + " must be a number, but was NaN");
    }
    return value;
  }
}
