// Copyright the Bulwark authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.github.bulwarkml.benchmarks.reproduce.experiments;

import io.github.bulwarkml.core.random.Seed;
import io.github.bulwarkml.core.random.SplitMix64;
import io.github.bulwarkml.core.stats.NormalDistribution;
import io.github.bulwarkml.robustness.AccuracyPair;
import java.util.Locale;

/**
 * Two Gaussian classes before and after a shift, and linear classifiers of all qualities.
 *
 * <p>Before: \(x \mid y \sim N(y\mu, I)\), y = plus or minus 1 with equal probability. After: \(x
 * \mid y \sim N(y\alpha\mu, \gamma^2 I)\). The classifier sign(\(\theta^T x\)) has accuracy
 * \(\Phi(\theta^T\mu/\|\theta\|)\) before and \(\Phi((\alpha/\gamma)\,\theta^T\mu/\|\theta\|)\)
 * after, so in probit space all classifiers lie on one line through zero with slope
 * \(\alpha/\gamma\).
 *
 * @param alpha how much of the class means is left after the shift, above 0
 * @param gamma how many times wider the noise is after the shift, above 0
 */
record GaussianWorld(double alpha, double gamma) {
  /** The number of features. */
  static final int DIMENSION = 16;

  /** The distance of a class mean from the origin: the best classifier has 96.4 % accuracy. */
  private static final double SEPARATION = 1.8;

  double slope() {
    return alpha / gamma;
  }

  String label() {
    return String.format(Locale.ROOT, "mean ×%s, noise ×%s", alpha, gamma);
  }

  /**
   * A classifier: the mean of as many training examples as given, and what it sees of the features.
   *
   * @param examples training examples; few give a poor classifier
   * @param random the classifier's randomness
   */
  static double[] train(double examples, SplitMix64 random) {
    double[] theta = new double[DIMENSION];
    double mean = SEPARATION / Math.sqrt(DIMENSION);
    for (int j = 0; j < DIMENSION; j++) {
      // The mean of n draws of N(mean, 1) is one draw of N(mean, 1/n).
      theta[j] = mean + normal(random) / Math.sqrt(examples);
    }
    return theta;
  }

  /** Accuracy on fresh examples of this world before ({@code shifted} false) or after the shift. */
  double accuracy(double[] theta, boolean shifted, int examples, SplitMix64 random) {
    double mean = (shifted ? alpha : 1) * SEPARATION / Math.sqrt(DIMENSION);
    double spread = shifted ? gamma : 1;
    int right = 0;
    for (int i = 0; i < examples; i++) {
      double score = 0;
      for (double weight : theta) {
        // By symmetry the examples of class -1 are those of class 1, mirrored.
        score += weight * (mean + spread * normal(random));
      }
      right += score > 0 ? 1 : 0;
    }
    return right / (double) examples;
  }

  /** A model of the world, tested on its own fresh examples before and after the shift. */
  AccuracyPair model(int index, int models, int examples, Seed seed) {
    SplitMix64 random = SplitMix64.of(seed.child("model/" + index));
    double share = (index + 0.5) / models;
    double[] theta = train(0.15 * StrictMath.pow(200, share), random);
    double before = accuracy(theta, false, examples, random);
    double after = accuracy(theta, true, examples, random);
    return AccuracyPair.of("classifier-" + index, label(), before, after)
        .withExamples(examples, examples);
  }

  /** A standard normal number by inversion, the same on every machine. */
  static double normal(SplitMix64 random) {
    // Never 0 or 1, where the quantile is infinite.
    return NormalDistribution.quantile(((random.nextLong() >>> 12) + 0.5) * 0x1p-52);
  }
}
