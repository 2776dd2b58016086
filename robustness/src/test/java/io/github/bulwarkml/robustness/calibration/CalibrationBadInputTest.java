// Copyright the Bulwark authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.github.bulwarkml.robustness.calibration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.github.bulwarkml.core.NumericalException;
import io.github.bulwarkml.robustness.metrics.ScoreMatrix;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CalibrationBadInputTest {
  private static ProbabilityMatrix probabilities(double... rowMajorPairs) {
    return ProbabilityMatrix.ofProbabilities(
        ScoreMatrix.of(rowMajorPairs.length / 2, 2, rowMajorPairs));
  }

  private static ProbabilityMatrix logits(double... rowMajorPairs) {
    return ProbabilityMatrix.ofLogits(ScoreMatrix.of(rowMajorPairs.length / 2, 2, rowMajorPairs));
  }

  @Test
  void rowsMustSumToOne() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> probabilities(.5, .5, .5, .6))
        .withMessage("probabilities: row 1 must sum to 1 within 1.0E-4, but sums to 1.1");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> probabilities(-.5, 1.5))
        .withMessage("probabilities: row 0, column 0 must be in [0, 1], but was -0.5");
    assertThat(probabilities(.5, .50009).probability(0, 1)).isCloseTo(.500045, within(1e-6));
    assertThat(
            probabilities(.5, .50009).probability(0, 0)
                + probabilities(.5, .50009).probability(0, 1))
        .isCloseTo(1, within(1e-15));
  }

  @Test
  void labelsMustFit() {
    ProbabilityMatrix p = probabilities(.5, .5, .4, .6);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ProperScores.brier(p, new int[] {0, 2}))
        .withMessage("truth[1] must be in [0, 2), but was 2");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> p.correct(new int[] {0}))
        .withMessage("truth must be as long as the predictions (2), but has 1");
  }

  @ParameterizedTest
  @ValueSource(ints = {0, -1, 1_000_001, Integer.MAX_VALUE, Integer.MIN_VALUE})
  void binsAreBounded(int bins) {
    String message = "bins must be in [1, 1000000], but was " + bins;
    ProbabilityMatrix p = probabilities(.5, .5);
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                ReliabilityTable.equalWidth(
                    new double[1], new boolean[1], bins, BinEdge.LEFT_CLOSED))
        .withMessage(message);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ReliabilityTable.adaptive(new double[1], new boolean[1], bins))
        .withMessage(message);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ClasswiseCalibration.error(p, new int[] {0}, bins, BinEdge.LEFT_CLOSED))
        .withMessage(message);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> BrierDecomposition.of(p, new int[] {0}, bins))
        .withMessage(message);
  }

  @ParameterizedTest
  @ValueSource(doubles = {Double.NaN, -0.1, 1.1, Double.POSITIVE_INFINITY})
  void confidencesAreProbabilities(double confidence) {
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                ReliabilityTable.equalWidth(
                    new double[] {.5, confidence}, new boolean[2], 5, BinEdge.LEFT_CLOSED))
        .withMessage("confidences[1] must be in [0, 1], but was " + confidence);
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, -1, Double.NaN, Double.POSITIVE_INFINITY})
  void temperaturesArePositive(double temperature) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> probabilities(.5, .5).withTemperature(temperature))
        .withMessage("temperature must be finite and > 0, but was " + temperature);
  }

  @Test
  void zeroProbabilitiesSurviveAnyTemperature() {
    ProbabilityMatrix p = probabilities(0, 1);
    for (double temperature : new double[] {1e-300, 1, 1e300}) {
      assertThat(p.withTemperature(temperature).probability(0, 0)).isZero();
    }
    assertThat(logits(1e308, -1e308).withTemperature(1e-3).probability(0, 0)).isEqualTo(1);
    assertThat(p.logProbability(0, 0)).isEqualTo(Double.NEGATIVE_INFINITY);
    assertThat(ProperScores.negativeLogLikelihood(p, new int[] {0}))
        .isEqualTo(Double.POSITIVE_INFINITY);
  }

  @Test
  void temperatureWithoutAMinimumIsRefused() {
    assertThatExceptionOfType(NumericalException.class)
        .isThrownBy(() -> TemperatureScaling.fit(logits(2, 1, 0, 3), new int[] {0, 1}))
        .withMessageStartingWith("every true class has the largest probability of its row");
    // one error, yet better than uniform
    assertThat(TemperatureScaling.fit(logits(2, 1, 0, 3), new int[] {1, 1}).temperature())
        .isPositive();
  }

  @Test
  void temperatureOfUselessPredictionsIsRefused() {
    assertThatExceptionOfType(NumericalException.class)
        .isThrownBy(() -> TemperatureScaling.fit(logits(2, 1, 3, 0), new int[] {1, 1}))
        .withMessageStartingWith("the predictions are no better than uniform ones");
    assertThatExceptionOfType(NumericalException.class)
        .isThrownBy(() -> TemperatureScaling.fit(probabilities(0, 1, .5, .5), new int[] {0, 1}))
        .withMessageStartingWith("row 0 gives its true class probability 0");
  }

  @ParameterizedTest
  @ValueSource(doubles = {1e-250, 1e-100, 1e-8, 1, 1e8, 1e100, 1e250})
  void temperatureFollowsTheScaleOfTheLogits(double scale) {
    // right by 2, wrong by 1: exp(-2 b) ... the optimum in units of the scale is fixed
    ProbabilityMatrix p = logits(2 * scale, 0, 0, scale, 2 * scale, 0);
    int[] truth = {0, 0, 0};
    double one = TemperatureScaling.fit(logits(2, 0, 0, 1, 2, 0), truth).temperature();
    assertThat(TemperatureScaling.fit(p, truth).temperature() / scale).isCloseTo(one, within(1e-9));
  }

  @Test
  void riskCoverageNeedsNumbers() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> RiskCoverage.of(new double[0], new boolean[0]))
        .withMessage("confidences must not be empty");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> RiskCoverage.of(new double[] {Double.NaN}, new boolean[1]))
        .withMessageStartingWith("confidences[0] is NaN");
    RiskCoverage curve =
        RiskCoverage.of(new double[] {.9, .8, .7, .6}, new boolean[] {true, true, false, true});
    assertThat(curve.area()).isCloseTo((1.0 / 3 + 1.0 / 4) / 4, within(1e-15));
    assertThat(curve.excessArea()).isCloseTo(1.0 / 3 / 4, within(1e-15));
    assertThat(curve.riskAt(.5)).isZero();
    assertThat(curve.riskAt(.51)).isCloseTo(1.0 / 3, within(1e-15));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> curve.riskAt(1.5))
        .withMessage("coverage must be in [0, 1], but was 1.5");
  }
}
