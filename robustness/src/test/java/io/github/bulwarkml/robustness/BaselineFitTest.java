// Copyright the Bulwark authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.github.bulwarkml.robustness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.bulwarkml.core.NumericalException;
import io.github.bulwarkml.core.random.Seed;
import io.github.bulwarkml.core.random.SplitMix64;
import io.github.bulwarkml.core.stats.Interval;
import io.github.bulwarkml.core.testing.Cases;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class BaselineFitTest {
  static Stream<Seed> seeds() {
    return Cases.seeds(200);
  }

  /** Models on a line with a little scatter. */
  static List<AccuracyPair> models(Seed seed, int n, Transform transform, double scatter) {
    SplitMix64 random = SplitMix64.of(seed);
    List<AccuracyPair> models = new ArrayList<>();
    for (int i = 0; i < n; i++) {
      double x = transform.apply(0.3 + 0.6 * random.nextDouble());
      double y = 0.8 * x - 0.1 + scatter * (random.nextDouble() - 0.5);
      models.add(AccuracyPair.of("m" + i, transform.inverse(x), transform.inverse(y)));
    }
    return models;
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void modelsOnALineHaveNoEffectiveRobustness(Seed seed) {
    for (Transform transform : Transform.values()) {
      for (TrendEstimator estimator : TrendEstimator.values()) {
        List<AccuracyPair> models = models(seed, 12, transform, 0);
        BaselineFit fit = BaselineFit.of(models, transform, estimator, ExtremePolicy.exclude());
        assertThat(fit.slope()).isCloseTo(0.8, within(1e-9));
        assertThat(fit.intercept()).isCloseTo(-0.1, within(1e-9));
        assertThat(fit.rSquared()).isCloseTo(1, within(1e-9));
        for (AccuracyPair model : models) {
          assertThat(fit.evaluate(model).rho()).isCloseTo(0, within(1e-9));
        }
      }
    }
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void intervalsAreNestedAroundRho(Seed seed) {
    List<AccuracyPair> models = models(seed, 10, Transform.PROBIT, 0.4);
    BaselineFit fit = BaselineFit.of(models, Transform.PROBIT);
    EffectiveRobustness narrow = fit.evaluate(models.get(0), 0.5);
    EffectiveRobustness wide = fit.evaluate(models.get(0), 0.99);
    Interval line = wide.lineInterval().orElseThrow();
    Interval prediction = wide.predictionInterval().orElseThrow();
    assertThat(line.contains(wide.rho())).isTrue();
    assertThat(prediction.low()).isLessThan(line.low());
    assertThat(prediction.high()).isGreaterThan(line.high());
    assertThat(narrow.lineInterval().orElseThrow().width()).isLessThan(line.width());
    assertThat(fit.lineInterval(models.get(0).id(), 0.99))
        .contains(
            new Interval(
                models.get(0).ood() - line.high(), models.get(0).ood() - line.low(), 0.99));
  }

  @Test
  void theResidualIsTakenInOriginalUnits() {
    BaselineFit fit =
        BaselineFit.of(List.of(AccuracyPair.of("a", 0.5, 0.4), AccuracyPair.of("b", 0.8, 0.7)));
    AccuracyPair better = AccuracyPair.of("c", 0.8, 0.75);
    assertThat(fit.evaluate(better).rho()).isCloseTo(0.05, within(1e-15));
    assertThat(fit.evaluate(better).points()).isCloseTo(5, within(1e-13));
    // In logit space the difference would be another number.
    double inLogits = Transform.LOGIT.apply(0.75) - Transform.LOGIT.apply(0.7);
    assertThat(fit.evaluate(better).rho()).isNotCloseTo(inLogits, within(0.1));
  }

  @Test
  void twoModelsMakeALineWithUndefinedIntervals() {
    BaselineFit fit =
        BaselineFit.of(List.of(AccuracyPair.of("a", 0.5, 0.4), AccuracyPair.of("b", 0.8, 0.7)));
    EffectiveRobustness value = fit.evaluate(AccuracyPair.of("c", 0.6, 0.6));
    assertThat(value.lineInterval()).isEmpty();
    assertThat(value.predictionInterval()).isEmpty();
    assertThat(fit.slopeInterval(0.95)).isEmpty();
    assertThat(fit.rSquared()).isCloseTo(1, within(1e-12));
    assertThat(value.toString()).doesNotContain("NaN");
  }

  @Test
  void toStringsReadWell() {
    BaselineFit fit =
        BaselineFit.of(
            List.of(
                AccuracyPair.of("a", 0.5, 0.4),
                AccuracyPair.of("b", 0.7, 0.57),
                AccuracyPair.of("c", 0.8, 0.7),
                AccuracyPair.of("z", 0.8, 0)));
    assertThat(fit.toString())
        .startsWith("logit(ood) = 0.8")
        .contains("R2 0.99", "3 models", "left out: [z (ood accuracy is exactly 0)]");
    assertThat(fit.evaluate(AccuracyPair.of("clip", 0.6, 0.6)).toString())
        .startsWith("clip: effective robustness +")
        .contains("points (OOD 60.00 %, expected ", " at ID 60.00 %); 95 % line interval [");
  }

  @Test
  void policiesDealWithZeroAndOne() {
    List<AccuracyPair> models = new ArrayList<>(models(Seed.of(1), 8, Transform.LOGIT, 0.2));
    models.add(AccuracyPair.of("zero", 0.4, 0).withExamples(1000, 500));
    models.add(AccuracyPair.of("one", 1, 0.9).withExamples(1000, 500));
    BaselineFit excluded = BaselineFit.of(models);
    assertThat(excluded.n()).isEqualTo(8);
    assertThat(excluded.excluded())
        .containsExactly(
            new SkippedModel("zero", "ood accuracy is exactly 0"),
            new SkippedModel("one", "id accuracy is exactly 1"));
    BaselineFit clipped =
        BaselineFit.of(models, Transform.LOGIT, TrendEstimator.OLS, ExtremePolicy.clip());
    assertThat(clipped.n()).isEqualTo(10);
    List<AccuracyPair> byHand = new ArrayList<>(models.subList(0, 8));
    byHand.add(AccuracyPair.of("zero", 0.4, 0.001));
    byHand.add(AccuracyPair.of("one", 0.9995, 0.9));
    assertThat(clipped.slope()).isEqualTo(BaselineFit.of(byHand).slope());
    assertThat(clipped.predict(models.get(9))).isEqualTo(clipped.predict(0.9995));
    assertThatThrownBy(
            () ->
                BaselineFit.of(models, Transform.PROBIT, TrendEstimator.OLS, ExtremePolicy.fail()))
        .isInstanceOf(NumericalException.class)
        .hasMessageContaining("'zero'")
        .hasMessageContaining("probit");
    assertThat(BaselineFit.of(models, Transform.LINEAR).n()).isEqualTo(10);
  }

  @Test
  void aFixedEpsilonClipsEverythingBeyondIt() {
    List<AccuracyPair> models = new ArrayList<>(models(Seed.of(2), 8, Transform.LOGIT, 0.2));
    models.add(AccuracyPair.of("low", 0.4, 0.002));
    BaselineFit clipped =
        BaselineFit.of(models, Transform.LOGIT, TrendEstimator.OLS, ExtremePolicy.clip(0.01));
    models.set(8, AccuracyPair.of("low", 0.4, 0.01));
    assertThat(clipped.slope()).isEqualTo(BaselineFit.of(models).slope());
  }

  @Test
  void atAnIdAccuracyOfZeroOrOneTheLimitIsMeant() {
    BaselineFit fit = BaselineFit.of(models(Seed.of(3), 8, Transform.LOGIT, 0.2));
    assertThat(fit.predict(0)).isZero();
    assertThat(fit.predict(1)).isEqualTo(1);
    EffectiveRobustness value = fit.evaluate(AccuracyPair.of("one", 1, 0.9));
    assertThat(value.rho()).isCloseTo(-0.1, within(1e-15));
    assertThat(value.lineInterval()).isEmpty();
    BaselineFit flat =
        BaselineFit.of(List.of(AccuracyPair.of("a", 0.4, 0.5), AccuracyPair.of("b", 0.6, 0.5)));
    assertThat(flat.slope()).isZero();
    assertThat(flat.predict(1)).isEqualTo(0.5);
  }

  @Test
  void robustEstimatorsIgnoreAnOutlier() {
    List<AccuracyPair> models = new ArrayList<>(models(Seed.of(4), 30, Transform.LOGIT, 0.02));
    models.add(AccuracyPair.of("wrong", 0.89, 0.02));
    double ols = BaselineFit.of(models).slope();
    assertThat(Math.abs(ols - 0.8)).isGreaterThan(0.1);
    for (TrendEstimator estimator : List.of(TrendEstimator.THEIL_SEN, TrendEstimator.HUBER)) {
      BaselineFit fit = BaselineFit.of(models, Transform.LOGIT, estimator, ExtremePolicy.exclude());
      assertThat(fit.slope()).as("%s", estimator).isCloseTo(0.8, within(0.03));
      assertThat(fit.lineInterval(0.5, 0.95)).isEmpty();
    }
  }

  @Test
  void undeterminedLinesAreRefused() {
    assertThatThrownBy(() -> BaselineFit.of(List.of()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("baseline must not be empty");
    assertThatThrownBy(() -> BaselineFit.of(List.of(AccuracyPair.of("only", 0.5, 0.5))))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("but has 1 ('only')");
    assertThatThrownBy(
            () ->
                BaselineFit.of(
                    List.of(AccuracyPair.of("a", 0.5, 0.5), AccuracyPair.of("b", 0.5, 0.6))))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("at least two different ID accuracies")
        .hasMessageContaining("0.5");
    assertThatThrownBy(
            () ->
                BaselineFit.of(
                    List.of(AccuracyPair.of("a", 0.5, 0), AccuracyPair.of("b", 0.6, 0.6))))
        .hasMessageContaining("left out: [a (ood accuracy is exactly 0)]");
    assertThatThrownBy(
            () ->
                BaselineFit.of(
                    List.of(
                        AccuracyPair.of("a", 0.5, 0.4),
                        AccuracyPair.of("b", 0.6, 0.6).withFurtherIds(0.5))))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("pair of 'b' must hold 1 ID accuracy, but has 2");
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, 1, -1, 2, Double.NaN, Double.POSITIVE_INFINITY})
  void levelsOutsideTheirRangeAreRefused(double level) {
    for (TrendEstimator estimator : TrendEstimator.values()) {
      BaselineFit fit =
          BaselineFit.of(
              models(Seed.of(5), 8, Transform.LOGIT, 0.1),
              Transform.LOGIT,
              estimator,
              ExtremePolicy.exclude());
      assertThatThrownBy(() -> fit.lineInterval(0.5, level)).hasMessageContaining("level");
      assertThatThrownBy(() -> fit.predictionInterval(0.5, level)).hasMessageContaining("level");
      assertThatThrownBy(() -> fit.slopeInterval(level)).hasMessageContaining("level");
      assertThatThrownBy(() -> fit.evaluate(AccuracyPair.of("a", 0.5, 0.5), level))
          .hasMessageContaining("level");
    }
  }

  @ParameterizedTest
  @ValueSource(doubles = {-0.1, 1.1, 63.3, Double.NaN, Double.NEGATIVE_INFINITY})
  void accuraciesOutsideTheUnitIntervalAreRefused(double accuracy) {
    assertThatThrownBy(() -> AccuracyPair.of("m", accuracy, 0.5))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("id of 'm' must be a fraction in [0, 1], but was " + accuracy);
    assertThatThrownBy(() -> AccuracyPair.of("m", 0.5, accuracy))
        .hasMessageContaining("ood of 'm'");
    assertThatThrownBy(() -> AccuracyPair.of("m", 0.5, 0.5).withFurtherIds(accuracy))
        .hasMessageContaining("furtherIds[0]");
    BaselineFit fit = BaselineFit.of(models(Seed.of(5), 8, Transform.LOGIT, 0.1));
    assertThatThrownBy(() -> fit.predict(accuracy)).hasMessageContaining("id must be in [0, 1]");
  }

  @Test
  void percentIsHintedAt() {
    assertThatThrownBy(() -> AccuracyPair.of("m", 63.3, 0.5))
        .hasMessageEndingWith("(percent? divide by 100)");
  }

  @ParameterizedTest
  @EnumSource
  void sizesOfTestSetsGiveBinomialIntervals(Transform transform) {
    AccuracyPair pair = AccuracyPair.of(transform.label(), 0.7613, 0.631).withExamples(50_000, 0);
    Interval interval = pair.idInterval(0.95).orElseThrow();
    assertThat(interval.low()).isCloseTo(0.757538374791, within(1e-10));
    assertThat(interval.high()).isCloseTo(0.765031267495, within(1e-10));
    assertThat(pair.oodInterval(0.95)).isEmpty();
    assertThatThrownBy(() -> pair.withExamples(-1, 0)).hasMessageContaining("idExamples");
    assertThatThrownBy(() -> pair.withExamples(0, 1_000_000_000_000L))
        .hasMessageContaining("oodExamples");
    assertThatThrownBy(() -> pair.oodInterval(1)).hasMessageContaining("level");
  }
}
