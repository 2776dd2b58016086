// Copyright the Bulwark authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.github.bulwarkml.robustness;

import java.util.Arrays;

/** The estimators of a line as functions that a bootstrap may call many times. */
final class LineEstimators {
  /** Theil-Sen looks at all pairs of models. */
  private static final int MOST_FOR_ALL_PAIRS = 3_000;

  private LineEstimators() {}

  static CoefficientDraws.Estimator of(TrendEstimator estimator) {
    return switch (estimator) {
      case OLS -> (x, y, found) -> leastSquares(x[0], y, found);
      case THEIL_SEN -> (x, y, found) -> theilSen(x[0], y, found);
      case HUBER -> (x, y, found) -> HuberLine.fit(x[0], y, found);
    };
  }

  private static boolean leastSquares(double[] x, double[] y, double[] found) {
    int n = x.length;
    double first = x[0];
    boolean varied = false;
    double sumX = 0;
    double sumY = 0;
    for (int i = 0; i < n; i++) {
      varied |= x[i] != first;
      sumX += x[i];
      sumY += y[i];
    }
    if (!varied) {
      return false;
    }
    double meanX = sumX / n;
    double meanY = sumY / n;
    double sxx = 0;
    double sxy = 0;
    for (int i = 0; i < n; i++) {
      double dx = x[i] - meanX;
      sxx += dx * dx;
      sxy += dx * (y[i] - meanY);
    }
    found[1] = sxy / sxx;
    found[0] = meanY - found[1] * meanX;
    return true;
  }

  private static boolean theilSen(double[] x, double[] y, double[] found) {
    int n = x.length;
    if (n > MOST_FOR_ALL_PAIRS) {
      throw new IllegalArgumentException(
          "baseline must hold at most "
              + MOST_FOR_ALL_PAIRS
              + " models for Theil-Sen, but has "
              + n);
    }
    double[] slopes = new double[n * (n - 1) / 2];
    int count = 0;
    for (int i = 0; i < n; i++) {
      for (int j = i + 1; j < n; j++) {
        if (x[i] != x[j]) {
          slopes[count++] = (y[j] - y[i]) / (x[j] - x[i]);
        }
      }
    }
    if (count == 0) {
      return false;
    }
    double slope = OrderStatistics.median(Arrays.copyOf(slopes, count));
    found[1] = slope;
    found[0] = OrderStatistics.median(y.clone()) - slope * OrderStatistics.median(x.clone());
    return true;
  }
}
