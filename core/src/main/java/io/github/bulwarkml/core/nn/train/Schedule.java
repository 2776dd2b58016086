// Copyright the Bulwark authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.github.bulwarkml.core.nn.train;

import io.github.bulwarkml.core.internal.Require;

/**
 * The learning rate of each step: a function of the step and of how many there are.
 *
 * <pre>{@code
 * Schedule.cosine(3e-3)                          // from 3e-3 to 0
 * Schedule.warmUp(500, Schedule.cosine(3e-4))    // linear for 500 steps, cosine over the others
 * Schedule.steps(0.1, 0.1, 32_000, 48_000)       // a tenth from each milestone on
 * }</pre>
 *
 * <p>Pure: equal arguments give equal rates.
 *
 * @since 0.1.0
 */
@FunctionalInterface
public interface Schedule {
  /**
   * {@return the learning rate of a step, finite and at least 0}
   *
   * @param step the step, from 0
   * @param totalSteps how many steps there are, at least 1
   */
  double rate(int step, int totalSteps);

  /**
   * {@return the same rate for all steps}
   *
   * @param learningRate finite and at least 0
   * @throws IllegalArgumentException if {@code learningRate} is out of range
   */
  static Schedule constant(double learningRate) {
    return new ConstantSchedule(Require.nonNegative(learningRate, "learningRate"));
  }

  /**
   * {@return half a cosine down to 0: {@code learningRate * (1 + cos(pi * step / totalSteps)) / 2}}
   * The last step's rate is just above 0, as with {@code torch}'s {@code CosineAnnealingLR} stepped
   * after each batch.
   *
   * <p>Reference: Loshchilov, Hutter, "SGDR", ICLR 2017, arXiv 1608.03983, eq. 5, without restarts.
   *
   * @param learningRate the first step's rate, finite and at least 0
   * @throws IllegalArgumentException if {@code learningRate} is out of range
   */
  static Schedule cosine(double learningRate) {
    return cosine(learningRate, 0);
  }

  /**
   * {@return half a cosine from one rate down to another}
   *
   * @param learningRate the first step's rate, finite and at least 0
   * @param finalRate the rate reached after the last step, in [0, {@code learningRate}]
   * @throws IllegalArgumentException if one is out of range
   */
  static Schedule cosine(double learningRate, double finalRate) {
    Require.nonNegative(learningRate, "learningRate");
    if (!(finalRate >= 0 && finalRate <= learningRate)) {
      throw new IllegalArgumentException(
          "finalRate must be in [0, learningRate = " + learningRate + "], but was " + finalRate);
    }
    return new CosineSchedule(learningRate, finalRate);
  }

  /**
   * {@return a rate that is multiplied by a factor at each milestone} As {@code torch}'s {@code
   * MultiStepLR} stepped after each batch: a milestone is the first step of the new rate.
   *
   * @param learningRate the first steps' rate, finite and at least 0
   * @param factor what each milestone multiplies it by, in (0, 1]
   * @param milestones steps, each at least 1, increasing
   * @throws IllegalArgumentException if one is out of range or out of order
   */
  static Schedule steps(double learningRate, double factor, int... milestones) {
    Require.nonNegative(learningRate, "learningRate");
    if (!(factor > 0 && factor <= 1)) {
      throw new IllegalArgumentException("factor must be in (0, 1], but was " + factor);
    }
    for (int i = 0; i < milestones.length; i++) {
      int least = i == 0 ? 1 : milestones[i - 1] + 1;
      if (milestones[i] < least || least < 1) {
        throw new IllegalArgumentException(
            "milestones must be >= 1 and increasing, but milestones["
                + i
                + "] was "
                + milestones[i]);
      }
    }
    return new StepSchedule(learningRate, factor, milestones);
  }

  /**
   * {@return a linear rise to the first rate of another schedule, which then runs over the steps
   * that are left} Step {@code s} of the rise has the part {@code (s + 1) / warmUpSteps} of it.
   *
   * <p>Reference: Goyal et al., "Accurate, large minibatch SGD", arXiv 1706.02677, section 2.2.
   *
   * @param warmUpSteps how many steps rise, at least 0
   * @param then what follows
   * @throws IllegalArgumentException if {@code warmUpSteps} is negative
   */
  static Schedule warmUp(int warmUpSteps, Schedule then) {
    return new WarmUpSchedule(Require.atLeast(warmUpSteps, 0, "warmUpSteps"), then);
  }
}
