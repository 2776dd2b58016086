// Copyright the Bulwark authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.github.bulwarkml.robustness;

import io.github.bulwarkml.core.NumericalException;
import java.util.Optional;

/**
 * Least squares with an intercept and several regressors, by Householder QR of the design matrix
 * (columns centred, so that the intercept does not blur the others).
 *
 * <p>Reference: Golub, Van Loan, "Matrix computations", 4th ed. (2013), algorithm 5.3.2.
 */
final class QrLeastSquares {
  /** A column counts as a combination of the others if this little of it is left. */
  private static final double RANK_TOLERANCE = 1e-10;

  private final int n;
  private final int k;
  private final double[] means;
  private final double yMean;
  private final double[][] r;
  private final double[] weights;
  private final double residualSumOfSquares;
  private final double totalSumOfSquares;

  private QrLeastSquares(
      double[] means,
      double yMean,
      double[][] r,
      double[] weights,
      int n,
      double residualSumOfSquares,
      double totalSumOfSquares) {
    this.n = n;
    this.k = means.length;
    this.means = means;
    this.yMean = yMean;
    this.r = r;
    this.weights = weights;
    this.residualSumOfSquares = residualSumOfSquares;
    this.totalSumOfSquares = totalSumOfSquares;
  }

  /**
   * {@return the fit of y = b + sum of w_j x_j}
   *
   * @param x regressors {@code [k][n]}
   * @param y responses {@code [n]}
   * @throws NumericalException if a regressor is a combination of the others
   */
  static QrLeastSquares fit(double[][] x, double[] y) {
    return tryFit(x, y)
        .orElseThrow(
            () ->
                new NumericalException(
                    "an ID set is a constant or a linear combination of the others; the weights"
                        + " are not determined"));
  }

  /** {@return the fit, or empty if a regressor is a combination of the others} */
  static Optional<QrLeastSquares> tryFit(double[][] x, double[] y) {
    int k = x.length;
    int n = y.length;
    double[] means = new double[k];
    double[][] a = new double[k][];
    for (int j = 0; j < k; j++) {
      means[j] = mean(x[j]);
      a[j] = centred(x[j], means[j]);
    }
    double yMean = mean(y);
    double[] q = centred(y, yMean);
    double total = dot(q, q, 0);
    for (int j = 0; j < k; j++) {
      double whole = Math.sqrt(dot(a[j], a[j], 0));
      double rest = j < n ? Math.sqrt(dot(a[j], a[j], j)) : 0;
      if (!(rest > RANK_TOLERANCE * whole)) {
        return Optional.empty();
      }
      reflect(a, q, j, rest);
    }
    double[] weights = new double[k];
    for (int j = k - 1; j >= 0; j--) {
      double sum = q[j];
      for (int c = j + 1; c < k; c++) {
        sum -= a[c][j] * weights[c];
      }
      weights[j] = sum / a[j][j];
    }
    double rss = 0;
    for (int i = k; i < n; i++) {
      rss += q[i] * q[i];
    }
    return Optional.of(new QrLeastSquares(means, yMean, a, weights, n, rss, total));
  }

  /** Applies the reflection that leaves column j with nothing below its diagonal. */
  private static void reflect(double[][] a, double[] q, int j, double length) {
    double[] v = a[j].clone();
    double diagonal = v[j] > 0 ? -length : length;
    v[j] -= diagonal;
    double vv = dot(v, v, j);
    for (int c = j; c < a.length; c++) {
      reflectOne(v, vv, a[c], j);
    }
    reflectOne(v, vv, q, j);
    a[j][j] = diagonal;
  }

  private static void reflectOne(double[] v, double vv, double[] column, int from) {
    double factor = 2 * dot(v, column, from) / vv;
    for (int i = from; i < v.length; i++) {
      column[i] -= factor * v[i];
    }
  }

  private static double dot(double[] a, double[] b, int from) {
    double sum = 0;
    for (int i = from; i < a.length; i++) {
      sum += a[i] * b[i];
    }
    return sum;
  }

  private static double mean(double[] values) {
    double sum = 0;
    for (double value : values) {
      sum += value;
    }
    return sum / values.length;
  }

  private static double[] centred(double[] values, double mean) {
    double[] result = new double[values.length];
    for (int i = 0; i < result.length; i++) {
      result[i] = values[i] - mean;
    }
    return result;
  }

  /** {@return the value at x = 0} */
  double intercept() {
    double b = yMean;
    for (int j = 0; j < k; j++) {
      b -= weights[j] * means[j];
    }
    return b;
  }

  /** {@return a copy of the weights} */
  double[] weights() {
    return weights.clone();
  }

  /** {@return the explained share of the variance; 0 if all y are equal} */
  double rSquared() {
    return totalSumOfSquares == 0
        ? 0
        : Math.max(0, Math.min(1, 1 - residualSumOfSquares / totalSumOfSquares));
  }

  /** {@return n - k - 1} */
  int degreesOfFreedom() {
    return n - k - 1;
  }

  /** {@return the residual variance; degrees of freedom must be above 0} */
  double residualVariance() {
    return residualSumOfSquares / degreesOfFreedom();
  }

  /** {@return the variance of the fit at x in units of the residual variance} */
  double leverage(double[] x) {
    // 1/n + |R^-T (x - mean)|^2 by forward substitution.
    double[] z = new double[k];
    double sum = 1.0 / n;
    for (int j = 0; j < k; j++) {
      double value = x[j] - means[j];
      for (int c = 0; c < j; c++) {
        value -= r[j][c] * z[c];
      }
      z[j] = value / r[j][j];
      sum += z[j] * z[j];
    }
    return sum;
  }
}
