// Copyright the Bulwark authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.github.bulwarkml.core.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.google.gson.JsonArray;
import io.github.bulwarkml.core.NumericalException;
import io.github.bulwarkml.core.random.Seed;
import io.github.bulwarkml.core.random.SplitMix64;
import io.github.bulwarkml.core.run.Parallel;
import io.github.bulwarkml.core.testing.Cases;
import io.github.bulwarkml.core.testing.GoldenVectors;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Weighted, multiple and robust regression, correlation and comparisons of trends. */
class RegressionTest {
  static Stream<GoldenVectors.Case> vectors() {
    return GoldenVectors.load(RegressionTest.class, "regression");
  }

  @ParameterizedTest
  @MethodSource("vectors")
  void agreesWithScipyAndStatsmodels(GoldenVectors.Case vector) {
    switch (vector.input().get("method").getAsString()) {
      case "weighted" -> weighted(vector);
      case "huber" -> line(vector, Huber.line(array(vector, "x"), array(vector, "y")));
      case "theilSen" -> line(vector, TheilSen.line(array(vector, "x"), array(vector, "y")));
      case "correlation" -> correlation(vector);
      case "multiple" -> multiple(vector);
      case "groups" -> groups(vector);
      case "welch" -> welch(vector);
      default -> throw new AssertionError(vector);
    }
  }

  private static void weighted(GoldenVectors.Case vector) {
    LineFit fit =
        WeightedLeastSquares.line(array(vector, "x"), array(vector, "y"), array(vector, "w"));
    line(vector, fit);
    check(vector, "slopeError", fit.slopeStandardError().orElseThrow());
    check(vector, "interceptError", fit.interceptStandardError().orElseThrow());
    check(vector, "pValue", fit.slopePValue().orElseThrow());
    check(vector, "rSquared", fit.rSquared());
    check(vector, "adjusted", fit.adjustedRSquared().orElseThrow());
    check(vector, "low", fit.slopeInterval(0.95).orElseThrow().low());
    check(vector, "high", fit.slopeInterval(0.95).orElseThrow().high());
    check(vector, "meanLow", fit.meanBand(0.7, 0.9).orElseThrow().low());
    check(vector, "meanHigh", fit.meanBand(0.7, 0.9).orElseThrow().high());
  }

  private static void line(GoldenVectors.Case vector, Line line) {
    check(vector, "slope", line.slope());
    check(vector, "intercept", line.intercept());
  }

  private static void correlation(GoldenVectors.Case vector) {
    double[] x = array(vector, "x");
    double[] y = array(vector, "y");
    check(vector, "pearson", Correlation.pearson(x, y));
    check(vector, "spearman", Correlation.spearman(x, y));
    check(vector, "kendall", Correlation.kendallTauB(x, y));
    assertThat(LeastSquares.line(x, y).r()).isCloseTo(Correlation.pearson(x, y), within(1e-14));
  }

  private static void multiple(GoldenVectors.Case vector) {
    MultipleFit fit = LeastSquares.multiple(matrix(vector, "X"), array(vector, "y"));
    double[] x0 = array(vector, "x0");
    checkLoosely(vector, "intercept", fit.intercept());
    check(vector, "rSquared", fit.rSquared());
    for (int j = 0; j < fit.predictors(); j++) {
      checkLoosely(vector, "c" + j, fit.coefficient(j));
    }
    if (fit.residualDegreesOfFreedom() == 0) {
      assertThat(fit.adjustedRSquared()).isEmpty();
      assertThat(fit.standardError(0)).isEmpty();
      assertThat(fit.interceptStandardError()).isEmpty();
      assertThat(fit.residualStandardDeviation()).isEmpty();
      assertThat(fit.pValue(0)).isEmpty();
      assertThat(fit.coefficientInterval(0, 0.9)).isEmpty();
      assertThat(fit.meanBand(x0, 0.9)).isEmpty();
      assertThat(fit.predictionBand(x0, 0.9)).isEmpty();
      return;
    }
    checkLoosely(vector, "interceptError", fit.interceptStandardError().orElseThrow());
    checkLoosely(vector, "adjusted", fit.adjustedRSquared().orElseThrow());
    for (int j = 0; j < fit.predictors(); j++) {
      checkLoosely(vector, "e" + j, fit.standardError(j).orElseThrow());
      checkLoosely(vector, "p" + j, fit.pValue(j).orElseThrow());
    }
    Interval mean = fit.meanBand(x0, 0.95).orElseThrow();
    checkLoosely(vector, "meanLow", mean.low());
    checkLoosely(vector, "meanHigh", mean.high());
    Interval prediction = fit.predictionBand(x0, 0.95).orElseThrow();
    checkLoosely(vector, "newLow", prediction.low());
    checkLoosely(vector, "newHigh", prediction.high());
    Interval coefficient = fit.coefficientInterval(0, 0.95).orElseThrow();
    checkLoosely(vector, "low", coefficient.low());
    checkLoosely(vector, "high", coefficient.high());
  }

  private static void groups(GoldenVectors.Case vector) {
    double[][] x = matrix(vector, "x");
    double[][] y = matrix(vector, "y");
    FTest common = TrendTests.commonLine(x, y);
    check(vector, "commonF", common.statistic());
    check(vector, "commonP", common.pValue());
    check(vector, "df", common.residualDegreesOfFreedom());
    assertThat(common.restrictions()).isEqualTo(2 * (x.length - 1));
    FTest slope = TrendTests.commonSlope(x, y);
    check(vector, "slopeF", slope.statistic());
    check(vector, "slopeP", slope.pValue());
    check(vector, "pooled", TrendTests.pooledSlope(x, y));
  }

  private static void welch(GoldenVectors.Case vector) {
    MeanDifference welch = TrendTests.welch(array(vector, "x"), array(vector, "y"), 0.95);
    check(vector, "difference", welch.difference());
    check(vector, "df", welch.degreesOfFreedom());
    check(vector, "pValue", welch.pValue());
    check(vector, "low", welch.interval().low());
    check(vector, "high", welch.interval().high());
  }

  private static void check(GoldenVectors.Case vector, String key, double actual) {
    double expected = vector.expected(key);
    assertThat(actual).as(key).isCloseTo(expected, within(vector.allowed(expected)));
  }

  /**
   * The reference does not centre its predictors, whose mean is 100 deviations: it loses digits.
   */
  private static void checkLoosely(GoldenVectors.Case vector, String key, double actual) {
    double expected = vector.expected(key);
    assertThat(actual).as(key).isCloseTo(expected, within(1e-7 * Math.max(1, Math.abs(expected))));
  }

  private static double[] array(GoldenVectors.Case vector, String key) {
    return array(vector.input().getAsJsonArray(key));
  }

  private static double[] array(JsonArray json) {
    double[] values = new double[json.size()];
    Arrays.setAll(values, i -> json.get(i).getAsDouble());
    return values;
  }

  private static double[][] matrix(GoldenVectors.Case vector, String key) {
    JsonArray rows = vector.input().getAsJsonArray(key);
    double[][] matrix = new double[rows.size()][];
    Arrays.setAll(matrix, i -> array(rows.get(i).getAsJsonArray()));
    return matrix;
  }

  static Stream<Seed> seeds() {
    return Cases.seeds(200);
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void oneColumnIsTheLineAndIntegerWeightsAreRepetitions(Seed seed) {
    SplitMix64 random = SplitMix64.of(seed);
    int n = 4 + random.nextInt(30);
    double[] x = new double[n];
    double[] y = new double[n];
    double[] w = new double[n];
    double[][] columns = new double[n][1];
    double[] repeatedX = new double[3 * n];
    double[] repeatedY = new double[3 * n];
    int size = 0;
    for (int i = 0; i < n; i++) {
      x[i] = random.nextDouble();
      y[i] = random.nextDouble();
      w[i] = i < 2 ? 1 : random.nextInt(4);
      columns[i][0] = x[i];
      for (int k = 0; k < w[i]; k++) {
        repeatedX[size] = x[i];
        repeatedY[size++] = y[i];
      }
    }
    LineFit line = LeastSquares.line(x, y);
    MultipleFit multiple = LeastSquares.multiple(columns, y);
    assertThat(multiple.coefficient(0)).isCloseTo(line.slope(), within(1e-11));
    assertThat(multiple.intercept()).isCloseTo(line.intercept(), within(1e-11));
    assertThat(multiple.standardError(0).orElseThrow())
        .isCloseTo(line.slopeStandardError().orElseThrow(), within(1e-11));
    assertThat(multiple.predictionBand(new double[] {0.2}, 0.9).orElseThrow().low())
        .isCloseTo(line.predictionBand(0.2, 0.9).orElseThrow().low(), within(1e-10));
    LineFit weighted = WeightedLeastSquares.line(x, y, w);
    LineFit repeated =
        LeastSquares.line(Arrays.copyOf(repeatedX, size), Arrays.copyOf(repeatedY, size));
    assertThat(weighted.slope()).isCloseTo(repeated.slope(), within(1e-10));
    assertThat(weighted.intercept()).isCloseTo(repeated.intercept(), within(1e-10));
    assertThat(weighted.rSquared()).isCloseTo(repeated.rSquared(), within(1e-10));
    MultipleFit weightedMultiple = WeightedLeastSquares.multiple(columns, y, w);
    assertThat(weightedMultiple.coefficient(0)).isCloseTo(weighted.slope(), within(1e-10));
    if (weighted.n() > 2) {
      assertThat(weightedMultiple.interceptStandardError().orElseThrow())
          .isCloseTo(weighted.interceptStandardError().orElseThrow(), within(1e-10));
    }
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void kendallAgreesWithItsDefinition(Seed seed) {
    SplitMix64 random = SplitMix64.of(seed);
    int n = 3 + random.nextInt(65);
    int values = 2 + random.nextInt(20);
    double[] x = new double[n];
    double[] y = new double[n];
    for (int i = 0; i < n; i++) {
      x[i] = i == 0 ? -1 : random.nextInt(values);
      y[i] = i == 1 ? -1 : random.nextInt(values);
    }
    int difference = 0;
    int untiedX = 0;
    int untiedY = 0;
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < i; j++) {
        difference += (int) (Math.signum(x[i] - x[j]) * Math.signum(y[i] - y[j]));
        untiedX += x[i] != x[j] ? 1 : 0;
        untiedY += y[i] != y[j] ? 1 : 0;
      }
    }
    assertThat(Correlation.kendallTauB(x, y))
        .isCloseTo(difference / Math.sqrt((double) untiedX * untiedY), within(1e-14));
  }

  @Test
  void outliersCannotCarryARobustLineAway() {
    double[] x = new double[20];
    double[] y = new double[20];
    for (int i = 0; i < 20; i++) {
      x[i] = i;
      y[i] = 3 * i - 1;
    }
    y[19] = -1e6;
    assertThat(TheilSen.line(x, y).slope()).isEqualTo(3);
    assertThat(Huber.line(x, y).slope()).isCloseTo(3, within(1e-6));
    assertThat(LeastSquares.line(x, y).slope()).isLessThan(-1000);
    // One wrong y moves the median of y by at most one place.
    assertThat(TheilSen.line(x, y).predict(2)).isCloseTo(5, within(3.0));
  }

  @Test
  void ranksShareTies() {
    assertThat(Correlation.ranks(new double[] {3, 1, 3, -0.0, 0.0}))
        .containsExactly(4.5, 3, 4.5, 1.5, 1.5);
  }

  @Test
  void refusesDependentAndMisshapenPredictors() {
    double[][] dependent = {{1, 2, 3}, {2, 4, 1}, {3, 6, 4}, {4, 8, 1}, {5, 10, 5}};
    double[] y = {1, 2, 3, 4, 5};
    assertThatThrownBy(() -> LeastSquares.multiple(dependent, y))
        .isInstanceOf(NumericalException.class)
        .hasMessageStartingWith("column 1 of x is constant or depends linearly");
    double[][] constant = {{1, 0.1}, {2, 0.1}, {3, 0.1}, {4, 0.1}, {5, 0.1}};
    assertThatThrownBy(() -> LeastSquares.multiple(constant, y))
        .isInstanceOf(NumericalException.class)
        .hasMessageStartingWith("column 1 of x is constant");
    assertThatThrownBy(() -> LeastSquares.multiple(new double[0][0], new double[0]))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("x must not be empty");
    assertThatThrownBy(() -> LeastSquares.multiple(new double[5][0], y))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("x must have at least 1 column, but has 0");
    assertThatThrownBy(
            () -> LeastSquares.multiple(new double[][] {{1, 2}, {3}}, new double[] {1, 2}))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("x[1] must be as long as x[0] (2), but has 1");
    assertThatThrownBy(
            () -> LeastSquares.multiple(new double[][] {{1, 2}, {3, 4}}, new double[] {1, 2}))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("x must hold at least 3 rows of positive weight for 2 columns, but has 2");
    assertThatThrownBy(
            () ->
                LeastSquares.multiple(
                    new double[][] {{1}, {Double.NaN}, {2}}, new double[] {1, 2, 3}))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("x[1][0] is NaN; drop or impute before use");
    assertThatThrownBy(
            () -> LeastSquares.multiple(new double[][] {{1}, {2}, {1e200}}, new double[] {1, 2, 3}))
        .isInstanceOf(NumericalException.class);
    assertThatThrownBy(
            () ->
                WeightedLeastSquares.line(
                    new double[] {1, 2}, new double[] {1, 2}, new double[] {1, -1}))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("weights[1] must be finite and >= 0, but was -1.0");
    assertThatThrownBy(() -> WeightedLeastSquares.line(new double[2], new double[2], new double[2]))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("weights must hold a positive value, but holds none");
    assertThatThrownBy(() -> TheilSen.line(new double[7001], new double[7001]))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> Correlation.spearman(new double[] {1, 2}, new double[] {3, 3}))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("y must hold at least two different values, but all 2 are 3.0");
  }

  @Test
  void trendTestsHandlePerfectFitsAndRefuseGroupsWithoutALine() {
    double[][] x = {{0, 1, 2}, {0, 1, 2}};
    double[][] same = {{1, 2, 3}, {1, 2, 3}};
    assertThat(TrendTests.commonLine(x, same).pValue()).isEqualTo(1);
    double[][] shifted = {{1, 2, 3}, {2, 3, 4}};
    assertThat(TrendTests.commonLine(x, shifted).statistic()).isInfinite();
    assertThat(TrendTests.commonLine(x, shifted).pValue()).isZero();
    assertThat(TrendTests.commonSlope(x, shifted).pValue()).isEqualTo(1);
    MeanDifference none = TrendTests.welch(new double[] {1, 1}, new double[] {1, 1}, 0.9);
    assertThat(none.pValue()).isEqualTo(1);
    assertThat(none.interval()).isEqualTo(new Interval(0, 0, 0.9));
    assertThat(TrendTests.welch(new double[] {2, 2}, new double[] {1, 1}, 0.9).pValue()).isZero();
    assertThatThrownBy(
            () -> TrendTests.commonLine(new double[][] {{1, 2}}, new double[][] {{1, 2}}))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("x must hold at least 2 groups, but has 1");
    assertThatThrownBy(
            () ->
                TrendTests.commonLine(
                    new double[][] {{1, 2}, {3, 3}}, new double[][] {{1, 2}, {1, 2}}))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("group 1: x must hold at least two different values, but all 2 are 3.0");
    assertThatThrownBy(
            () ->
                TrendTests.commonLine(
                    new double[][] {{1, 2}, {3, 4}}, new double[][] {{1, 2}, {1, 2}}))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("x must hold more than 4 points in all, but has 4");
    assertThatThrownBy(() -> TrendTests.welch(new double[] {1}, new double[] {1, 2}, 0.9))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("first must hold at least 2 values, but has 1");
  }

  @Test
  void permutationTestCountsRelabellings() {
    // All 20 splits of 3 and 3: only the observed one and its mirror are as extreme: p = 0.1.
    double[] low = {1, 2, 3};
    double[] high = {11, 12, 13};
    PermutationTest test = TrendTests.permutation(low, high, Seed.of(5));
    assertThat(test.difference()).isEqualTo(-10);
    assertThat(test.permutations()).isEqualTo(10_000);
    // 6.1094 standard deviations of a binomial share: alpha 1e-9.
    assertThat(test.pValue()).isCloseTo(0.1, within(6.1094 * Math.sqrt(0.09 / 10_000)));
    assertThat(TrendTests.permutation(low, low, Seed.of(5)).pValue()).isEqualTo(1);
    for (int threads : new int[] {2, 7}) {
      assertThat(TrendTests.permutation(low, high, 10_000, Seed.of(5), Parallel.of(threads)))
          .isEqualTo(test);
    }
    assertThatThrownBy(() -> TrendTests.permutation(low, new double[0], Seed.of(1)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("second must hold at least 1 values, but has 0");
  }
}
