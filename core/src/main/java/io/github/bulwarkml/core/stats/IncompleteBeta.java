// Copyright the Bulwark authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.github.bulwarkml.core.stats;

import io.github.bulwarkml.core.NumericalException;
import org.apache.commons.numbers.gamma.LogGamma;

/**
 * The regularised incomplete beta function at one point, in logarithms: a prefix in Loader's
 * saddle-point form times the continued fraction of DiDonato and Morris.
 *
 * <p>Commons Numbers' RegularizedBeta takes its prefix from Lanczos sums and from 1 - x as rounded,
 * and so loses the parameter sum times 1e-17: 2e-8 at 1e9, and it underflows in the far tails. Here
 * everything depends on the exact distance d = a - (a + b) x from the mean, and the relative error
 * stays below 1e-12.
 *
 * <p>References: [1] Loader, "Fast and accurate computation of binomial probabilities" (2000). [2]
 * DiDonato, Morris, "Algorithm 708: significant digit computation of the incomplete beta function
 * ratios", ACM TOMS 18 (1992), doi:10.1145/131766.131776, section 2.
 */
final class IncompleteBeta {
  private static final double HALF_LOG_TWO_PI = 0.9189385332046728;

  /** Splits a double in two halves of 26 bits (Dekker). */
  private static final double SPLIT = 0x1p27 + 1;

  private static final int MAX_TERMS = 20_000_000;

  private IncompleteBeta() {}

  /**
   * The distance d = a - (a + b) x = (a + b) y - b of x = 1 - y from the mean, times a + b, from
   * the smaller of x and y and without cancellation.
   */
  static double distance(double x, double y, double a, double b) {
    return x <= y ? fromSmaller(x, a, b) : -fromSmaller(y, b, a);
  }

  private static double fromSmaller(double x, double a, double b) {
    double n = a + b;
    double bRounded = n - a;
    double sumRest = (a - (n - bRounded)) + (b - bRounded);
    double product = n * x;
    double nHigh = high(n);
    double nLow = n - nHigh;
    double xHigh = high(x);
    double xLow = x - xHigh;
    double productRest = ((nHigh * xHigh - product) + nHigh * xLow + nLow * xHigh) + nLow * xLow;
    return ((a - product) - productRest) - sumRest * x;
  }

  private static double high(double value) {
    double t = SPLIT * value;
    return t - (t - value);
  }

  /** log of x^a y^b / B(a, b) for x + y = 1, both above 0, given d of {@link #distance}. */
  static double logPrefix(double x, double y, double a, double b, double d) {
    double n = a + b;
    return -deviance(a, -d, n * x)
        - deviance(b, d, n * y)
        + 0.5 * (StrictMath.log(a) + StrictMath.log(b / n))
        - HALF_LOG_TWO_PI
        + stirlingError(n)
        - stirlingError(a)
        - stirlingError(b);
  }

  /** log I_x(a, b) for x + y = 1; any x in [0, 1]. */
  static double logLower(double x, double y, double a, double b) {
    if (x == 0 || y == 0) {
      return x == 0 ? Double.NEGATIVE_INFINITY : 0;
    }
    double d = distance(x, y, a, b);
    return d >= 0
        ? logPrefix(x, y, a, b, d) - StrictMath.log(fraction(x, a, b, d))
        : log1mExp(logPrefix(x, y, a, b, d) - StrictMath.log(fraction(y, b, a, -d)));
  }

  /** I_x(a, b) for x + y = 1; any x in [0, 1]. */
  static double lower(double x, double y, double a, double b) {
    if (x == 0 || y == 0) {
      return x == 0 ? 0 : 1;
    }
    double d = distance(x, y, a, b);
    double prefix = StrictMath.exp(logPrefix(x, y, a, b, d));
    return d >= 0
        ? Math.min(1, prefix / fraction(x, a, b, d))
        : Math.max(0, 1 - prefix / fraction(y, b, a, -d));
  }

  /** log(1 - e^v) for v at most about 0. */
  private static double log1mExp(double v) {
    return v >= 0 ? Double.NEGATIVE_INFINITY : StrictMath.log1p(-StrictMath.exp(v));
  }

  /** c log(c / m) + m - c where the mean m = c + difference is also given as rounded. */
  static double deviance(double c, double difference, double mean) {
    double u = difference / c;
    return Math.abs(u) <= 0.5 ? c * logDeficit(u) : difference - c * StrictMath.log(mean / c);
  }

  /** u - log(1 + u) for |u| <= 1/2, by the series of the inverse hyperbolic tangent. */
  static double logDeficit(double u) {
    double r = u / (2 + u);
    double square = r * r;
    double sum = 0;
    double power = square;
    for (int k = 3; k < 60; k += 2) {
      double term = power / k;
      sum += term;
      if (term < 1e-17 * sum) {
        break;
      }
      power *= square;
    }
    // log(1 + u) = 2 r (1 + sum) and u = r (2 + u)
    return r * (u - 2 * sum);
  }

  /** log Gamma(z) - (z - 1/2) log z + z - log sqrt(2 pi). */
  static double stirlingError(double z) {
    if (z < 15) {
      return LogGamma.value(z) - (z - 0.5) * StrictMath.log(z) + z - HALF_LOG_TWO_PI;
    }
    double s = 1 / (z * z);
    return (1.0 / 12 - s * (1.0 / 360 - s * (1.0 / 1260 - s * (1.0 / 1680 - s * (1.0 / 1188)))))
        / z;
  }

  /**
   * x^a y^b / (B(a, b) I_x(a, b)) for d >= 0: the continued fraction of [2], by Lentz's method. It
   * is also the derivative of log I_x by logit(x).
   */
  static double fraction(double x, double a, double b, double d) {
    double value = a * (d + 1) / (a + 1);
    if (value == 0) {
      value = Double.MIN_NORMAL;
    }
    double c = value;
    double inverse = 0;
    for (int m = 1; m < MAX_TERMS && value <= Double.MAX_VALUE; m++) {
      double even = a + 2.0 * m - 1;
      double numerator = (a + m - 1) / even * ((a + b + m - 1) / even) * m * (b - m) * x * x;
      double denominator =
          m + m * (b - m) * x / even + (a + m) * (d + 1 + m * (2 - x)) / (even + 2);
      inverse = denominator + numerator * inverse;
      c = denominator + numerator / c;
      if (inverse == 0) {
        inverse = Double.MIN_NORMAL;
      }
      if (c == 0) {
        c = Double.MIN_NORMAL;
      }
      inverse = 1 / inverse;
      double factor = c * inverse;
      value *= factor;
      if (Math.abs(factor - 1) < 2.3e-16) {
        return value;
      }
    }
    throw new NumericalException(
        "the continued fraction of the incomplete beta function did not converge; a = "
            + a
            + ", b = "
            + b
            + ", x = "
            + x);
  }
}
