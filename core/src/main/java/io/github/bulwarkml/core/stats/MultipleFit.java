// Copyright the Bulwark authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.github.bulwarkml.core.stats;

import io.github.bulwarkml.core.NumericalException;
import io.github.bulwarkml.core.internal.Require;
import java.util.Arrays;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * A least-squares plane y = intercept + sum of coefficient times predictor, from {@link
 * LeastSquares#multiple}.
 *
 * <p>Everything that needs a residual variance is empty where n = k + 1 leaves no degrees of
 * freedom; nothing is ever NaN. Immutable.
 *
 * <p>Reference: Draper, Smith, "Applied regression analysis", 3rd ed. (1998), ch. 5 and 6.
 *
 * @since 0.1.0
 */
public final class MultipleFit {
  private final int n;
  private final double intercept;
  private final double[] coefficients;
  private final double[] means;
  private final double[][] r;
  private final double syy;
  private final double rss;

  /** Takes ownership of the arrays; r is the triangular factor of the centred predictors. */
  MultipleFit(
      int n,
      double intercept,
      double[] coefficients,
      double[] means,
      double[][] r,
      double syy,
      double rss) {
    this.n = n;
    this.intercept = intercept;
    this.coefficients = coefficients;
    this.means = means;
    this.r = r;
    this.syy = syy;
    this.rss = rss;
  }

  /** {@return the number of observations} */
  public int n() {
    return n;
  }

  /** {@return k, the number of predictors, without the intercept} */
  public int predictors() {
    return coefficients.length;
  }

  /** {@return n - k - 1, the degrees of freedom of the residuals} */
  public int residualDegreesOfFreedom() {
    return n - coefficients.length - 1;
  }

  /** {@return the value where all predictors are 0} */
  public double intercept() {
    return intercept;
  }

  /** {@return the coefficients {@code [k]}, a copy} */
  public double[] coefficients() {
    return coefficients.clone();
  }

  /**
   * {@return the coefficient of a predictor}
   *
   * @param predictor its column, in [0, k)
   * @throws IllegalArgumentException if there is no such column
   */
  public double coefficient(int predictor) {
    return coefficients[column(predictor)];
  }

  /** {@return the sum of squared residuals} */
  public double residualSumOfSquares() {
    return rss;
  }

  /** {@return the explained share of the variance of y, in [0, 1]; 0 if all y are equal} */
  public double rSquared() {
    return syy == 0 ? 0 : Math.max(0, Math.min(1, 1 - rss / syy));
  }

  /** {@return 1 - (1 - R^2) (n - 1) / (n - k - 1); empty without degrees of freedom} */
  public OptionalDouble adjustedRSquared() {
    int degrees = residualDegreesOfFreedom();
    return degrees == 0
        ? OptionalDouble.empty()
        : OptionalDouble.of(1 - (1 - rSquared()) * (n - 1.0) / degrees);
  }

  /** {@return the root of the residual variance; empty without degrees of freedom} */
  public OptionalDouble residualStandardDeviation() {
    return residualDegreesOfFreedom() == 0
        ? OptionalDouble.empty()
        : OptionalDouble.of(deviation());
  }

  /** {@return the standard error of the intercept; empty without degrees of freedom} */
  public OptionalDouble interceptStandardError() {
    return residualDegreesOfFreedom() == 0
        ? OptionalDouble.empty()
        : OptionalDouble.of(deviation() * Math.sqrt(leverage(new double[means.length])));
  }

  /**
   * {@return the standard error of a coefficient; empty without degrees of freedom}
   *
   * @param predictor its column, in [0, k)
   * @throws IllegalArgumentException if there is no such column
   */
  public OptionalDouble standardError(int predictor) {
    double[] unit = new double[coefficients.length];
    unit[column(predictor)] = 1;
    return residualDegreesOfFreedom() == 0
        ? OptionalDouble.empty()
        : OptionalDouble.of(deviation() * Math.sqrt(squaredLength(unit)));
  }

  /**
   * {@return the two-sided p-value of the hypothesis that a coefficient is 0; empty without degrees
   * of freedom}
   *
   * @param predictor its column, in [0, k)
   * @throws IllegalArgumentException if there is no such column
   */
  public OptionalDouble pValue(int predictor) {
    double coefficient = coefficient(predictor);
    OptionalDouble error = standardError(predictor);
    if (error.isEmpty()) {
      return error;
    }
    double t = coefficient == 0 ? 0 : coefficient / error.getAsDouble();
    return OptionalDouble.of(StudentT.twoSidedP(t, residualDegreesOfFreedom()));
  }

  /**
   * {@return the t interval of a coefficient; empty without degrees of freedom}
   *
   * @param predictor its column, in [0, k)
   * @param level the confidence level, in (0, 1)
   * @throws IllegalArgumentException if an argument is out of range
   * @throws NumericalException if an end overflows
   */
  public Optional<Interval> coefficientInterval(int predictor, double level) {
    double[] unit = new double[coefficients.length];
    unit[column(predictor)] = 1;
    return around(coefficients[predictor], squaredLength(unit), level);
  }

  /**
   * {@return the height of the plane}
   *
   * @param x the predictors {@code [k]}, finite
   * @throws IllegalArgumentException if {@code x} is not finite or not as long as the coefficients
   */
  public double predict(double... x) {
    requirePoint(x);
    double value = intercept;
    for (int j = 0; j < x.length; j++) {
      value += coefficients[j] * x[j];
    }
    return value;
  }

  /**
   * {@return the t interval of the plane's height at x; empty without degrees of freedom}
   *
   * @param x the predictors {@code [k]}, finite
   * @param level the confidence level, in (0, 1)
   * @throws IllegalArgumentException if an argument is out of range
   * @throws NumericalException if an end overflows
   */
  public Optional<Interval> meanBand(double[] x, double level) {
    return around(predict(x), leverage(x), level);
  }

  /**
   * {@return the t interval of a new observation at x; empty without degrees of freedom}
   *
   * @param x the predictors {@code [k]}, finite
   * @param level the confidence level, in (0, 1)
   * @throws IllegalArgumentException if an argument is out of range
   * @throws NumericalException if an end overflows
   */
  public Optional<Interval> predictionBand(double[] x, double level) {
    return around(predict(x), 1 + leverage(x), level);
  }

  private void requirePoint(double[] x) {
    Objects.requireNonNull(x, "x");
    Require.sameLength(x.length, coefficients.length, "x", "coefficients");
    Require.allFinite(x, "x");
  }

  private int column(int predictor) {
    return Require.inRange(predictor, 0, coefficients.length - 1, "predictor");
  }

  private double deviation() {
    return Math.sqrt(rss / residualDegreesOfFreedom());
  }

  private double leverage(double[] x) {
    double[] centred = x.clone();
    for (int j = 0; j < centred.length; j++) {
      centred[j] -= means[j];
    }
    return 1.0 / n + squaredLength(centred);
  }

  /** v' (X'X)^-1 v = |z|^2 where R'z = v. */
  private double squaredLength(double[] v) {
    double sum = 0;
    double[] z = new double[v.length];
    for (int i = 0; i < v.length; i++) {
      double value = v[i];
      for (int j = 0; j < i; j++) {
        value -= r[j][i] * z[j];
      }
      z[i] = value / r[i][i];
      sum += z[i] * z[i];
    }
    return sum;
  }

  private Optional<Interval> around(double centre, double varianceFactor, double level) {
    Require.inside(level, 0, 1, "level");
    int degrees = residualDegreesOfFreedom();
    if (degrees == 0) {
      return Optional.empty();
    }
    double half =
        rss == 0 ? 0 : StudentT.critical(level, degrees) * deviation() * Math.sqrt(varianceFactor);
    if (!(Math.abs(centre) + half <= Double.MAX_VALUE)) {
      throw new NumericalException(
          "the interval left the range of double: " + centre + " +- " + half);
    }
    return Optional.of(new Interval(centre - half, centre + half, level));
  }

  @Override
  public String toString() {
    return "MultipleFit(n="
        + n
        + ", intercept="
        + intercept
        + ", coefficients="
        + Arrays.toString(coefficients)
        + ", rSquared="
        + rSquared()
        + ")";
  }
}
