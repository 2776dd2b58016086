// Copyright the Bulwark authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.github.bulwarkml.robustness.agreement;

import io.github.bulwarkml.core.internal.Require;
import io.github.bulwarkml.robustness.calibration.ProbabilityMatrix;
import java.util.Arrays;
import java.util.Objects;

/**
 * Average thresholded confidence (ATC): a threshold on the score is chosen in distribution so that
 * the share of examples at or above it equals the accuracy there; the share at or above it on
 * another set estimates the accuracy there.
 *
 * <p>With ties the share in distribution cannot always equal the accuracy; the attainable share
 * nearest to it is taken, the larger of two. At accuracy 0 the threshold is infinite.
 *
 * <p>Reference: Garg et al. 2022, arXiv:2201.04234. Differs from the authors' code, whose share is
 * one example larger than the accuracy.
 *
 * @param score what is compared
 * @param threshold the smallest score that counts as right
 * @param idShare the share of examples in distribution at or above it
 * @since 0.1.0
 */
public record ThresholdedConfidence(ConfidenceScore score, double threshold, double idShare) {
  /**
   * Checks the parts.
   *
   * @param score what is compared
   * @param threshold the smallest score that counts as right; may be infinite
   * @param idShare the share of examples in distribution at or above it, in [0, 1]
   * @throws IllegalArgumentException if a number is out of range
   */
  public ThresholdedConfidence {
    Objects.requireNonNull(score, "score");
    if (Double.isNaN(threshold)) {
      throw new IllegalArgumentException("threshold must be a number, but was NaN");
    }
    Require.inRange(idShare, 0, 1, "idShare");
  }

  /**
   * {@return the threshold for a model}
   *
   * @param id its probabilities in distribution, n x K
   * @param truth the true labels [n], each in [0, K)
   * @param score what is compared
   * @throws IllegalArgumentException if a length differs or a label is out of range
   */
  public static ThresholdedConfidence fit(
      ProbabilityMatrix id, int[] truth, ConfidenceScore score) {
    Objects.requireNonNull(score, "score");
    return fit(score.of(id), id.correct(truth), score);
  }

  /** The threshold for scores, none NaN, and what is right. */
  static ThresholdedConfidence fit(double[] scores, boolean[] correct, ConfidenceScore score) {
    int n = scores.length;
    int hits = 0;
    for (boolean hit : correct) {
      hits += hit ? 1 : 0;
    }
    double[] sorted = scores.clone();
    Arrays.sort(sorted);
    // attainable counts at or above a threshold: 0, and n - i where sorted[i] starts a tie
    int best = 0;
    double threshold = Double.POSITIVE_INFINITY;
    for (int i = n - 1; i >= 0; i--) {
      boolean starts = i == 0 || sorted[i - 1] != sorted[i];
      if (starts && Math.abs(n - i - hits) <= Math.abs(best - hits)) {
        best = n - i;
        threshold = sorted[i];
      }
    }
    return new ThresholdedConfidence(score, threshold, (double) best / n);
  }

  /**
   * {@return the estimated accuracy of the same model on another set, in [0, 1]}
   *
   * @param predictions its probabilities there
   */
  public double estimate(ProbabilityMatrix predictions) {
    Require.atLeast(predictions.rows(), 1, "rows");
    int above = 0;
    for (double value : score.of(predictions)) {
      above += value >= threshold ? 1 : 0;
    }
    return (double) above / predictions.rows();
  }
}
