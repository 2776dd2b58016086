// Copyright the Bulwark authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.github.bulwarkml.robustness.calibration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.bulwarkml.core.random.Seed;
import io.github.bulwarkml.core.random.SplitMix64;
import io.github.bulwarkml.core.testing.Cases;
import io.github.bulwarkml.robustness.metrics.ScoreMatrix;
import java.util.Arrays;
import java.util.stream.Stream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Fast forms against the definitions, on random predictions with ties and extremes. */
class CalibrationPropertyTest {
  private static final Offset<Double> EXACT = within(1e-12);

  static Stream<Seed> seeds() {
    return Cases.seeds(60);
  }

  private static ScoreMatrix logits(SplitMix64 random, int n, int classes) {
    return logits(random, n, classes, true);
  }

  private static ScoreMatrix logits(SplitMix64 random, int n, int classes, boolean ties) {
    double[] values = new double[n * classes];
    double scale = Math.pow(10, 2 * random.nextDouble() - 1);
    boolean coarse = ties && random.nextInt(3) == 0;
    for (int i = 0; i < values.length; i++) {
      double value = scale * (2 * random.nextDouble() - 1);
      values[i] = coarse ? Math.rint(value) : value;
    }
    return ScoreMatrix.of(n, classes, values);
  }

  private static int[] truth(SplitMix64 random, ProbabilityMatrix p) {
    int[] truth = new int[p.rows()];
    for (int i = 0; i < truth.length; i++) {
      truth[i] = random.nextInt(2) == 0 ? p.predicted(i) : random.nextInt(p.columns());
    }
    return truth;
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void logitsAndTheirSoftmaxAgree(Seed seed) {
    SplitMix64 random = SplitMix64.of(seed);
    ProbabilityMatrix a = ProbabilityMatrix.ofLogits(logits(random, 30, 4));
    int[] truth = truth(random, a);
    double[] values = new double[120];
    for (int i = 0; i < 30; i++) {
      double sum = 0;
      for (int k = 0; k < 4; k++) {
        values[4 * i + k] = a.probability(i, k) * (1 + 5e-5);
        sum += a.probability(i, k);
        assertThat(Math.exp(a.logProbability(i, k))).isCloseTo(a.probability(i, k), EXACT);
      }
      assertThat(sum).isCloseTo(1, EXACT);
    }
    ProbabilityMatrix b = ProbabilityMatrix.ofProbabilities(ScoreMatrix.of(30, 4, values));
    assertThat(ProperScores.negativeLogLikelihood(b, truth))
        .isCloseTo(ProperScores.negativeLogLikelihood(a, truth), within(1e-11));
    assertThat(ProperScores.brier(b, truth)).isCloseTo(ProperScores.brier(a, truth), EXACT);
    assertThat(b.withTemperature(2).probability(0, 1))
        .isCloseTo(a.withTemperature(2).probability(0, 1), EXACT);
    assertThat(a.withTemperature(1).confidences()[0]).isCloseTo(a.confidences()[0], EXACT);
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void theBrierScoreIsTheSumOfItsParts(Seed seed) {
    SplitMix64 random = SplitMix64.of(seed);
    int classes = 2 + random.nextInt(5);
    ProbabilityMatrix p =
        ProbabilityMatrix.ofLogits(logits(random, 1 + random.nextInt(99), classes));
    int[] truth = truth(random, p);
    BrierDecomposition parts = BrierDecomposition.of(p, truth, 1 + random.nextInt(20));
    assertThat(parts.brier()).isCloseTo(ProperScores.brier(p, truth), EXACT);
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void binsFollowTheirDefinitions(Seed seed) {
    SplitMix64 random = SplitMix64.of(seed);
    int n = 1 + random.nextInt(80);
    int bins = 1 + random.nextInt(25);
    double[] confidences = new double[n];
    boolean[] correct = new boolean[n];
    for (int i = 0; i < n; i++) {
      confidences[i] = random.nextInt(3) == 0 ? random.nextInt(11) / 10.0 : random.nextDouble();
      correct[i] = random.nextInt(2) == 0;
    }
    double[] sorted = confidences.clone();
    Arrays.sort(sorted);
    double[] upper = new double[bins];
    for (int j = 1; j < bins; j++) {
      upper[j - 1] = sorted[(int) Math.min(Math.rint((double) j * n / bins), n - 1)];
    }
    upper[bins - 1] = 1;
    int[] adaptive = new int[n];
    int[] left = new int[n];
    int[] right = new int[n];
    for (int i = 0; i < n; i++) {
      for (double edge : upper) {
        adaptive[i] += edge <= confidences[i] ? 1 : 0;
      }
      left[i] = Math.min((int) Math.floor(confidences[i] * bins), bins - 1);
      right[i] = Math.max((int) Math.ceil(confidences[i] * bins) - 1, 0);
    }
    assertErrors(
        ReliabilityTable.adaptive(confidences, correct, bins), adaptive, confidences, correct);
    assertErrors(
        ReliabilityTable.equalWidth(confidences, correct, bins, BinEdge.LEFT_CLOSED),
        left,
        confidences,
        correct);
    assertErrors(
        ReliabilityTable.equalWidth(confidences, correct, bins, BinEdge.RIGHT_CLOSED),
        right,
        confidences,
        correct);
  }

  private static void assertErrors(
      ReliabilityTable table, int[] bin, double[] confidences, boolean[] correct) {
    double expected = 0;
    double squares = 0;
    double max = 0;
    for (int b = 0; b < table.bins().size(); b++) {
      double count = 0;
      double hits = 0;
      double sum = 0;
      for (int i = 0; i < bin.length; i++) {
        if (bin[i] == b) {
          count++;
          hits += correct[i] ? 1 : 0;
          sum += confidences[i];
        }
      }
      assertThat(table.bins().get(b).count()).isEqualTo((int) count);
      if (count > 0) {
        double gap = Math.abs(hits - sum) / count;
        expected += count / bin.length * gap;
        squares += count / bin.length * gap * gap;
        max = Math.max(max, gap);
      }
    }
    assertThat(table.expectedCalibrationError()).isCloseTo(expected, EXACT);
    assertThat(table.rootMeanSquareCalibrationError()).isCloseTo(Math.sqrt(squares), EXACT);
    assertThat(table.maxCalibrationError()).isCloseTo(max, EXACT);
  }

  /** Expected AURC over random orders of ties is what the closed form must give. */
  @ParameterizedTest
  @MethodSource("seeds")
  void tiesAreTakenInEveryOrder(Seed seed) {
    SplitMix64 random = SplitMix64.of(seed);
    int n = 1 + random.nextInt(6);
    double[] confidences = new double[n];
    boolean[] correct = new boolean[n];
    for (int i = 0; i < n; i++) {
      confidences[i] = random.nextInt(3) / 2.0;
      correct[i] = random.nextInt(2) == 0;
    }
    int[] order = new int[n];
    for (int i = 0; i < n; i++) {
      order[i] = i;
    }
    double[] sumAndCount = new double[2];
    permute(order, 0, confidences, correct, sumAndCount);
    RiskCoverage curve = RiskCoverage.of(confidences, correct);
    assertThat(curve.area()).isCloseTo(sumAndCount[0] / sumAndCount[1], EXACT);
    assertThat(curve.excessArea()).isBetween(0.0, 1.0);
    assertThat(curve.riskAt(1)).isEqualTo(curve.points().get(curve.points().size() - 1).risk());
  }

  private static void permute(
      int[] order, int from, double[] confidences, boolean[] correct, double[] sumAndCount) {
    if (from == order.length) {
      double area = 0;
      int errors = 0;
      for (int i = 0; i < order.length; i++) {
        if (i > 0 && confidences[order[i]] > confidences[order[i - 1]]) {
          return; // not by descending confidence
        }
        errors += correct[order[i]] ? 0 : 1;
        area += (double) errors / (i + 1) / order.length;
      }
      sumAndCount[0] += area;
      sumAndCount[1]++;
      return;
    }
    for (int i = from; i < order.length; i++) {
      int swap = order[from];
      order[from] = order[i];
      order[i] = swap;
      permute(order, from + 1, confidences, correct, sumAndCount);
      order[i] = order[from];
      order[from] = swap;
    }
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void noOtherTemperatureIsBetter(Seed seed) {
    SplitMix64 random = SplitMix64.of(seed);
    ProbabilityMatrix p = ProbabilityMatrix.ofLogits(logits(random, 200, 3, false));
    int[] truth = truth(random, p);
    // a minimum exists if one true class is not on top
    truth[0] = p.probability(0, 0) < p.probability(0, 1) ? 0 : 1;
    TemperatureScaling scaling = TemperatureScaling.fit(p, truth);
    assertThat(Math.abs(scaling.gradient())).isLessThanOrEqualTo(1e-12);
    assertThat(scaling.after()).isLessThanOrEqualTo(scaling.before() + 1e-15);
    for (double factor : new double[] {0.9, 0.999, 1.001, 1.1}) {
      assertThat(
              ProperScores.negativeLogLikelihood(
                  p.withTemperature(factor * scaling.temperature()), truth))
          .isGreaterThan(scaling.after());
    }
  }
}
