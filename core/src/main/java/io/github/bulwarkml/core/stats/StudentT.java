// Copyright the Bulwark authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.github.bulwarkml.core.stats;

import io.github.bulwarkml.core.NumericalException;
import io.github.bulwarkml.core.internal.Require;
import org.apache.commons.numbers.gamma.Erf;
import org.apache.commons.numbers.gamma.LogBeta;

/**
 * Student's t distribution with real degrees of freedom \(\nu\): \(P(|T| \le t) =
 * I_{t^2/(\nu+t^2)}(1/2, \nu/2)\).
 *
 * <p>Relative error at most 1e-12 for tails above 1e-290. Beyond 1e10 degrees of freedom Wallace's
 * normalising transform is exact to double precision and is used instead.
 *
 * <p>Stateless and thread-safe.
 *
 * <p>References: [1] Johnson, Kotz, Balakrishnan, "Continuous univariate distributions", vol. 2
 * (1995), ch. 28. [2] Wallace, "Bounds on normal approximations to Student's and the chi-square
 * distributions", Ann. Math. Statist. 30 (1959).
 *
 * @since 0.1.0
 */
public final class StudentT {
  /** Above this many degrees of freedom the normalising transform is used. */
  private static final double NEARLY_NORMAL = 1e10;

  private static final int MAX_ITERATIONS = 100;

  private StudentT() {}

  /**
   * {@return the probability of a value at most t}
   *
   * @param t any number but NaN
   * @param degreesOfFreedom finite, at least 1
   * @throws IllegalArgumentException if {@code t} is NaN or the degrees of freedom are out of range
   */
  public static double cdf(double t, double degreesOfFreedom) {
    return upperTail(-t, degreesOfFreedom);
  }

  /**
   * {@return the probability of a value above t}
   *
   * @param t any number but NaN
   * @param degreesOfFreedom finite, at least 1
   * @throws IllegalArgumentException if {@code t} is NaN or the degrees of freedom are out of range
   */
  public static double upperTail(double t, double degreesOfFreedom) {
    double half = 0.5 * twoSidedP(t, degreesOfFreedom);
    return t > 0 ? half : 1 - half;
  }

  /**
   * {@return the probability that the absolute value exceeds |t|: the p-value of a two-sided test}
   *
   * @param t any number but NaN
   * @param degreesOfFreedom finite, at least 1
   * @throws IllegalArgumentException if {@code t} is NaN or the degrees of freedom are out of range
   */
  public static double twoSidedP(double t, double degreesOfFreedom) {
    if (Double.isNaN(t)) {
      throw new IllegalArgumentException("t must be a number, but was NaN");
    }
    degreesOfFreedom(degreesOfFreedom);
    return outside(Math.abs(t), degreesOfFreedom);
  }

  /**
   * {@return the t with {@code cdf(t) = p}; -infinity at 0 and +infinity at 1}
   *
   * @param p a probability, in [0, 1]
   * @param degreesOfFreedom finite, at least 1
   * @throws IllegalArgumentException if an argument is out of range
   */
  public static double quantile(double p, double degreesOfFreedom) {
    Require.inRange(p, 0, 1, "p");
    degreesOfFreedom(degreesOfFreedom);
    return p < 0.5
        ? -positiveQuantile(p, 1 - 2 * p, degreesOfFreedom)
        : positiveQuantile(1 - p, 2 * p - 1, degreesOfFreedom);
  }

  /**
   * {@return the t that the absolute value stays below with probability {@code level}: the factor
   * of a two-sided interval}
   *
   * @param level the confidence level, in (0, 1)
   * @param degreesOfFreedom finite, at least 1
   * @throws IllegalArgumentException if an argument is out of range
   */
  public static double critical(double level, double degreesOfFreedom) {
    Require.inside(level, 0, 1, "level");
    degreesOfFreedom(degreesOfFreedom);
    return positiveQuantile(0.5 * (1 - level), level, degreesOfFreedom);
  }

  private static double degreesOfFreedom(double value) {
    return Require.inRange(value, 1, Double.MAX_VALUE, "degreesOfFreedom");
  }

  /** P(|T| > t). */
  private static double outside(double t, double nu) {
    if (nu > NEARLY_NORMAL) {
      return 2 * NormalDistribution.upperTail(normalised(t, nu));
    }
    double square = t * t;
    return square == Double.POSITIVE_INFINITY
        ? farOutside(t, nu)
        : IncompleteBeta.lower(nu / (nu + square), square / (nu + square), 0.5 * nu, 0.5);
  }

  /** The leading term of the tail, exact to double precision where t * t overflows. */
  private static double farOutside(double t, double nu) {
    return StrictMath.exp(
        nu * (0.5 * StrictMath.log(nu) - StrictMath.log(t))
            - StrictMath.log(0.5 * nu)
            - LogBeta.value(0.5 * nu, 0.5));
  }

  /** P(|T| <= t). */
  private static double inside(double t, double nu) {
    if (nu > NEARLY_NORMAL) {
      double z = normalised(t, nu);
      return Erf.value(z * Math.sqrt(0.5));
    }
    double square = t * t;
    return IncompleteBeta.lower(square / (nu + square), nu / (nu + square), 0.5, 0.5 * nu);
  }

  private static double normalised(double t, double nu) {
    // t^2 / nu, ordered so that nothing overflows before it must
    return StrictMath.sqrt(nu * StrictMath.log1p(t / nu * t)) * (1 - 2 / (8 * nu + 3));
  }

  /** The t >= 0 with P(T > t) = tail and P(|T| <= t) = centre, where centre = 1 - 2 tail. */
  private static double positiveQuantile(double tail, double centre, double nu) {
    if (tail == 0) {
      return Double.POSITIVE_INFINITY;
    }
    if (centre == 0) {
      return 0;
    }
    double z = -NormalDistribution.quantile(tail);
    double u = z * (1 + 2 / (8 * nu + 1));
    double ratio = u * u / nu;
    if (nu > NEARLY_NORMAL) {
      return ratio < 1e-300 ? z : StrictMath.sqrt(nu) * StrictMath.sqrt(StrictMath.expm1(ratio));
    }
    if (centre < 1e-9) {
      // The density is flat there: P(|T| <= t) = 2 t f(0) (1 - O(t^2)).
      return 0.5 * centre * StrictMath.exp(LogBeta.value(0.5 * nu, 0.5)) * StrictMath.sqrt(nu);
    }
    if (nu == 1) {
      return centre < 0.5
          ? StrictMath.tan(0.5 * Math.PI * centre)
          : 1 / StrictMath.tan(Math.PI * tail);
    }
    double log =
        ratio < 20
            ? 0.5 * (StrictMath.log(nu) + StrictMath.log(StrictMath.expm1(ratio)))
            : logOfFarQuantile(tail, nu);
    return newton(log, tail, centre, nu);
  }

  /** The logarithm of the t whose leading tail term is {@code tail}. */
  private static double logOfFarQuantile(double tail, double nu) {
    return 0.5 * StrictMath.log(nu)
        - (StrictMath.log(nu) + StrictMath.log(tail) + LogBeta.value(0.5 * nu, 0.5)) / nu;
  }

  /**
   * Newton's method for the logarithm of the probability as a function of log t, which is concave.
   */
  private static double newton(double start, double tail, double centre, double nu) {
    boolean central = centre < 0.5;
    double target = StrictMath.log(central ? centre : 2 * tail);
    double logScale = -LogBeta.value(0.5 * nu, 0.5) - 0.5 * StrictMath.log(nu);
    double log = start;
    for (int i = 0; i < MAX_ITERATIONS; i++) {
      double t = StrictMath.exp(log);
      if (t * t == Double.POSITIVE_INFINITY) {
        return StrictMath.exp(logOfFarQuantile(tail, nu));
      }
      double probability = central ? inside(t, nu) : outside(t, nu);
      double density =
          StrictMath.exp(logScale - 0.5 * (nu + 1) * StrictMath.log1p(t * t / nu) + log);
      double step =
          (StrictMath.log(probability) - target) * probability / (central ? density : -density) / 2;
      log -= step;
      if (Math.abs(step) < 1e-8) {
        return StrictMath.exp(log);
      }
    }
    throw new NumericalException(
        "the quantile of Student's t did not converge; last iterate " + StrictMath.exp(log));
  }
}
