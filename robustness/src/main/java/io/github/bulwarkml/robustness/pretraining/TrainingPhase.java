// Copyright the Bulwark authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.github.bulwarkml.robustness.pretraining;

import io.github.bulwarkml.core.internal.Require;

/**
 * One training: so many steps, the learning rate falling from its first value to 0 along half a
 * cosine.
 *
 * @param steps how many steps, at least 1
 * @param learningRate the first step's learning rate, above 0
 * @since 0.1.0
 */
public record TrainingPhase(int steps, double learningRate) {
  /**
   * Checks the numbers.
   *
   * @param steps how many steps, at least 1
   * @param learningRate the first step's learning rate, finite and above 0
   * @throws IllegalArgumentException if a number is out of range
   */
  public TrainingPhase {
    Require.atLeast(steps, 1, "steps");
    Require.positive(learningRate, "learningRate");
  }
}
