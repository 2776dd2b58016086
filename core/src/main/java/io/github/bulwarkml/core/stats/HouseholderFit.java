// Copyright the Bulwark authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.github.bulwarkml.core.stats;

import io.github.bulwarkml.core.NumericalException;
import io.github.bulwarkml.core.internal.Require;
import java.util.Objects;

/** Weighted multiple regression by Householder reflections of the centred, weighted columns. */
final class HouseholderFit {
  /** A column that keeps less than this share of its length is taken to be dependent. */
  private static final double DEPENDENT = 1e-11;

  private final int n;
  private final int k;

  /** The centred predictors by column, overwritten by the reflections and the factor R. */
  private final double[][] columns;

  /** The centred responses, overwritten by Q'y. */
  private final double[] response;

  private final double[] xMeans;
  private final double yMean;
  private final double syy;

  private HouseholderFit(double[][] x, double[] y, double[] weights, int used, int k) {
    n = used;
    this.k = k;
    xMeans = new double[k];
    columns = new double[k][n];
    response = new double[n];
    double[] kept = new double[n];
    int row = 0;
    for (int i = 0; i < y.length; i++) {
      if (weights[i] > 0) {
        for (int j = 0; j < k; j++) {
          columns[j][row] = x[i][j];
        }
        response[row] = y[i];
        kept[row++] = weights[i];
      }
    }
    for (int j = 0; j < k; j++) {
      xMeans[j] = centre(columns[j], kept);
    }
    yMean = centre(response, kept);
    syy = norm(response, 0) * norm(response, 0);
  }

  /** Fits checked or unchecked data; weights are at least 0 and have mean 1 where positive. */
  static MultipleFit fit(double[][] x, double[] y, double[] weights) {
    int k = requireData(x, y);
    int used = 0;
    for (double weight : weights) {
      used += weight > 0 ? 1 : 0;
    }
    if (used < k + 1) {
      throw new IllegalArgumentException(
          "x must hold at least "
              + (k + 1)
              + " rows of positive weight for "
              + k
              + " columns, but has "
              + used);
    }
    HouseholderFit fit = new HouseholderFit(x, y, weights, used, k);
    double[] diagonal = fit.reflect();
    return fit.solve(diagonal);
  }

  private static int requireData(double[][] x, double[] y) {
    if (x.length == 0) {
      throw new IllegalArgumentException("x must not be empty");
    }
    Require.sameLength(y.length, x.length, "y", "x");
    int k = Objects.requireNonNull(x[0], "x[0]").length;
    if (k < 1) {
      throw new IllegalArgumentException("x must have at least 1 column, but has 0");
    }
    for (int i = 0; i < x.length; i++) {
      Objects.requireNonNull(x[i], "x[" + i + "]");
      Require.sameLength(x[i].length, k, "x[" + i + "]", "x[0]");
      Require.allFinite(x[i], "x[" + i + "]");
    }
    Require.allFinite(y, "y");
    return k;
  }

  /** Subtracts the weighted mean and multiplies by the root of the weights. */
  private static double centre(double[] column, double[] weights) {
    double mean = LeastSquares.mean(column, weights);
    for (int i = 0; i < column.length; i++) {
      column[i] = (column[i] - mean) * Math.sqrt(weights[i]);
    }
    return mean;
  }

  /**
   * Turns the columns into reflections below and R on and above the diagonal, which is returned.
   */
  private double[] reflect() {
    double[] diagonal = new double[k];
    for (int j = 0; j < k; j++) {
      double[] v = columns[j];
      double whole = norm(v, 0);
      double rest = norm(v, j);
      double noise = 1e-14 * Math.abs(xMeans[j]) * Math.sqrt(n);
      if (!(rest > DEPENDENT * whole && whole > noise && whole >= 1e-150)) {
        throw new NumericalException(
            "column "
                + j
                + " of x is constant or depends linearly on the columns before it: "
                + rest
                + " of its length "
                + whole
                + " is left");
      }
      if (!(whole <= 1e150)) {
        throw new NumericalException("column " + j + " of x is too large: length " + whole);
      }
      double pivot = v[j] > 0 ? -rest : rest;
      diagonal[j] = pivot;
      v[j] -= pivot;
      // The reflection is I - v v' / half with half = v'v / 2.
      double half = -pivot * v[j];
      for (int c = j + 1; c < k; c++) {
        apply(v, j, half, columns[c]);
      }
      apply(v, j, half, response);
    }
    return diagonal;
  }

  private void apply(double[] v, int from, double half, double[] target) {
    double dot = 0;
    for (int i = from; i < n; i++) {
      dot += v[i] * target[i];
    }
    double factor = dot / half;
    for (int i = from; i < n; i++) {
      target[i] -= factor * v[i];
    }
  }

  private MultipleFit solve(double[] diagonal) {
    double[][] r = new double[k][k];
    for (int j = 0; j < k; j++) {
      r[j][j] = diagonal[j];
      for (int i = 0; i < j; i++) {
        r[i][j] = columns[j][i];
      }
    }
    double[] coefficients = new double[k];
    for (int i = k - 1; i >= 0; i--) {
      double value = response[i];
      for (int j = i + 1; j < k; j++) {
        value -= r[i][j] * coefficients[j];
      }
      coefficients[i] = value / r[i][i];
    }
    double intercept = yMean;
    for (int j = 0; j < k; j++) {
      intercept -= coefficients[j] * xMeans[j];
    }
    double rss = norm(response, k) * norm(response, k);
    if (!(rss + syy + Math.abs(intercept) <= Double.MAX_VALUE)) {
      throw new NumericalException("the sums of squares left the range of double: syy = " + syy);
    }
    return new MultipleFit(n, intercept, coefficients, xMeans, r, syy, rss);
  }

  private static double norm(double[] values, int from) {
    double sum = 0;
    for (int i = from; i < values.length; i++) {
      sum += values[i] * values[i];
    }
    return Math.sqrt(sum);
  }
}
