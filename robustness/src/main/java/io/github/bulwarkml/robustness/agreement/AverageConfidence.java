// Copyright the Bulwark authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.github.bulwarkml.robustness.agreement;

import io.github.bulwarkml.robustness.calibration.ProbabilityMatrix;

/**
 * The mean of the largest probability as an estimate of accuracy without labels: right for a model
 * that is calibrated on the set, too high for most under shift.
 *
 * <p>Reference: Hendrycks, Gimpel 2017, arXiv:1610.02136; as a baseline in Garg et al. 2022,
 * arXiv:2201.04234.
 *
 * @since 0.1.0
 */
public final class AverageConfidence {
  private AverageConfidence() {}

  /**
   * {@return the estimated accuracy, in [0, 1]}
   *
   * @param predictions the model's probabilities on the set without labels
   */
  public static double estimate(ProbabilityMatrix predictions) {
    double sum = 0;
    for (double confidence : predictions.confidences()) {
      sum += confidence;
    }
    return Math.min(1, sum / predictions.rows());
  }
}
