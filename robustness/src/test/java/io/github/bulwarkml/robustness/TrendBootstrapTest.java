// Copyright the Bulwark authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.github.bulwarkml.robustness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.bulwarkml.core.random.Seed;
import io.github.bulwarkml.core.random.SplitMix64;
import io.github.bulwarkml.core.run.Parallel;
import io.github.bulwarkml.core.stats.Interval;
import io.github.bulwarkml.core.stats.Quantile;
import io.github.bulwarkml.core.testing.Cases;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class TrendBootstrapTest {
  static Stream<Seed> seeds() {
    return Cases.seeds(200);
  }

  @ParameterizedTest
  @EnumSource
  void theNumberOfThreadsDoesNotMatter(TrendEstimator estimator) {
    List<AccuracyPair> models = BaselineFitTest.models(Seed.of(1), 20, Transform.LOGIT, 0.3);
    BaselineFit fit = BaselineFit.of(models, Transform.LOGIT, estimator, ExtremePolicy.exclude());
    TrendBootstrap one = fit.bootstrap(211, Seed.of(5), Parallel.of(1));
    for (int threads : new int[] {2, 7}) {
      TrendBootstrap other = fit.bootstrap(211, Seed.of(5), Parallel.of(threads));
      assertThat(other.slope(0.9)).isEqualTo(one.slope(0.9));
      assertThat(other.intercept(0.9)).isEqualTo(one.intercept(0.9));
      assertThat(other.rho(models.get(3), 0.9)).isEqualTo(one.rho(models.get(3), 0.9));
      assertThat(other.predictionRho(models.get(3), 0.9))
          .isEqualTo(one.predictionRho(models.get(3), 0.9));
    }
    assertThat(fit.bootstrap(211, Seed.of(6), Parallel.of(1)).slope(0.9))
        .isNotEqualTo(one.slope(0.9));
  }

  /** Pinned bits: a change of the resampling is a change of every published interval. */
  @Test
  void resamplesArePinned() {
    List<AccuracyPair> models =
        List.of(
            AccuracyPair.of("a", 0.3, 0.2),
            AccuracyPair.of("b", 0.5, 0.45),
            AccuracyPair.of("c", 0.7, 0.55),
            AccuracyPair.of("d", 0.8, 0.75));
    TrendBootstrap bootstrap =
        BaselineFit.of(models, Transform.LINEAR).bootstrap(99, Seed.of(42), Parallel.single());
    assertThat(bootstrap.redrawn()).isEqualTo(0);
    assertThat(bootstrap.slope(0.5))
        .isEqualTo(new Interval(0.8888888888888888, 1.0833333333333333, 0.5));
    assertThat(bootstrap.intercept(0.5))
        .isEqualTo(new Interval(-0.11779661016949139, -0.04999999999999989, 0.5));
    assertThat(bootstrap.predictionRho(models.get(0), 0.5))
        .hasValue(new Interval(-0.04830508474576267, 0.0385593220338982, 0.5));
  }

  @Test
  void resamplesWithoutTwoDifferentModelsAreDrawnAgain() {
    BaselineFit fit =
        BaselineFit.of(List.of(AccuracyPair.of("a", 0.4, 0.3), AccuracyPair.of("b", 0.6, 0.5)));
    TrendBootstrap bootstrap = fit.bootstrap(1000, Seed.of(1), Parallel.of(2));
    // Half of all draws of two are equal: the count has mean 1000 and standard deviation 45.
    assertThat(bootstrap.redrawn()).isBetween(700L, 1300L);
    assertThat(bootstrap.slope(0.95).low()).isCloseTo(fit.slope(), within(1e-12));
    assertThat(bootstrap.slope(0.95).high()).isCloseTo(fit.slope(), within(1e-12));
  }

  @Test
  void rhoFollowsFromTheOrderStatisticsOfTheLine() {
    List<AccuracyPair> models = BaselineFitTest.models(Seed.of(1), 20, Transform.PROBIT, 0.3);
    TrendBootstrap bootstrap =
        BaselineFit.of(models, Transform.PROBIT).bootstrap(500, Seed.of(5), Parallel.single());
    AccuracyPair pair = AccuracyPair.of("clip", 0.63, 0.7);
    Interval line = bootstrap.line(0.63, 0.95);
    Interval rho = bootstrap.rho(pair, 0.95).orElseThrow();
    assertThat(rho.low()).isEqualTo(0.7 - line.high());
    assertThat(rho.high()).isEqualTo(0.7 - line.low());
    assertThat(bootstrap.predictionRho(pair, 0.95).orElseThrow().width())
        .isGreaterThan(rho.width());
    assertThat(bootstrap.rho(AccuracyPair.of("one", 1, 0.7), 0.95)).isEmpty();
    assertThat(
            bootstrap.rhoWithTestSets(
                AccuracyPair.of("one", 1, 0.7).withExamples(100, 100), 0.95, Seed.of(1)))
        .isEmpty();
  }

  /** Large test sets add nothing; small ones add the binomial spread of both accuracies. */
  @Test
  void testSetsAddTheirOwnNoise() {
    List<AccuracyPair> models = BaselineFitTest.models(Seed.of(1), 40, Transform.LOGIT, 0.05);
    TrendBootstrap bootstrap =
        BaselineFit.of(models).bootstrap(4000, Seed.of(5), Parallel.single());
    AccuracyPair pair = AccuracyPair.of("clip", 0.6, 0.6);
    Interval line = bootstrap.rho(pair, 0.95).orElseThrow();
    Interval large =
        bootstrap
            .rhoWithTestSets(pair.withExamples(100_000_000, 100_000_000), 0.95, Seed.of(1))
            .orElseThrow();
    assertThat(large.low()).isCloseTo(line.low(), within(0.001));
    assertThat(large.high()).isCloseTo(line.high(), within(0.001));
    Interval small =
        bootstrap.rhoWithTestSets(pair.withExamples(1000, 1000), 0.95, Seed.of(1)).orElseThrow();
    // Standard error sqrt(1 + slope^2 ...) * 0.0155, about 0.019: half-width near 0.038.
    assertThat(small.width() / 2).isBetween(0.034, 0.043);
    assertThatThrownBy(() -> bootstrap.rhoWithTestSets(pair, 0.95, Seed.of(1)))
        .hasMessage(
            "pair of 'clip' must have the sizes of both test sets to resample them, but has 0 and 0");
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void orderStatisticsAreThoseOfSortedValues(Seed seed) {
    SplitMix64 random = SplitMix64.of(seed);
    int n = 1 + random.nextInt(1200);
    double[] values = new double[n];
    for (int i = 0; i < n; i++) {
      values[i] = random.nextInt(3) == 0 ? random.nextInt(5) : random.nextDouble();
    }
    double level = 0.01 + 0.98 * random.nextDouble();
    Interval expected = Quantile.interval(values, level);
    assertThat(TrendBootstrap.interval(values.clone(), level)).isEqualTo(expected);
    assertThat(TrendBootstrap.interval(values.clone(), 0.95))
        .isEqualTo(Quantile.interval(values, 0.95));
  }

  @Test
  void theEndsAreTheTestbedsOrderStatistics() {
    double[] values = new double[1000];
    Arrays.setAll(values, i -> (i * 7) % 1000);
    Interval interval = TrendBootstrap.interval(values, 0.95);
    // floor(0.025 * 999) = 24 and ceil(0.975 * 999) = 975.
    assertThat(interval.low()).isEqualTo(24);
    assertThat(interval.high()).isEqualTo(975);
    assertThat(TrendBootstrap.interval(new double[] {3}, 0.5)).isEqualTo(new Interval(3, 3, 0.5));
  }

  @ParameterizedTest
  @ValueSource(ints = {0, -1, Integer.MIN_VALUE, 1_000_001, Integer.MAX_VALUE})
  void numbersOfResamplesOutOfRangeAreRefused(int resamples) {
    BaselineFit fit = BaselineFit.of(BaselineFitTest.models(Seed.of(1), 9, Transform.LOGIT, 0.1));
    assertThatThrownBy(() -> fit.bootstrap(resamples, Seed.of(1), Parallel.single()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("resamples must be in [1, 1000000], but was " + resamples);
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, 1, Double.NaN})
  void levelsOutOfRangeAreRefused(double level) {
    TrendBootstrap bootstrap =
        BaselineFit.of(BaselineFitTest.models(Seed.of(1), 9, Transform.LOGIT, 0.1))
            .bootstrap(10, Seed.of(1), Parallel.single());
    AccuracyPair pair = AccuracyPair.of("a", 0.5, 0.5).withExamples(10, 10);
    assertThatThrownBy(() -> bootstrap.slope(level)).hasMessageContaining("level");
    assertThatThrownBy(() -> bootstrap.line(0.5, level)).hasMessageContaining("level");
    assertThatThrownBy(() -> bootstrap.rho(pair, level)).hasMessageContaining("level");
    assertThatThrownBy(() -> bootstrap.rhoWithTestSets(pair, level, Seed.of(1)))
        .hasMessageContaining("level");
    assertThatThrownBy(() -> bootstrap.line(1, 0.9)).hasMessageContaining("id must be in (0, 1)");
    assertThatThrownBy(() -> bootstrap.line(Double.NaN, 0.9)).hasMessageContaining("NaN");
  }
}
