// Copyright the Bulwark authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.github.bulwarkml.core.stats;

import io.github.bulwarkml.core.NumericalException;
import io.github.bulwarkml.core.internal.Require;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * An ordinary least-squares line y = intercept + slope x with its sums of squares, from which all
 * reports follow.
 *
 * <p>Everything that needs a residual variance is empty for {@code n = 2}, where there are no
 * degrees of freedom left; nothing is ever NaN.
 *
 * <p>Reference: Draper, Smith, "Applied regression analysis", 3rd ed. (1998), sections 1.2 to 1.4
 * and 3.1.
 *
 * @param n the number of points, at least 2
 * @param slope the slope
 * @param intercept the value of the line at x = 0
 * @param xMean the mean of x
 * @param yMean the mean of y
 * @param sxx the sum of squared deviations of x from its mean, above 0
 * @param syy the sum of squared deviations of y from its mean, at least 0
 * @param residualSumOfSquares the sum of squared residuals, at least 0
 * @since 0.1.0
 */
public record LineFit(
    int n,
    double slope,
    double intercept,
    double xMean,
    double yMean,
    double sxx,
    double syy,
    double residualSumOfSquares)
    implements Line {

  /**
   * Checks the numbers.
   *
   * @param n the number of points, at least 2
   * @param slope the slope, finite
   * @param intercept the value of the line at x = 0, finite
   * @param xMean the mean of x, finite
   * @param yMean the mean of y, finite
   * @param sxx the sum of squared deviations of x, finite and above 0
   * @param syy the sum of squared deviations of y, finite and at least 0
   * @param residualSumOfSquares the sum of squared residuals, finite and at least 0
   * @throws IllegalArgumentException if a number is out of range
   */
  public LineFit {
    Require.atLeast(n, 2, "n");
    Require.finite(slope, "slope");
    Require.finite(intercept, "intercept");
    Require.finite(xMean, "xMean");
    Require.finite(yMean, "yMean");
    Require.positive(sxx, "sxx");
    Require.nonNegative(syy, "syy");
    Require.nonNegative(residualSumOfSquares, "residualSumOfSquares");
  }

  /** {@return n - 2, the degrees of freedom of the residuals} */
  public int residualDegreesOfFreedom() {
    return n - 2;
  }

  /** {@return Pearson's correlation of x and y, in [-1, 1]; 0 if all y are equal} */
  public double r() {
    return syy == 0 ? 0 : Math.max(-1, Math.min(1, slope * Math.sqrt(sxx / syy)));
  }

  /**
   * {@return the share of the variance of y that the line explains, in [0, 1]; 0 if all y are
   * equal}
   */
  public double rSquared() {
    return syy == 0 ? 0 : Math.max(0, Math.min(1, 1 - residualSumOfSquares / syy));
  }

  /** {@return {@code 1 - (1 - rSquared) (n - 1) / (n - 2)}; empty for n = 2} */
  public OptionalDouble adjustedRSquared() {
    return n == 2
        ? OptionalDouble.empty()
        : OptionalDouble.of(1 - (1 - rSquared()) * (n - 1.0) / (n - 2.0));
  }

  /**
   * {@return s, the square root of the residual variance with n - 2 degrees of freedom; empty for n
   * = 2}
   */
  public OptionalDouble residualStandardDeviation() {
    return n == 2 ? OptionalDouble.empty() : OptionalDouble.of(residualDeviation());
  }

  /** {@return s / sqrt(sxx); empty for n = 2} */
  public OptionalDouble slopeStandardError() {
    return n == 2
        ? OptionalDouble.empty()
        : OptionalDouble.of(residualDeviation() / Math.sqrt(sxx));
  }

  /** {@return s sqrt(1 / n + xMean^2 / sxx); empty for n = 2} */
  public OptionalDouble interceptStandardError() {
    return n == 2
        ? OptionalDouble.empty()
        : OptionalDouble.of(residualDeviation() * Math.sqrt(leverage(0)));
  }

  /**
   * {@return the two-sided p-value of the hypothesis slope = 0 (Student's t, n - 2 degrees of
   * freedom); empty for n = 2}
   *
   * <p>0 if a slanted line passes through every point, 1 if all y are equal.
   */
  public OptionalDouble slopePValue() {
    if (n == 2) {
      return OptionalDouble.empty();
    }
    double t = slope == 0 ? 0 : slope / (residualDeviation() / Math.sqrt(sxx));
    return OptionalDouble.of(StudentT.twoSidedP(t, n - 2));
  }

  /**
   * {@return the t interval of the slope; empty for n = 2}
   *
   * @param level the confidence level, in (0, 1)
   * @throws IllegalArgumentException if {@code level} is out of range
   */
  public Optional<Interval> slopeInterval(double level) {
    return around(slope, 1 / sxx, level);
  }

  /**
   * {@return the t interval of the intercept; empty for n = 2}
   *
   * @param level the confidence level, in (0, 1)
   * @throws IllegalArgumentException if {@code level} is out of range
   */
  public Optional<Interval> interceptInterval(double level) {
    return around(intercept, leverage(0), level);
  }

  /**
   * {@return the t interval of the line's height at x0: plus or minus t s sqrt(1 / n + (x0 -
   * xMean)^2 / sxx); empty for n = 2}
   *
   * @param x0 where to evaluate, finite
   * @param level the confidence level, in (0, 1)
   * @throws IllegalArgumentException if an argument is out of range
   * @throws NumericalException if an end overflows
   */
  public Optional<Interval> meanBand(double x0, double level) {
    return around(predict(Require.finite(x0, "x0")), leverage(x0), level);
  }

  /**
   * {@return the t interval of a new observation at x0: plus or minus t s sqrt(1 + 1 / n + (x0 -
   * xMean)^2 / sxx); empty for n = 2}
   *
   * @param x0 where to evaluate, finite
   * @param level the confidence level, in (0, 1)
   * @throws IllegalArgumentException if an argument is out of range
   * @throws NumericalException if an end overflows
   */
  public Optional<Interval> predictionBand(double x0, double level) {
    return around(predict(Require.finite(x0, "x0")), 1 + leverage(x0), level);
  }

  private double residualDeviation() {
    return Math.sqrt(residualSumOfSquares / (n - 2));
  }

  private double leverage(double x0) {
    double scaled = (x0 - xMean) / Math.sqrt(sxx);
    return 1.0 / n + scaled * scaled;
  }

  private Optional<Interval> around(double centre, double varianceFactor, double level) {
    Require.inside(level, 0, 1, "level");
    if (n == 2) {
      return Optional.empty();
    }
    double deviation = residualDeviation();
    // A perfect fit has width 0 even where the variance factor overflows.
    double half =
        deviation == 0
            ? 0
            : StudentT.critical(level, n - 2) * deviation * Math.sqrt(varianceFactor);
    if (!(Math.abs(centre) + half <= Double.MAX_VALUE)) {
      throw new NumericalException(
          "the interval left the range of double: " + centre + " +- " + half);
    }
    return Optional.of(new Interval(centre - half, centre + half, level));
  }
}
