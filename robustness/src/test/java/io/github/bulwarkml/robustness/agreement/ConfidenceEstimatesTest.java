// Copyright the Bulwark authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.github.bulwarkml.robustness.agreement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.bulwarkml.robustness.calibration.ProbabilityMatrix;
import io.github.bulwarkml.robustness.metrics.ScoreMatrix;
import org.junit.jupiter.api.Test;

class ConfidenceEstimatesTest {
  private final ProbabilityMatrix id =
      ProbabilityMatrix.ofProbabilities(
          ScoreMatrix.of(new double[][] {{.9, .1}, {.8, .2}, {.3, .7}, {.6, .4}, {.45, .55}}));
  private final ProbabilityMatrix ood =
      ProbabilityMatrix.ofProbabilities(
          ScoreMatrix.of(new double[][] {{.95, .05}, {.5, .5}, {.35, .65}, {.3, .7}}));

  @Test
  void averageConfidence() {
    assertThat(AverageConfidence.estimate(id)).isCloseTo(.71, within(1e-15));
    assertThat(AverageConfidence.estimate(ood)).isCloseTo(.7, within(1e-15));
  }

  @Test
  void theShareAboveTheThresholdIsTheAccuracy() {
    // right: .9 .8 .7; wrong: .6 .55
    ThresholdedConfidence atc =
        ThresholdedConfidence.fit(id, new int[] {0, 0, 1, 1, 0}, ConfidenceScore.MAX_PROBABILITY);
    assertThat(atc.threshold()).isCloseTo(.7, within(1e-15));
    assertThat(atc.idShare()).isEqualTo(.6);
    assertThat(atc.estimate(id)).isEqualTo(.6);
    assertThat(atc.estimate(ood)).isEqualTo(.5);
    ThresholdedConfidence entropy =
        ThresholdedConfidence.fit(id, new int[] {0, 0, 1, 1, 0}, ConfidenceScore.NEGATIVE_ENTROPY);
    assertThat(entropy.estimate(ood)).isEqualTo(.5); // same order for two classes
    assertThat(entropy.threshold()).isCloseTo(.7 * Math.log(.7) + .3 * Math.log(.3), within(1e-12));
  }

  @Test
  void extremesAndTies() {
    ThresholdedConfidence none =
        ThresholdedConfidence.fit(id, new int[] {1, 1, 0, 1, 0}, ConfidenceScore.MAX_PROBABILITY);
    assertThat(none.threshold()).isInfinite();
    assertThat(none.estimate(ood)).isZero();
    ThresholdedConfidence all =
        ThresholdedConfidence.fit(id, new int[] {0, 0, 1, 0, 1}, ConfidenceScore.MAX_PROBABILITY);
    assertThat(all.idShare()).isEqualTo(1);
    // 4 tied scores, 2 of 4 right: shares 0 and 1 are equally near, the larger is taken
    double[] tied = {.5, .5, .5, .5};
    assertThat(
            ThresholdedConfidence.fit(
                    tied, new boolean[] {true, false, true, false}, ConfidenceScore.MAX_PROBABILITY)
                .idShare())
        .isEqualTo(1);
    assertThat(
            ThresholdedConfidence.fit(
                    tied,
                    new boolean[] {true, false, false, false},
                    ConfidenceScore.MAX_PROBABILITY)
                .idShare())
        .isEqualTo(0);
  }
}
