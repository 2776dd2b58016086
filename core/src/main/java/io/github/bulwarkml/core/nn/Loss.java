// Copyright the Bulwark authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.github.bulwarkml.core.nn;

/**
 * What a model minimises. Each is defined for one row of outputs z and targets t of the same width
 * K; the loss of an example is the mean over its rows, and the loss of a batch the mean over its
 * examples.
 *
 * @since 0.1.0
 */
public enum Loss {
  /**
   * Cross-entropy of softmax(z): \(-\sum_k t_k \log p_k = (\sum_k t_k)\log\sum_k e^{z_k} - \sum_k
   * t_k z_k\). Targets are hard labels or any weights; they need not sum to one nor be positive.
   */
  SOFTMAX_CROSS_ENTROPY {
    @Override
    public double row(double[] z, int at, double[] t, int from, double[] gradient, int width) {
      double max = z[at];
      for (int k = 1; k < width; k++) {
        max = Math.max(max, z[at + k]);
      }
      double sum = 0;
      for (int k = 0; k < width; k++) {
        gradient[at + k] = Math.exp(z[at + k] - max);
        sum += gradient[at + k];
      }
      double logSum = max + Math.log(sum);
      double mass = 0;
      double loss = 0;
      for (int k = 0; k < width; k++) {
        mass += t[from + k];
        loss +=
            t[from + k]
                * (logSum - z[at + k]); // summed as differences: no cancellation of large logits
      }
      for (int k = 0; k < width; k++) {
        gradient[at + k] = mass * (gradient[at + k] / sum) - t[from + k];
      }
      return loss;
    }
  },

  /** Squared error, averaged over the outputs: \(\frac1K\sum_k (z_k - t_k)^2\). */
  MEAN_SQUARED_ERROR {
    @Override
    public double row(double[] z, int at, double[] t, int from, double[] gradient, int width) {
      double loss = 0;
      for (int k = 0; k < width; k++) {
        double difference = z[at + k] - t[from + k];
        loss += difference * difference;
        gradient[at + k] = 2 * difference / width;
      }
      return loss / width;
    }
  },

  /**
   * Binary cross-entropy on logits, averaged over the outputs: \(\frac1K\sum_k \max(z_k, 0) - z_k
   * t_k + \log(1 + e^{-|z_k|})\) with targets in [0, 1].
   */
  BINARY_CROSS_ENTROPY {
    @Override
    public double row(double[] z, int at, double[] t, int from, double[] gradient, int width) {
      double loss = 0;
      for (int k = 0; k < width; k++) {
        double e = Math.exp(-Math.abs(z[at + k]));
        loss += Math.max(z[at + k], 0) - z[at + k] * t[from + k] + Math.log1p(e);
        double sigmoid = z[at + k] >= 0 ? 1 / (1 + e) : e / (1 + e);
        gradient[at + k] = (sigmoid - t[from + k]) / width;
      }
      return loss / width;
    }
  };

  /**
   * {@return the loss of one row, and its gradient with respect to the outputs}
   *
   * @param z rows of outputs
   * @param at where the row starts, there and in the gradient
   * @param t rows of targets
   * @param from where the row's targets start
   * @param gradient where the gradient goes; the row is overwritten
   * @param width how many outputs there are, at least 1
   */
  public abstract double row(
      double[] z, int at, double[] t, int from, double[] gradient, int width);
}
