// Copyright the Bulwark authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.github.bulwarkml.core.stats;

import io.github.bulwarkml.core.NumericalException;
import io.github.bulwarkml.core.internal.Require;
import org.apache.commons.numbers.gamma.LogBeta;

/**
 * The beta function, the regularised incomplete beta function \(I_x(a, b) = \frac{1}{B(a,b)}
 * \int_0^x t^{a-1} (1-t)^{b-1}\,dt\), its logarithm and its inverse.
 *
 * <p>Relative error at most 1e-12 in either tail, for parameter sums up to 1e9 and far beyond the
 * range of double in the logarithms. Parameters up to 1e12 are accepted.
 *
 * <p>Cost: about 0.3 microseconds in the tails; near the mean the square root of the larger
 * parameter times 5 nanoseconds. Stateless and thread-safe.
 *
 * <p>References: [1] DiDonato, Morris, "Algorithm 708", ACM TOMS 18 (1992),
 * doi:10.1145/131766.131776. [2] Abramowitz, Stegun, "Handbook of mathematical functions" (1964),
 * 26.5.22 (the start of the inverse).
 *
 * @since 0.1.0
 */
public final class BetaFunctions {
  /** The largest parameter: there one value near the mean takes about 10 milliseconds. */
  static final double MAX_PARAMETER = 1e12;

  /** The smallest parameter. */
  static final double MIN_PARAMETER = 1e-6;

  private static final int MAX_ITERATIONS = 200;

  private BetaFunctions() {}

  /**
   * {@return the natural logarithm of the beta function, log B(a, b)}
   *
   * @param a in [1e-6, 1e12]
   * @param b in [1e-6, 1e12]
   * @throws IllegalArgumentException if a parameter is out of range
   */
  public static double logBeta(double a, double b) {
    parameter(a, "a");
    parameter(b, "b");
    return LogBeta.value(a, b);
  }

  /**
   * {@return \(I_x(a, b)\), the probability that a Beta(a, b) variable is at most x}
   *
   * @param x in [0, 1]
   * @param a in [1e-6, 1e12]
   * @param b in [1e-6, 1e12]
   * @throws IllegalArgumentException if an argument is out of range
   */
  public static double regularized(double x, double a, double b) {
    require(x, "x", a, b);
    return IncompleteBeta.lower(x, 1 - x, a, b);
  }

  /**
   * {@return \(1 - I_x(a, b)\) without cancellation}
   *
   * @param x in [0, 1]
   * @param a in [1e-6, 1e12]
   * @param b in [1e-6, 1e12]
   * @throws IllegalArgumentException if an argument is out of range
   */
  public static double regularizedComplement(double x, double a, double b) {
    require(x, "x", a, b);
    return IncompleteBeta.lower(1 - x, x, b, a);
  }

  /**
   * {@return the natural logarithm of {@link #regularized}, finite also where that underflows}
   *
   * @param x in [0, 1]; -infinity comes back at 0
   * @param a in [1e-6, 1e12]
   * @param b in [1e-6, 1e12]
   * @throws IllegalArgumentException if an argument is out of range
   */
  public static double logRegularized(double x, double a, double b) {
    require(x, "x", a, b);
    return IncompleteBeta.logLower(x, 1 - x, a, b);
  }

  /**
   * {@return the natural logarithm of {@link #regularizedComplement}, finite also where that
   * underflows}
   *
   * @param x in [0, 1]; -infinity comes back at 1
   * @param a in [1e-6, 1e12]
   * @param b in [1e-6, 1e12]
   * @throws IllegalArgumentException if an argument is out of range
   */
  public static double logRegularizedComplement(double x, double a, double b) {
    require(x, "x", a, b);
    return IncompleteBeta.logLower(1 - x, x, b, a);
  }

  /**
   * {@return the x with {@code regularized(x, a, b) = p}}
   *
   * @param p in [0, 1]
   * @param a in [1e-6, 1e12]
   * @param b in [1e-6, 1e12]
   * @throws IllegalArgumentException if an argument is out of range
   * @throws NumericalException if the iteration does not converge
   */
  public static double inverse(double p, double a, double b) {
    require(p, "p", a, b);
    if (p == 0 || p == 1) {
      return p;
    }
    return p <= 0.5
        ? Logistic.inverseLogit(logitOfLower(p, a, b))
        : Logistic.inverseLogit(-logitOfLower(1 - p, b, a));
  }

  /**
   * {@return the x with {@code regularizedComplement(x, a, b) = q}}
   *
   * @param q in [0, 1]
   * @param a in [1e-6, 1e12]
   * @param b in [1e-6, 1e12]
   * @throws IllegalArgumentException if an argument is out of range
   * @throws NumericalException if the iteration does not converge
   */
  public static double inverseComplement(double q, double a, double b) {
    require(q, "q", a, b);
    if (q == 0 || q == 1) {
      return 1 - q;
    }
    return q <= 0.5
        ? Logistic.inverseLogit(-logitOfLower(q, b, a))
        : Logistic.inverseLogit(logitOfLower(1 - q, a, b));
  }

  /**
   * The s = logit(x) with I_x(a, b) = p for 0 < p <= 1/2. As a function of s, log I_x is increasing
   * and concave, so that Newton's method converges from anywhere; the second derivative (Halley)
   * makes one or two steps enough from the usual start.
   */
  private static double logitOfLower(double p, double a, double b) {
    double logP = StrictMath.log(p);
    // I_x = x^a / (a B(a, b)) (1 + O(b x)),
    // and only a small a brings x so near to 0 that this matters.
    double leading =
        a < 40 || b < 1 ? (logP + StrictMath.log(a) + LogBeta.value(a, b)) / a : -Double.MAX_VALUE;
    if (a < 40 && leading + StrictMath.log1p(b) < -38) {
      return leading;
    }
    if (b < 1) {
      // The same from the other end: almost all the mass lies at 1.
      double leadingOfUpper = (StrictMath.log1p(-p) + StrictMath.log(b) + LogBeta.value(a, b)) / b;
      if (leadingOfUpper + StrictMath.log1p(a) < -38) {
        return -leadingOfUpper;
      }
    }
    double s = start(p, a, b, leading);
    for (int i = 0; i < MAX_ITERATIONS; i++) {
      double x = Logistic.inverseLogit(s);
      double y = Logistic.inverseLogit(-s);
      double d = IncompleteBeta.distance(x, y, a, b);
      double logPrefix = IncompleteBeta.logPrefix(x, y, a, b, d);
      double logLower;
      double slope;
      if (d >= 0) {
        slope = IncompleteBeta.fraction(x, a, b, d);
        logLower = logPrefix - StrictMath.log(slope);
      } else {
        double upper = StrictMath.exp(logPrefix) / IncompleteBeta.fraction(y, b, a, -d);
        logLower = StrictMath.log1p(-Math.min(upper, 1 - 0x1p-53));
        slope = StrictMath.exp(logPrefix - logLower);
      }
      double difference = logLower - logP;
      double step = difference / slope;
      // The second derivative is slope (d - slope).
      s -= step / Math.max(0.5, 1 - 0.5 * step * (d - slope));
      s = Math.max(-700, Math.min(700, s));
      if (Math.abs(difference) < 1e-5) {
        return s;
      }
    }
    throw new NumericalException(
        "the inverse of the incomplete beta function did not converge for p = "
            + p
            + ", a = "
            + a
            + ", b = "
            + b
            + "; last iterate "
            + Logistic.inverseLogit(s));
  }

  private static double start(double p, double a, double b, double leading) {
    double mean = StrictMath.log(a / b);
    if (a < 1 || b < 1) {
      return Math.min(leading, mean);
    }
    double z = -NormalDistribution.quantile(p);
    double lambda = (z * z - 3) / 6;
    double u = 1 / (2 * a - 1);
    double v = 1 / (2 * b - 1);
    double h = 2 / (u + v);
    double w = z * StrictMath.sqrt(h + lambda) / h - (v - u) * (lambda + 5.0 / 6 - 2 / (3 * h));
    return Math.max(leading, mean - 2 * w);
  }

  private static void require(double value, String name, double a, double b) {
    Require.inRange(value, 0, 1, name);
    parameter(a, "a");
    parameter(b, "b");
  }

  private static void parameter(double value, String name) {
    if (!(value >= MIN_PARAMETER && value <= MAX_PARAMETER)) {
      throw new IllegalArgumentException(name + " must be in [1e-6, 1e12], but was " + value);
    }
  }
}
