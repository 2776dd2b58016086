// Copyright the Bulwark authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.github.bulwarkml.core.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.bulwarkml.core.NumericalException;
import io.github.bulwarkml.core.random.Seed;
import io.github.bulwarkml.core.random.SplitMix64;
import io.github.bulwarkml.core.testing.Cases;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class LeastSquaresTest {
  /** Anscombe's first data set; the references are scipy.stats.linregress. */
  private static final double[] X = {10, 8, 13, 9, 11, 14, 6, 4, 12, 7, 5};

  private static final double[] Y = {
    8.04, 6.95, 7.58, 8.81, 8.33, 9.96, 7.24, 4.26, 10.84, 4.82, 5.68
  };

  @Test
  void reportsWhatStatisticsPackagesReport() {
    LineFit fit = LeastSquares.line(X, Y);
    assertThat(fit.n()).isEqualTo(11);
    assertThat(fit.slope()).isCloseTo(0.500090909090909, within(1e-14));
    assertThat(fit.intercept()).isCloseTo(3.00009090909091, within(1e-13));
    assertThat(fit.rSquared()).isCloseTo(0.666542459508775, within(1e-14));
    assertThat(fit.r()).isCloseTo(0.816420516344844, within(1e-14));
    assertThat(fit.adjustedRSquared().orElseThrow()).isCloseTo(0.629491621676417, within(1e-14));
    assertThat(fit.slopeStandardError().orElseThrow())
        .isCloseTo(0.11790550059563408, within(1e-14));
    assertThat(fit.interceptStandardError().orElseThrow())
        .isCloseTo(1.1247467908086437, within(1e-13));
    assertThat(fit.slopePValue().orElseThrow()).isCloseTo(0.0021696288730787905, within(1e-15));
    assertThat(fit.residualStandardDeviation().orElseThrow())
        .isCloseTo(1.23660332272632, within(1e-13));
  }

  @Test
  void twoPointsGiveALineWithoutIntervals() {
    LineFit fit = LeastSquares.line(new double[] {1, 3}, new double[] {2, 6});
    assertThat(fit.predict(5)).isEqualTo(10);
    assertThat(fit.rSquared()).isEqualTo(1);
    assertThat(fit.adjustedRSquared()).isEmpty();
    assertThat(fit.slopeStandardError()).isEmpty();
    assertThat(fit.interceptStandardError()).isEmpty();
    assertThat(fit.residualStandardDeviation()).isEmpty();
    assertThat(fit.slopePValue()).isEmpty();
    assertThat(fit.slopeInterval(0.95)).isEmpty();
    assertThat(fit.interceptInterval(0.95)).isEmpty();
    assertThat(fit.meanBand(2, 0.95)).isEmpty();
    assertThat(fit.predictionBand(2, 0.95)).isEmpty();
  }

  @Test
  void aPerfectFitAndAConstantAreNotNumbersApart() {
    LineFit perfect = LeastSquares.line(new double[] {0, 1, 2}, new double[] {1, 2, 3});
    assertThat(perfect.slopePValue()).hasValue(0);
    assertThat(perfect.slopeInterval(0.9)).contains(new Interval(1, 1, 0.9));
    LineFit constant = LeastSquares.line(new double[] {0, 1, 2}, new double[] {5, 5, 5});
    assertThat(constant.slopePValue()).hasValue(1);
    assertThat(constant.r()).isZero();
    assertThat(constant.rSquared()).isZero();
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void shiftingAndScalingMovesTheLineAccordingly(Seed seed) {
    SplitMix64 random = SplitMix64.of(seed);
    int n = 3 + random.nextInt(60);
    double[] x = new double[n];
    double[] y = new double[n];
    double[] moved = new double[n];
    for (int i = 0; i < n; i++) {
      x[i] = random.nextDouble();
      y[i] = random.nextDouble();
      moved[i] = 3 * y[i] + 1e6;
    }
    LineFit fit = LeastSquares.line(x, y);
    LineFit other = LeastSquares.line(x, moved);
    assertThat(other.slope()).isCloseTo(3 * fit.slope(), within(1e-7));
    assertThat(other.r()).isCloseTo(fit.r(), within(1e-7));
    assertThat(other.slopePValue().orElseThrow())
        .isCloseTo(fit.slopePValue().orElseThrow(), within(1e-6));
    assertThat(fit.predict(fit.xMean())).isCloseTo(fit.yMean(), within(1e-13));
    Interval mean = fit.meanBand(0.3, 0.95).orElseThrow();
    Interval prediction = fit.predictionBand(0.3, 0.95).orElseThrow();
    assertThat(prediction.low()).isLessThan(mean.low());
    assertThat(prediction.high()).isGreaterThan(mean.high());
  }

  static Stream<Seed> seeds() {
    return Cases.seeds(200);
  }

  @Test
  void refusesPointsWithoutALine() {
    double[] two = {1, 2};
    assertThatThrownBy(() -> LeastSquares.line(new double[] {1}, new double[] {1}))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("x must hold at least 2 points, but has 1");
    assertThatThrownBy(() -> LeastSquares.line(two, new double[] {1}))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("y must be as long as x (2), but has 1");
    assertThatThrownBy(() -> LeastSquares.line(new double[] {4, 4, 4}, new double[] {1, 2, 3}))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("x must hold at least two different values, but all 3 are 4.0");
    assertThatThrownBy(() -> LeastSquares.line(two, new double[] {1, Double.NaN}))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("y[1] is NaN; drop or impute before use");
    assertThatThrownBy(() -> LeastSquares.line(new double[] {0, 1e300}, two))
        .isInstanceOf(NumericalException.class);
    assertThatThrownBy(() -> LeastSquares.line(new double[] {0, 1e-300}, two))
        .isInstanceOf(NumericalException.class);
    assertThatThrownBy(() -> LeastSquares.line(X, Y).slopeInterval(1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("level must be in (0, 1), but was 1.0");
  }
}
