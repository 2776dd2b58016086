// Copyright the Bulwark authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.github.bulwarkml.core.stats;

import org.apache.commons.numbers.gamma.RegularizedGamma;

/**
 * The regularised incomplete gamma functions at one point: Commons Numbers' values, except in the
 * far tails of large shapes, where its Lanczos prefix loses the shape times 1e-17 (5e-8 at 1e9).
 * There the prefix is Loader's, and the classical series and continued fraction converge in a few
 * square roots of the shape.
 *
 * <p>References: [1] Loader, "Fast and accurate computation of binomial probabilities" (2000). [2]
 * Abramowitz, Stegun, "Handbook of mathematical functions" (1964), 6.5.29 and 6.5.31.
 */
final class IncompleteGamma {
  private static final double LOG_TWO_PI = 1.8378770664093453;

  /** From this many standard deviations on, tails of large shapes are computed here. */
  private static final double FAR = 4;

  private IncompleteGamma() {}

  static double lower(double a, double x) {
    if (x == 0 || x == Double.POSITIVE_INFINITY) {
      return x == 0 ? 0 : 1;
    }
    double deviation = deviation(a, x);
    if (deviation < -FAR) {
      return StrictMath.exp(logLowerSeries(a, x));
    }
    return deviation > FAR
        ? 1 - StrictMath.exp(logUpperFraction(a, x))
        : RegularizedGamma.P.value(a, x);
  }

  static double upper(double a, double x) {
    if (x == 0 || x == Double.POSITIVE_INFINITY) {
      return x == 0 ? 1 : 0;
    }
    double deviation = deviation(a, x);
    if (deviation > FAR) {
      return StrictMath.exp(logUpperFraction(a, x));
    }
    return deviation < -FAR
        ? 1 - StrictMath.exp(logLowerSeries(a, x))
        : RegularizedGamma.Q.value(a, x);
  }

  /** log P(a, x) for a finite x above 0. */
  static double logLower(double a, double x) {
    double value = lower(a, x);
    return value < 1e-300 ? logLowerSeries(a, x) : StrictMath.log(value);
  }

  /** log Q(a, x) for a finite x above 0. */
  static double logUpper(double a, double x) {
    double value = upper(a, x);
    return value < 1e-300 ? logUpperFraction(a, x) : StrictMath.log(value);
  }

  /** How many standard deviations x is from the mean; 0 for the shapes that are not large. */
  private static double deviation(double a, double x) {
    return a > 1000 ? (x - a) / Math.sqrt(a) : 0;
  }

  /** log of x^a e^-x / Gamma(a), the derivative of P by log x. */
  static double logDensity(double a, double x) {
    return -IncompleteBeta.deviance(a, x - a, x)
        + 0.5 * (StrictMath.log(a) - LOG_TWO_PI)
        - IncompleteBeta.stirlingError(a);
  }

  /** x below a: P = density / a (1 + x / (a + 1) + x^2 / ((a + 1) (a + 2)) + ...). */
  private static double logLowerSeries(double a, double x) {
    double term = 1;
    double sum = 1;
    for (double k = a + 1; term > 1e-17 * sum; k++) {
      term *= x / k;
      sum += term;
    }
    return logDensity(a, x) + StrictMath.log(sum / a);
  }

  /** x above a: the continued fraction by Lentz's method. */
  private static double logUpperFraction(double a, double x) {
    double b = x + 1 - a;
    double c = Double.MAX_VALUE;
    double inverse = 1 / b;
    double value = inverse;
    double factor = 0;
    for (double i = 1; Math.abs(factor - 1) > 2.3e-16; i++) {
      double numerator = -i * (i - a);
      b += 2;
      inverse = 1 / (numerator * inverse + b);
      c = b + numerator / c;
      factor = c * inverse;
      value *= factor;
    }
    return logDensity(a, x) + StrictMath.log(value);
  }
}
