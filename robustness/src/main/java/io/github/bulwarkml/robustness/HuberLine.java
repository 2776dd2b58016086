// Copyright the Bulwark authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.github.bulwarkml.robustness;

import java.util.Arrays;

/**
 * Huber's M-estimator of a line: least squares, then reweighted least squares with weights min(1, k
 * s / |residual|), where s is the residuals' median absolute deviation from 0 divided by 0.6745.
 *
 * <p>Reference: Huber, Ronchetti, "Robust statistics", 2nd ed. (2009), section 7.8; k = 1.345 gives
 * 95 % efficiency under normal residuals.
 */
final class HuberLine {
  private static final double K = 1.345;
  private static final double NORMAL_MAD = 0.674489750196082;
  private static final int ITERATIONS = 200;
  private static final double TOLERANCE = 1e-12;

  private HuberLine() {}

  /** Writes intercept and slope; returns false if all x are equal. */
  static boolean fit(double[] x, double[] y, double[] coefficients) {
    int n = x.length;
    double[] weights = new double[n];
    Arrays.fill(weights, 1);
    if (!weighted(x, y, weights, coefficients)) {
      return false;
    }
    double[] sizes = new double[n];
    double[] sorted = new double[n];
    for (int iteration = 0; iteration < ITERATIONS; iteration++) {
      for (int i = 0; i < n; i++) {
        sizes[i] = Math.abs(y[i] - coefficients[0] - coefficients[1] * x[i]);
        sorted[i] = sizes[i];
      }
      double bound = K * OrderStatistics.median(sorted) / NORMAL_MAD;
      if (!(bound > 0)) {
        // At least half of the models lie on the line exactly.
        return true;
      }
      for (int i = 0; i < n; i++) {
        weights[i] = sizes[i] <= bound ? 1 : bound / sizes[i];
      }
      double intercept = coefficients[0];
      double slope = coefficients[1];
      if (!weighted(x, y, weights, coefficients)) {
        return false;
      }
      if (Math.abs(coefficients[1] - slope) <= TOLERANCE * (1 + Math.abs(slope))
          && Math.abs(coefficients[0] - intercept) <= TOLERANCE * (1 + Math.abs(intercept))) {
        return true;
      }
    }
    return true;
  }

  /** Writes the weighted least-squares line; returns false if all x are equal. */
  static boolean weighted(double[] x, double[] y, double[] weights, double[] coefficients) {
    double sum = 0;
    double sumX = 0;
    double sumY = 0;
    boolean varied = false;
    for (int i = 0; i < x.length; i++) {
      varied |= x[i] != x[0];
      sum += weights[i];
      sumX += weights[i] * x[i];
      sumY += weights[i] * y[i];
    }
    if (!varied) {
      return false;
    }
    double meanX = sumX / sum;
    double meanY = sumY / sum;
    double sxx = 0;
    double sxy = 0;
    for (int i = 0; i < x.length; i++) {
      double dx = x[i] - meanX;
      sxx += weights[i] * dx * dx;
      sxy += weights[i] * dx * (y[i] - meanY);
    }
    coefficients[1] = sxy / sxx;
    coefficients[0] = meanY - coefficients[1] * meanX;
    return true;
  }
}
