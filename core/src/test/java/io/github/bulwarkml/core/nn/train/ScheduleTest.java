// Copyright the Bulwark authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.github.bulwarkml.core.nn.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class ScheduleTest {
  /** {@code CosineAnnealingLR(SGD(lr=3e-3), 10)} of torch 1.13, stepped after each batch. */
  private static final double[] TORCH_COSINE = {
    0.003,
    0.0029265847744427307,
    0.0027135254915624215,
    0.0023816778784387102,
    0.0019635254915624217,
    0.0015000000000000005,
    0.0010364745084375793,
    0.0006183221215612907,
    0.0002864745084375791,
    7.341522555726972e-05
  };

  @Test
  void cosineIsPyTorchs() {
    Schedule schedule = Schedule.cosine(3e-3);
    for (int step = 0; step < 10; step++) {
      assertThat(schedule.rate(step, 10)).isCloseTo(TORCH_COSINE[step], within(1e-17));
    }
    assertThat(schedule.rate(10, 10)).isZero();
    assertThat(schedule.rate(11, 10)).isZero();
    assertThat(Schedule.cosine(1, 0.5).rate(10, 10)).isEqualTo(0.5);
    assertThat(schedule).hasToString("cosine 0.003 to 0.0");
  }

  @Test
  void stepsDropAtTheirMilestones() {
    Schedule schedule = Schedule.steps(0.1, 0.5, 2, 4);
    double[] expected = {0.1, 0.1, 0.05, 0.05, 0.025, 0.025};
    for (int step = 0; step < expected.length; step++) {
      assertThat(schedule.rate(step, 6)).isEqualTo(expected[step]);
    }
    assertThat(schedule).hasToString("steps 0.1 times 0.5 at [2, 4]");
  }

  @Test
  void warmUpRisesToWhatFollows() {
    Schedule schedule = Schedule.warmUp(4, Schedule.cosine(0.8));
    assertThat(schedule.rate(0, 14)).isCloseTo(0.2, within(1e-15));
    assertThat(schedule.rate(3, 14)).isEqualTo(0.8);
    assertThat(schedule.rate(4, 14)).isEqualTo(0.8);
    assertThat(schedule.rate(9, 14)).isCloseTo(0.4, within(1e-15));
    assertThat(Schedule.warmUp(0, Schedule.constant(0.3)).rate(0, 1)).isEqualTo(0.3);
    assertThat(Schedule.warmUp(9, Schedule.cosine(1)).rate(2, 3)).isCloseTo(1 / 3., within(1e-15));
    assertThat(schedule).hasToString("warm-up 4, then cosine 0.8 to 0.0");
  }

  @Test
  void badNumbersAreRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Schedule.constant(-1))
        .withMessage("learningRate must be finite and >= 0, but was -1.0");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Schedule.cosine(0.1, 0.2))
        .withMessage("finalRate must be in [0, learningRate = 0.1], but was 0.2");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Schedule.steps(0.1, Double.NaN))
        .withMessage("factor must be in (0, 1], but was NaN");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Schedule.steps(0.1, 0.1, 5, 5))
        .withMessage("milestones must be >= 1 and increasing, but milestones[1] was 5");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Schedule.warmUp(-1, Schedule.constant(0.1)))
        .withMessage("warmUpSteps must be >= 0, but was -1");
  }
}
