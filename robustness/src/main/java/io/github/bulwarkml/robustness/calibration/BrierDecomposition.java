// Copyright the Bulwark authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.github.bulwarkml.robustness.calibration;

import io.github.bulwarkml.core.internal.Require;

/**
 * The Brier score in parts, with the probabilities of each class put into equally wide bins:
 *
 * <p>Brier = reliability - resolution + uncertainty + withinBinVariance - withinBinCovariance
 *
 * <p>exactly. The first three are Murphy's; the last two, which Stephenson, Coelho and Jolliffe
 * added, vanish when all probabilities in a bin are equal. For class k, bin b with n_b examples,
 * mean probability p and class frequency o, overall class frequency o_k: reliability sums (n_b/n)(p
 * - o)^2, resolution (n_b/n)(o - o_k)^2, uncertainty o_k(1 - o_k), each over bins and classes.
 *
 * <p>References: Murphy 1973, doi:10.1175/1520-0450(1973)012&lt;0595:ANVPOT&gt;2.0.CO;2; Stephenson
 * et al. 2008, doi:10.1175/2007WAF2006116.1.
 *
 * @param reliability the cost of miscalibration, at least 0
 * @param resolution the gain from telling cases apart, at least 0
 * @param uncertainty the score of always predicting the class frequencies
 * @param withinBinVariance variance of the probabilities inside bins, at least 0
 * @param withinBinCovariance twice the covariance of probability and event inside bins
 * @since 0.1.0
 */
public record BrierDecomposition(
    double reliability,
    double resolution,
    double uncertainty,
    double withinBinVariance,
    double withinBinCovariance) {
  /**
   * Checks the numbers.
   *
   * @param reliability the cost of miscalibration, at least 0
   * @param resolution the gain from telling cases apart, at least 0
   * @param uncertainty the score of always predicting the class frequencies, at least 0
   * @param withinBinVariance variance of the probabilities inside bins, at least 0
   * @param withinBinCovariance twice the covariance of probability and event inside bins, finite
   * @throws IllegalArgumentException if a number is out of range
   */
  public BrierDecomposition {
    Require.nonNegative(reliability, "reliability");
    Require.nonNegative(resolution, "resolution");
    Require.nonNegative(uncertainty, "uncertainty");
    Require.nonNegative(withinBinVariance, "withinBinVariance");
    Require.finite(withinBinCovariance, "withinBinCovariance");
  }

  /**
   * {@return the decomposition of the Brier score of a set of predictions}
   *
   * @param probabilities n x K
   * @param truth the true labels [n], each in [0, K)
   * @param bins how many equally wide bins per class, in [1, {@value
   *     ReliabilityTable#MAXIMUM_BINS}]
   * @throws IllegalArgumentException if a length, label or number is out of range
   */
  public static BrierDecomposition of(ProbabilityMatrix probabilities, int[] truth, int bins) {
    probabilities.requireLabels(truth);
    ReliabilityTable.requireBins(bins);
    double[] parts = new double[5];
    for (int k = 0; k < probabilities.columns(); k++) {
      addClass(probabilities, truth, k, bins, parts);
    }
    return new BrierDecomposition(parts[0], parts[1], parts[2], parts[3], parts[4]);
  }

  private static void addClass(
      ProbabilityMatrix probabilities, int[] truth, int k, int bins, double[] parts) {
    int n = truth.length;
    BinSums sums = new BinSums(bins);
    int events = 0;
    for (int i = 0; i < n; i++) {
      double p = probabilities.probability(i, k);
      sums.add(bin(p, bins), p, truth[i] == k);
      events += truth[i] == k ? 1 : 0;
    }
    double frequency = (double) events / n;
    parts[2] += frequency * (1 - frequency);
    for (int b = 0; b < bins; b++) {
      if (sums.count(b) > 0) {
        double weight = (double) sums.count(b) / n;
        double mean = sums.confidence(b) / sums.count(b);
        double observed = (double) sums.correct(b) / sums.count(b);
        parts[0] += weight * (mean - observed) * (mean - observed);
        parts[1] += weight * (observed - frequency) * (observed - frequency);
      }
    }
    for (int i = 0; i < n; i++) {
      double p = probabilities.probability(i, k);
      int b = bin(p, bins);
      double deviation = p - sums.confidence(b) / sums.count(b);
      double event = (truth[i] == k ? 1 : 0) - (double) sums.correct(b) / sums.count(b);
      parts[3] += deviation * deviation / n;
      parts[4] += 2 * deviation * event / n;
    }
  }

  private static int bin(double p, int bins) {
    return BinEdge.LEFT_CLOSED.bin(Math.min(1, p), bins);
  }

  /** {@return the sum of the parts: the Brier score} */
  public double brier() {
    return reliability - resolution + uncertainty + withinBinVariance - withinBinCovariance;
  }
}
