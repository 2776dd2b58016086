// Copyright the Bulwark authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.github.bulwarkml.robustness.calibration;

import java.util.Objects;

/**
 * Classwise (static) calibration error: the mean over classes k of the expected calibration error
 * of p_k as a prediction of the event "the true class is k".
 *
 * <p>Reference: Nixon et al. 2019, arXiv:1904.01685, section 4.1.
 *
 * @since 0.1.0
 */
public final class ClasswiseCalibration {
  private ClasswiseCalibration() {}

  /**
   * {@return the mean over classes of the calibration error}
   *
   * @param probabilities n x K
   * @param truth the true labels [n], each in [0, K)
   * @param bins how many equally wide bins per class, in [1, {@value
   *     ReliabilityTable#MAXIMUM_BINS}]
   * @param edge to which bin an edge belongs
   * @throws IllegalArgumentException if a length, label or number is out of range
   */
  public static double error(ProbabilityMatrix probabilities, int[] truth, int bins, BinEdge edge) {
    return mean(errors(probabilities, truth, bins, edge));
  }

  /**
   * {@return the calibration error of each class [K]}
   *
   * @param probabilities n x K
   * @param truth the true labels [n], each in [0, K)
   * @param bins how many equally wide bins per class, in [1, {@value
   *     ReliabilityTable#MAXIMUM_BINS}]
   * @param edge to which bin an edge belongs
   * @throws IllegalArgumentException if a length, label or number is out of range
   */
  public static double[] errors(
      ProbabilityMatrix probabilities, int[] truth, int bins, BinEdge edge) {
    probabilities.requireLabels(truth);
    ReliabilityTable.requireBins(bins);
    Objects.requireNonNull(edge, "edge");
    return errors(probabilities, truth, all(truth.length), bins, edge);
  }

  /** The error of a multiset of examples; the arguments were checked before. */
  static double error(
      ProbabilityMatrix probabilities, int[] truth, int[] sample, int bins, BinEdge edge) {
    return mean(errors(probabilities, truth, sample, bins, edge));
  }

  private static double[] errors(
      ProbabilityMatrix probabilities, int[] truth, int[] sample, int bins, BinEdge edge) {
    double[] errors = new double[probabilities.columns()];
    for (int k = 0; k < errors.length; k++) {
      BinSums sums = new BinSums(bins);
      for (int i : sample) {
        double p = Math.min(1, probabilities.probability(i, k));
        sums.add(edge.bin(p, bins), p, truth[i] == k);
      }
      errors[k] = sums.expectedCalibrationError();
    }
    return errors;
  }

  private static int[] all(int n) {
    int[] positions = new int[n];
    for (int i = 0; i < n; i++) {
      positions[i] = i;
    }
    return positions;
  }

  private static double mean(double[] values) {
    double sum = 0;
    for (double value : values) {
      sum += value;
    }
    return sum / values.length;
  }
}
