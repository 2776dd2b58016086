// Copyright the Bulwark authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.github.bulwarkml.robustness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.bulwarkml.core.NumericalException;
import io.github.bulwarkml.core.random.Seed;
import io.github.bulwarkml.core.random.SplitMix64;
import io.github.bulwarkml.core.run.Parallel;
import io.github.bulwarkml.core.stats.Interval;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Trends in two pieces and over several ID sets. */
class TrendsTest {
  private static List<AccuracyPair> bent(int n) {
    List<AccuracyPair> models = new ArrayList<>();
    for (int i = 0; i < n; i++) {
      double id = 0.3 + 0.5 * i / (n - 1);
      double x = Transform.LOGIT.apply(id);
      double y = id < 0.55 ? 0.1 * x - 3 : 2 * x - 3;
      models.add(AccuracyPair.of("m" + i, id, Transform.LOGIT.inverse(y)));
    }
    models.add(AccuracyPair.of("pivot", 0.55, 0));
    return models;
  }

  @Test
  void eachSideHasItsLineAndThePivotNone() {
    PiecewiseTrend trend =
        PiecewiseTrend.of(bent(20), 0.55, Transform.LOGIT, ExtremePolicy.exclude());
    assertThat(trend.n()).isEqualTo(20);
    assertThat(trend.excluded())
        .containsExactly(new SkippedModel("pivot", "id accuracy is exactly the pivot"));
    assertThat(trend.below().slope()).isCloseTo(0.1, within(1e-12));
    assertThat(trend.above().slope()).isCloseTo(2, within(1e-12));
    assertThat(trend.rSquared()).isCloseTo(1, within(1e-12));
    for (AccuracyPair pair : bent(20).subList(0, 20)) {
      assertThat(trend.evaluate(pair).rho()).isCloseTo(0, within(1e-12));
    }
    AccuracyPair at = AccuracyPair.of("x", 0.55, 0.1);
    assertThat(trend.predict(at)).isEqualTo(trend.above().predict(at));
    assertThat(trend.formula()).startsWith("id < 0.5500: logit(ood) = 0.1");
    TrendBootstrap bootstrap = trend.bootstrap(50, Seed.of(1), Parallel.single());
    assertThat(bootstrap.rho(bent(20).get(0), 0.9).orElseThrow().width())
        .isCloseTo(0, within(1e-9));
    assertThat(bootstrap.line(0.7, 0.9).width()).isCloseTo(0, within(1e-9));
    assertThatThrownBy(() -> bootstrap.slope(0.9)).isInstanceOf(IllegalStateException.class);
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, 1, -1, 55, Double.NaN})
  void pivotsOutsideTheUnitIntervalAreRefused(double pivot) {
    assertThatThrownBy(
            () -> PiecewiseTrend.of(bent(9), pivot, Transform.LOGIT, ExtremePolicy.exclude()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("pivot must be in (0, 1), but was ");
  }

  @Test
  void aSideWithoutModelsIsRefused() {
    assertThatThrownBy(
            () -> PiecewiseTrend.of(bent(9), 0.31, Transform.LOGIT, ExtremePolicy.exclude()))
        .hasMessage("baseline must hold at least 2 models below the pivot 0.31, but has 1");
  }

  private static List<AccuracyPair> plane(int n, double scatter) {
    SplitMix64 random = new SplitMix64(9);
    List<AccuracyPair> models = new ArrayList<>();
    for (int i = 0; i < n; i++) {
      double first = 0.2 + 0.7 * random.nextDouble();
      double second = 0.2 + 0.7 * random.nextDouble();
      double y =
          0.6 * Transform.PROBIT.apply(first)
              + 0.3 * Transform.PROBIT.apply(second)
              - 0.2
              + scatter * (random.nextDouble() - 0.5);
      models.add(
          AccuracyPair.of("m" + i, first, Transform.PROBIT.inverse(y)).withFurtherIds(second));
    }
    return models;
  }

  @Test
  void severalIdSetsGiveAPlane() {
    MultiTrend trend = MultiTrend.of(plane(20, 0), Transform.PROBIT, ExtremePolicy.exclude());
    assertThat(trend.weights()[0]).isCloseTo(0.6, within(1e-12));
    assertThat(trend.weights()[1]).isCloseTo(0.3, within(1e-12));
    assertThat(trend.intercept()).isCloseTo(-0.2, within(1e-12));
    assertThat(trend.rSquared()).isCloseTo(1, within(1e-12));
    assertThat(trend.formula())
        .isEqualTo("probit(ood) = -0.200000 + 0.600000 probit(id1) + 0.300000 probit(id2)");
    assertThat(trend.evaluate(plane(20, 0).get(3)).rho()).isCloseTo(0, within(1e-12));
  }

  @Test
  void oneIdSetIsTheBaselineLine() {
    List<AccuracyPair> models = BaselineFitTest.models(Seed.of(8), 15, Transform.LOGIT, 0.3);
    MultiTrend plane = MultiTrend.of(models, Transform.LOGIT, ExtremePolicy.exclude());
    BaselineFit line = BaselineFit.of(models);
    assertThat(plane.weights()[0]).isCloseTo(line.slope(), within(1e-12));
    assertThat(plane.intercept()).isCloseTo(line.intercept(), within(1e-12));
    assertThat(plane.rSquared()).isCloseTo(line.rSquared(), within(1e-12));
    EffectiveRobustness one = plane.evaluate(models.get(0), 0.9);
    EffectiveRobustness other = line.evaluate(models.get(0), 0.9);
    close(one.lineInterval().orElseThrow(), other.lineInterval().orElseThrow());
    close(one.predictionInterval().orElseThrow(), other.predictionInterval().orElseThrow());
    TrendBootstrap planes = plane.bootstrap(100, Seed.of(1), Parallel.single());
    TrendBootstrap lines = line.bootstrap(100, Seed.of(1), Parallel.single());
    close(planes.slope(0.9), lines.slope(0.9));
    close(planes.intercept(0.9), lines.intercept(0.9));
  }

  private static void close(Interval one, Interval other) {
    assertThat(one.low()).isCloseTo(other.low(), within(1e-11));
    assertThat(one.high()).isCloseTo(other.high(), within(1e-11));
  }

  @Test
  void dependentIdSetsAreRefused() {
    List<AccuracyPair> models = new ArrayList<>();
    for (AccuracyPair pair : BaselineFitTest.models(Seed.of(8), 15, Transform.LOGIT, 0.3)) {
      models.add(pair.withFurtherIds(pair.id()));
    }
    assertThatThrownBy(() -> MultiTrend.of(models, Transform.LOGIT, ExtremePolicy.exclude()))
        .isInstanceOf(NumericalException.class);
  }

  @Test
  void severalIdSetsNeedEnoughModelsAndEveryAccuracy() {
    assertThatThrownBy(() -> MultiTrend.of(plane(2, 0), Transform.LOGIT, ExtremePolicy.exclude()))
        .hasMessageContaining("at least 3 models")
        .hasMessageContaining("but has 2");
    MultiTrend exact = MultiTrend.of(plane(3, 0.1), Transform.LOGIT, ExtremePolicy.exclude());
    assertThat(exact.evaluate(plane(4, 0.1).get(3)).lineInterval()).isEmpty();
    assertThatThrownBy(() -> exact.predict(AccuracyPair.of("a", 0.5, 0.5)))
        .hasMessage("pair of 'a' must hold 2 ID accuracies, but has 1");
    assertThatThrownBy(() -> exact.predict(AccuracyPair.of("a", 0.5, 0.5).withFurtherIds(1)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("'a' must have ID accuracies in (0, 1), but has 1.0 on ID set 2");
    assertThatThrownBy(() -> MultiTrend.of(List.of(), Transform.LOGIT, ExtremePolicy.exclude()))
        .hasMessage("baseline must not be empty");
  }
}
