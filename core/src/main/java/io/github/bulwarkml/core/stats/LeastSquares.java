// Copyright the Bulwark authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.github.bulwarkml.core.stats;

import io.github.bulwarkml.core.NumericalException;
import io.github.bulwarkml.core.internal.Require;
import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Ordinary least squares.
 *
 * <p>Stateless and thread-safe; the arguments are not changed.
 *
 * <p>Reference: Björck, "Numerical methods for least squares problems" (1996), sections 1.3 and
 * 2.3.
 *
 * @since 0.1.0
 */
public final class LeastSquares {
  private LeastSquares() {}

  /**
   * Fits y = intercept + slope x by centred two-pass formulas: means first, then the sums of
   * squared deviations, then the residuals.
   *
   * <p>Cost: four passes, no allocation but the result.
   *
   * @param x the abscissae {@code [n]}, finite, at least two different
   * @param y the ordinates {@code [n]}, finite
   * @return the line with its sums of squares
   * @throws IllegalArgumentException if there are fewer than 2 points, the lengths differ, a value
   *     is NaN or infinite, or all x are equal
   * @throws NumericalException if the sums of squares overflow or underflow
   */
  public static LineFit line(double[] x, double[] y) {
    requirePoints(x, y);
    return centredLine(x, y, null);
  }

  /**
   * Fits y = intercept + sum of coefficient times column through a Householder QR decomposition of
   * the centred predictors (never the normal equations, which square the condition number).
   *
   * @param x the predictors {@code [n][k]}, finite, k at least 1; row i belongs to {@code y[i]}
   * @param y the responses {@code [n]}, finite, n at least k + 1
   * @return the fit
   * @throws IllegalArgumentException if there are too few rows, they differ in length, or a value
   *     is not finite
   * @throws NumericalException if a column is constant or depends linearly on the columns before it
   */
  public static MultipleFit multiple(double[][] x, double[] y) {
    Objects.requireNonNull(x, "x");
    Objects.requireNonNull(y, "y");
    double[] ones = new double[y.length];
    Arrays.fill(ones, 1);
    return HouseholderFit.fit(x, y, ones);
  }

  /** The line through checked points; weights have mean 1. */
  static LineFit centredLine(double[] x, double[] y, double @Nullable [] weights) {
    int n = x.length;
    double xMean = mean(x, weights);
    double yMean = mean(y, weights);
    double sxx = 0;
    double sxy = 0;
    double syy = 0;
    for (int i = 0; i < n; i++) {
      double dx = x[i] - xMean;
      double dy = y[i] - yMean;
      double w = weights == null ? 1 : weights[i];
      sxx += w * dx * dx;
      sxy += w * dx * dy;
      syy += w * dy * dy;
    }
    double slope = sxy / sxx;
    double intercept = yMean - slope * xMean;
    double rss = 0;
    for (int i = 0; i < n; i++) {
      double residual = (y[i] - yMean) - slope * (x[i] - xMean);
      rss += (weights == null ? 1 : weights[i]) * residual * residual;
    }
    if (!(sxx >= Double.MIN_NORMAL && sxx + syy + rss + Math.abs(intercept) <= Double.MAX_VALUE)) {
      throw new NumericalException(
          "the sums of squares left the range of double: sxx = " + sxx + ", syy = " + syy);
    }
    return new LineFit(n, slope, intercept, xMean, yMean, sxx, syy, rss);
  }

  /** Refuses points that no line can be fitted to. */
  static void requirePoints(double[] x, double[] y) {
    Objects.requireNonNull(x, "x");
    Objects.requireNonNull(y, "y");
    if (x.length < 2) {
      throw new IllegalArgumentException("x must hold at least 2 points, but has " + x.length);
    }
    Require.sameLength(y.length, x.length, "y", "x");
    Require.allFinite(x, "x");
    Require.allFinite(y, "y");
    for (double value : x) {
      if (value != x[0]) {
        return;
      }
    }
    throw new IllegalArgumentException(
        "x must hold at least two different values, but all " + x.length + " are " + x[0]);
  }

  /** The mean, refined by the mean of the deviations from its first estimate. */
  static double mean(double[] values, double @Nullable [] weights) {
    int n = values.length;
    double sum = 0;
    for (int i = 0; i < n; i++) {
      sum += weights == null ? values[i] : weights[i] * values[i];
    }
    double mean = sum / n;
    double rest = 0;
    for (int i = 0; i < n; i++) {
      rest += weights == null ? values[i] - mean : weights[i] * (values[i] - mean);
    }
    return mean + rest / n;
  }
}
