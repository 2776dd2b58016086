// Copyright the Bulwark authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.github.bulwarkml.robustness.calibration;

/** Sums per bin of confidence and correctness. Not thread-safe. */
final class BinSums {
  private final int[] counts;
  private final int[] correct;
  private final double[] confidences;

  BinSums(int bins) {
    counts = new int[bins];
    correct = new int[bins];
    confidences = new double[bins];
  }

  void add(int bin, double confidence, boolean hit) {
    counts[bin]++;
    confidences[bin] += confidence;
    if (hit) {
      correct[bin]++;
    }
  }

  int bins() {
    return counts.length;
  }

  int count(int bin) {
    return counts[bin];
  }

  int correct(int bin) {
    return correct[bin];
  }

  double confidence(int bin) {
    return confidences[bin];
  }

  /** Expected calibration error of what was added. */
  double expectedCalibrationError() {
    long examples = 0;
    double sum = 0;
    for (int b = 0; b < counts.length; b++) {
      examples += counts[b];
      sum += Math.abs(correct[b] - confidences[b]);
    }
    return examples == 0 ? 0 : sum / examples;
  }
}
