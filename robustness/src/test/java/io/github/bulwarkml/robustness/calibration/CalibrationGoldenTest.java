// Copyright the Bulwark authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.github.bulwarkml.robustness.calibration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.bulwarkml.core.io.CsvTable;
import io.github.bulwarkml.core.random.SplitMix64;
import io.github.bulwarkml.core.testing.RealData;
import io.github.bulwarkml.robustness.metrics.ScoreMatrix;
import java.io.IOException;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The generated case of the specification, and the stored probabilities of a real network. */
class CalibrationGoldenTest {
  private static final Offset<Double> EXACT = within(1e-12);

  private ProbabilityMatrix probabilities;
  private int[] truth;

  @BeforeEach
  void generate() {
    SplitMix64 u = new SplitMix64(42);
    double[] logits = new double[1000];
    for (int i = 0; i < logits.length; i++) {
      logits[i] = 6 * u.nextDouble();
    }
    assertThat(logits[0] / 6).isCloseTo(0.74156488, within(5e-9));
    assertThat(logits[4] / 6).isCloseTo(0.03803017, within(5e-9));
    probabilities = ProbabilityMatrix.ofLogits(ScoreMatrix.of(200, 5, logits));
    SplitMix64 v = new SplitMix64(43);
    truth = new int[200];
    for (int i = 0; i < truth.length; i++) {
      double draw = v.nextDouble();
      truth[i] = draw < 0.55 ? probabilities.predicted(i) : (int) (1000 * draw) % 5;
    }
  }

  @ParameterizedTest
  @CsvSource({
    "10, 0.171007884915, 0.491869745273, 0.209237934120",
    "15, 0.181763445236, 0.681950980521, 0.224227939883",
    "30, 0.181871660625, 0.978838254235, 0.246065945074"
  })
  void equalWidthBins(int bins, double expected, double max, double rms) {
    ReliabilityTable table =
        ReliabilityTable.equalWidth(
            probabilities.confidences(), probabilities.correct(truth), bins, BinEdge.LEFT_CLOSED);
    assertThat(table.expectedCalibrationError()).isCloseTo(expected, EXACT);
    assertThat(table.maxCalibrationError()).isCloseTo(max, EXACT);
    assertThat(table.rootMeanSquareCalibrationError()).isCloseTo(rms, EXACT);
    // no confidence sits on an edge, so both rules agree here
    assertThat(
            ReliabilityTable.equalWidth(
                    probabilities.confidences(),
                    probabilities.correct(truth),
                    bins,
                    BinEdge.RIGHT_CLOSED)
                .expectedCalibrationError())
        .isCloseTo(expected, EXACT);
  }

  @Test
  void otherErrorsAndScores() {
    assertThat(
            ReliabilityTable.adaptive(probabilities.confidences(), probabilities.correct(truth), 15)
                .expectedCalibrationError())
        .isCloseTo(0.177446547317, EXACT);
    assertThat(ClasswiseCalibration.error(probabilities, truth, 15, BinEdge.LEFT_CLOSED))
        .isCloseTo(0.104921622992, EXACT);
    assertThat(ProperScores.negativeLogLikelihood(probabilities, truth))
        .isCloseTo(1.506159339602, EXACT);
    assertThat(ProperScores.brier(probabilities, truth)).isCloseTo(0.626251458071, EXACT);
  }

  @Test
  void temperatureLowersTheLikelihoodAndRaisesTheCalibrationError() {
    TemperatureScaling scaling = TemperatureScaling.fit(probabilities, truth);
    // The specification prints 1.992700954, where the derivative is still 1.0e-8: its own bound of
    // 1e-12 gives the value below, which bisection in another language confirms.
    assertThat(scaling.temperature()).isCloseTo(1.9927010029867, EXACT);
    assertThat(scaling.temperature()).isCloseTo(1.992700954, within(1e-7));
    assertThat(scaling.before()).isCloseTo(1.506159339602, EXACT);
    assertThat(scaling.after()).isCloseTo(1.352321639510, EXACT);
    assertThat(Math.abs(scaling.gradient())).isLessThanOrEqualTo(1e-12);
    ProbabilityMatrix scaled = scaling.apply(probabilities);
    assertThat(ProperScores.negativeLogLikelihood(scaled, truth)).isCloseTo(scaling.after(), EXACT);
    assertThat(
            ReliabilityTable.equalWidth(
                    scaled.confidences(), scaled.correct(truth), 15, BinEdge.LEFT_CLOSED)
                .expectedCalibrationError())
        .isCloseTo(0.2361581702773, EXACT)
        .isCloseTo(0.236158167652, within(1e-8)); // at the specification's T
  }

  @ParameterizedTest
  @CsvSource({
    "probs_scratch_id.csv, .874, 0.124412483, 0.499291889, 0.215634115",
    "probs_scratch_ood.csv, .433, 0.071632532, 1.672950387, 0.700488103"
  })
  void storedProbabilities(String file, double accuracy, double ece, double nll, double brier)
      throws IOException {
    CsvTable table = CsvTable.read(RealData.require("robustness/synthtrap/" + file));
    double[] values = new double[table.rowCount() * 12];
    int[] labels = new int[table.rowCount()];
    for (int i = 0; i < labels.length; i++) {
      labels[i] = (int) table.column("y").requireInteger(i);
      for (int k = 0; k < 12; k++) {
        values[12 * i + k] = table.column("p" + k).requireNumber(i);
      }
    }
    ProbabilityMatrix stored =
        ProbabilityMatrix.ofProbabilities(ScoreMatrix.of(labels.length, 12, values));
    boolean[] correct = stored.correct(labels);
    int hits = 0;
    for (boolean hit : correct) {
      hits += hit ? 1 : 0;
    }
    Offset<Double> nineDigits = within(5e-10);
    assertThat((double) hits / labels.length).isEqualTo(accuracy);
    assertThat(
            ReliabilityTable.equalWidth(stored.confidences(), correct, 15, BinEdge.LEFT_CLOSED)
                .expectedCalibrationError())
        .isCloseTo(ece, nineDigits);
    assertThat(ProperScores.negativeLogLikelihood(stored, labels)).isCloseTo(nll, nineDigits);
    assertThat(ProperScores.brier(stored, labels)).isCloseTo(brier, nineDigits);
  }
}
