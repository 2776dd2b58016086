// Copyright the Bulwark authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.github.bulwarkml.robustness;

/**
 * How the line through the baseline models is found.
 *
 * @since 0.1.0
 */
public enum TrendEstimator {
  /** Ordinary least squares, the definition of effective robustness; the default. */
  OLS,
  /**
   * Median of the slopes of all pairs, and the intercept median(y) - slope median(x); withstands up
   * to 29 % of outliers.
   */
  THEIL_SEN,
  /** Huber's M-estimator with k = 1.345 and the residuals' median absolute deviation as scale. */
  HUBER;

  /** {@return the name as the command line writes it} */
  public String label() {
    return switch (this) {
      case OLS -> "ols";
      case THEIL_SEN -> "theil-sen";
      case HUBER -> "huber";
    };
  }
}
