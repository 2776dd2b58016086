// Copyright the Bulwark authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.github.bulwarkml.robustness.agreement;

import io.github.bulwarkml.robustness.calibration.ProbabilityMatrix;

/**
 * What thresholded confidence compares with its threshold; larger is more certain.
 *
 * @since 0.1.0
 */
public enum ConfidenceScore {
  /** The largest probability. */
  MAX_PROBABILITY {
    @Override
    public double[] of(ProbabilityMatrix predictions) {
      return predictions.confidences();
    }
  },
  /** The sum of p ln p over classes. */
  NEGATIVE_ENTROPY {
    @Override
    public double[] of(ProbabilityMatrix predictions) {
      return predictions.negativeEntropies();
    }
  };

  /**
   * {@return the score of each example [n]}
   *
   * @param predictions n x K
   */
  public abstract double[] of(ProbabilityMatrix predictions);
}
