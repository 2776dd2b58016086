// Copyright the Bulwark authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.github.bulwarkml.robustness.calibration;

/**
 * Scores that are best, on average, for the true probabilities.
 *
 * <ul>
 *   <li>Negative log-likelihood: mean of -ln p of the true class, in nats.
 *   <li>Brier score: mean of sum_k (p_k - [y = k])^2, in [0, 2]; summed over classes and not
 *       divided by K (Brier 1950, doi:10.1175/1520-0493(1950)078&lt;0001:VOFEIT&gt;2.0.CO;2).
 * </ul>
 *
 * @since 0.1.0
 */
public final class ProperScores {
  private ProperScores() {}

  /**
   * {@return the mean negative log-likelihood, at least 0; infinite if a true class was given
   * probability 0}
   *
   * @param probabilities n x K
   * @param truth the true labels [n], each in [0, K)
   * @throws IllegalArgumentException if a length differs or a label is out of range
   */
  public static double negativeLogLikelihood(ProbabilityMatrix probabilities, int[] truth) {
    return mean(negativeLogLikelihoods(probabilities, truth));
  }

  /**
   * {@return the mean Brier score, in [0, 2]}
   *
   * @param probabilities n x K
   * @param truth the true labels [n], each in [0, K)
   * @throws IllegalArgumentException if a length differs or a label is out of range
   */
  public static double brier(ProbabilityMatrix probabilities, int[] truth) {
    return mean(briers(probabilities, truth));
  }

  /**
   * {@return -ln p of the true class of each example [n]}
   *
   * @param probabilities n x K
   * @param truth the true labels [n], each in [0, K)
   * @throws IllegalArgumentException if a length differs or a label is out of range
   */
  public static double[] negativeLogLikelihoods(ProbabilityMatrix probabilities, int[] truth) {
    probabilities.requireLabels(truth);
    double[] values = new double[truth.length];
    for (int i = 0; i < values.length; i++) {
      values[i] = Math.max(0, -probabilities.logProbability(i, truth[i]));
    }
    return values;
  }

  /**
   * {@return sum_k (p_k - [y = k])^2 of each example [n]}
   *
   * @param probabilities n x K
   * @param truth the true labels [n], each in [0, K)
   * @throws IllegalArgumentException if a length differs or a label is out of range
   */
  public static double[] briers(ProbabilityMatrix probabilities, int[] truth) {
    probabilities.requireLabels(truth);
    double[] values = new double[truth.length];
    for (int i = 0; i < values.length; i++) {
      for (int k = 0; k < probabilities.columns(); k++) {
        double error = probabilities.probability(i, k) - (truth[i] == k ? 1 : 0);
        values[i] += error * error;
      }
    }
    return values;
  }

  private static double mean(double[] values) {
    double sum = 0;
    for (double value : values) {
      sum += value;
    }
    return sum / values.length;
  }
}
