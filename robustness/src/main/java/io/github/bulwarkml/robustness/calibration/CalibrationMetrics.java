// Copyright the Bulwark authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.github.bulwarkml.robustness.calibration;

import io.github.bulwarkml.core.internal.Require;
import io.github.bulwarkml.robustness.metrics.ExampleMetric;
import java.util.Objects;
import java.util.function.ToDoubleFunction;

/**
 * Calibration errors as functions of a sample of examples, for {@link
 * io.github.bulwarkml.robustness.metrics.ExampleBootstrap}. Arguments are checked once, when the
 * function is made, and copied.
 *
 * <p>Resampling adds noise of its own to absolute gaps, so bootstrap intervals of calibration
 * errors lie high, the more so the closer the error is to 0; read their width, and compare like
 * with like.
 *
 * @since 0.1.0
 */
public final class CalibrationMetrics {
  private CalibrationMetrics() {}

  /**
   * {@return a number read from the reliability table of equally wide bins, for example {@link
   * ReliabilityTable#expectedCalibrationError}}
   *
   * @param confidences one per example [n], n at least 1, each in [0, 1]
   * @param correct whether each prediction is right [n]
   * @param bins B, in [1, {@value ReliabilityTable#MAXIMUM_BINS}]
   * @param edge to which bin an edge belongs
   * @param number what is read from the table
   * @throws IllegalArgumentException if the input is empty, a length differs or a number is out of
   *     range
   */
  public static ExampleMetric equalWidth(
      double[] confidences,
      boolean[] correct,
      int bins,
      BinEdge edge,
      ToDoubleFunction<ReliabilityTable> number) {
    ReliabilityTable.equalWidth(confidences, correct, bins, edge); // checks
    Objects.requireNonNull(number, "number");
    return of(
        confidences,
        correct,
        (c, hit) -> number.applyAsDouble(ReliabilityTable.equalWidth(c, hit, bins, edge)));
  }

  /**
   * {@return the expected calibration error over adaptive bins}
   *
   * @param confidences one per example [n], n at least 1, each in [0, 1]
   * @param correct whether each prediction is right [n]
   * @param bins B, in [1, {@value ReliabilityTable#MAXIMUM_BINS}]
   * @throws IllegalArgumentException if the input is empty, a length differs or a number is out of
   *     range
   */
  public static ExampleMetric adaptive(double[] confidences, boolean[] correct, int bins) {
    ReliabilityTable.adaptive(confidences, correct, bins); // checks
    return of(
        confidences,
        correct,
        (c, hit) -> ReliabilityTable.adaptive(c, hit, bins).expectedCalibrationError());
  }

  /**
   * {@return the area under the risk-coverage curve}
   *
   * @param confidences one per example [n], n at least 1, finite
   * @param correct whether each prediction is right [n]
   * @throws IllegalArgumentException if the input is empty, lengths differ or a confidence is not
   *     finite
   */
  public static ExampleMetric riskCoverageArea(double[] confidences, boolean[] correct) {
    RiskCoverage.of(confidences, correct); // checks
    return of(confidences, correct, (c, hit) -> RiskCoverage.of(c, hit).area());
  }

  /**
   * {@return the classwise calibration error}
   *
   * @param probabilities n x K
   * @param truth the true labels [n], each in [0, K)
   * @param bins B, in [1, {@value ReliabilityTable#MAXIMUM_BINS}]
   * @param edge to which bin an edge belongs
   * @throws IllegalArgumentException if a length, label or number is out of range
   */
  public static ExampleMetric classwise(
      ProbabilityMatrix probabilities, int[] truth, int bins, BinEdge edge) {
    probabilities.requireLabels(truth);
    ReliabilityTable.requireBins(bins);
    Objects.requireNonNull(edge, "edge");
    int[] labels = truth.clone();
    return sample -> ClasswiseCalibration.error(probabilities, labels, sample, bins, edge);
  }

  private interface OfSample {
    double of(double[] confidences, boolean[] correct);
  }

  private static ExampleMetric of(double[] confidences, boolean[] correct, OfSample metric) {
    Require.sameLength(correct.length, confidences.length, "correct", "confidences");
    double[] allConfidences = confidences.clone();
    boolean[] allCorrect = correct.clone();
    return sample -> {
      double[] c = new double[sample.length];
      boolean[] hit = new boolean[sample.length];
      for (int i = 0; i < sample.length; i++) {
        c[i] = allConfidences[sample[i]];
        hit[i] = allCorrect[sample[i]];
      }
      return metric.of(c, hit);
    };
  }
}
