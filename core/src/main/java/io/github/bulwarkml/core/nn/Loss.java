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
    public double row(double[] z, double[] t, double[] gradient, int width) {
      double max = z[0];
      for (int k = 1; k < width; k++) {
        max = Math.max(max, z[k]);
      }
      double sum = 0;
      for (int k = 0; k < width; k++) {
        gradient[k] = Math.exp(z[k] - max);
        sum += gradient[k];
      }
      double logSum = max + Math.log(sum);
      double mass = 0;
      double loss = 0;
      for (int k = 0; k < width; k++) {
        mass += t[k];
        loss += t[k] * (logSum - z[k]); // summed as differences: no cancellation of large logits
      }
      for (int k = 0; k < width; k++) {
        gradient[k] = mass * (gradient[k] / sum) - t[k];
      }
      return loss;
    }
  },

  /** Squared error, averaged over the outputs: \(\frac1K\sum_k (z_k - t_k)^2\). */
  MEAN_SQUARED_ERROR {
    @Override
    public double row(double[] z, double[] t, double[] gradient, int width) {
      double loss = 0;
      for (int k = 0; k < width; k++) {
        double difference = z[k] - t[k];
        loss += difference * difference;
        gradient[k] = 2 * difference / width;
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
    public double row(double[] z, double[] t, double[] gradient, int width) {
      double loss = 0;
      for (int k = 0; k < width; k++) {
        double e = Math.exp(-Math.abs(z[k]));
        loss += Math.max(z[k], 0) - z[k] * t[k] + Math.log1p(e);
        double sigmoid = z[k] >= 0 ? 1 / (1 + e) : e / (1 + e);
        gradient[k] = (sigmoid - t[k]) / width;
      }
      return loss / width;
    }
  };

  /**
   * {@return the loss of one row, and its gradient with respect to the outputs}
   *
   * @param z the outputs, at least {@code width} of them
   * @param t the targets, at least {@code width} of them
   * @param gradient where the gradient goes; overwritten
   * @param width how many outputs there are, at least 1
   */
  public abstract double row(double[] z, double[] t, double[] gradient, int width);
}
