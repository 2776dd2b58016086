// Copyright the Bulwark authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.github.bulwarkml.core.nn.train;

import java.util.Arrays;

/** A rate that is multiplied at milestones. */
final class StepSchedule implements Schedule {
  private final double learningRate;
  private final double factor;
  private final int[] milestones;

  StepSchedule(double learningRate, double factor, int[] milestones) {
    this.learningRate = learningRate;
    this.factor = factor;
    this.milestones = milestones.clone();
  }

  @Override
  public double rate(int step, int totalSteps) {
    double rate = learningRate;
    for (int milestone : milestones) {
      if (step >= milestone) {
        rate *= factor;
      }
    }
    return rate;
  }

  @Override
  public String toString() {
    return "steps " + learningRate + " times " + factor + " at " + Arrays.toString(milestones);
  }
}
