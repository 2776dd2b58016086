// Copyright the Bulwark authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.github.bulwarkml.robustness.agreement;

import io.github.bulwarkml.core.internal.Require;
import java.util.OptionalDouble;

/**
 * How far estimated accuracies are from the true ones.
 *
 * @param models over how many models the means run, at least 1
 * @param meanAbsolute mean |estimate - truth|, a fraction; times 100 it is in percentage points
 * @param meanAbsolutePercentage mean |estimate - truth| / truth, a fraction; empty if a truth is 0
 * @since 0.1.0
 */
@SuppressWarnings("OptionalUsedAsFieldOrParameterType")
public record EstimationError(
    int models, double meanAbsolute, OptionalDouble meanAbsolutePercentage) {
  /**
   * Checks the numbers.
   *
   * @param models over how many models the means run, at least 1
   * @param meanAbsolute mean absolute error, in [0, 1]
   * @param meanAbsolutePercentage mean relative error, at least 0 if present
   * @throws IllegalArgumentException if a number is out of range
   */
  public EstimationError {
    Require.atLeast(models, 1, "models");
    Require.inRange(meanAbsolute, 0, 1, "meanAbsolute");
    meanAbsolutePercentage.ifPresent(value -> Require.nonNegative(value, "meanAbsolutePercentage"));
  }

  /**
   * {@return the error of a set of estimates}
   *
   * @param estimates one per model, each in [0, 1], at least one
   * @param truth the true accuracies, each in [0, 1]
   * @throws IllegalArgumentException if the lengths differ, there is none or one is out of range
   */
  public static EstimationError of(double[] estimates, double[] truth) {
    Require.sameLength(estimates.length, truth.length, "estimates", "truth");
    if (truth.length == 0) {
      throw new IllegalArgumentException("truth must not be empty");
    }
    double absolute = 0;
    double relative = 0;
    boolean defined = true;
    for (int i = 0; i < truth.length; i++) {
      Require.inRange(estimates[i], 0, 1, "estimates[" + i + "]");
      Require.inRange(truth[i], 0, 1, "truth[" + i + "]");
      double error = Math.abs(estimates[i] - truth[i]);
      absolute += error;
      if (truth[i] > 0) {
        relative += error / truth[i];
      } else {
        defined = false;
      }
    }
    return new EstimationError(
        truth.length,
        absolute / truth.length,
        defined ? OptionalDouble.of(relative / truth.length) : OptionalDouble.empty());
  }
}
