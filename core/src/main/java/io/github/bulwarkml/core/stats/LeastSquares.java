// Copyright the Bulwark authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.github.bulwarkml.core.stats;

import io.github.bulwarkml.core.NumericalException;
import io.github.bulwarkml.core.internal.Require;
import java.util.Objects;

/**
 * Ordinary least squares.
 *
 * <p>Stateless and thread-safe; the arguments are not changed.
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
    int n = x.length;
    double xMean = mean(x);
    double yMean = mean(y);
    double sxx = 0;
    double sxy = 0;
    double syy = 0;
    for (int i = 0; i < n; i++) {
      double dx = x[i] - xMean;
      double dy = y[i] - yMean;
      sxx += dx * dx;
      sxy += dx * dy;
      syy += dy * dy;
    }
    double slope = sxy / sxx;
    double intercept = yMean - slope * xMean;
    double rss = 0;
    for (int i = 0; i < n; i++) {
      double residual = (y[i] - yMean) - slope * (x[i] - xMean);
      rss += residual * residual;
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
  static double mean(double[] values) {
    double sum = 0;
    for (double value : values) {
      sum += value;
    }
    double mean = sum / values.length;
    double rest = 0;
    for (double value : values) {
      rest += value - mean;
    }
    return mean + rest / values.length;
  }
}
