// Copyright the Bulwark authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.github.bulwarkml.robustness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.bulwarkml.core.random.Seed;
import io.github.bulwarkml.core.random.SplitMix64;
import io.github.bulwarkml.core.stats.NormalDistribution;
import io.github.bulwarkml.robustness.TrendComparison.Family;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TrendComparisonTest {
  /** Models around logit(ood) = 0.9 logit(id) - 0.3 + shift with normal scatter. */
  private static Family family(String name, Seed seed, int n, double shift, double tilt) {
    SplitMix64 random = SplitMix64.of(seed.child(name));
    List<AccuracyPair> models = new ArrayList<>();
    for (int i = 0; i < n; i++) {
      double x = -1 + 2 * random.nextDouble();
      double noise =
          0.05 * NormalDistribution.quantile((random.nextLong() >>> 12) * 0x1p-52 + 0x1p-53);
      double y = (0.9 + tilt) * x - 0.3 + shift + noise;
      models.add(
          AccuracyPair.of(name + i, name, Transform.LOGIT.inverse(x), Transform.LOGIT.inverse(y)));
    }
    return new Family(name, models);
  }

  private static TrendComparison compare(Family first, Family second) {
    List<AccuracyPair> both = new ArrayList<>(first.pairs());
    both.addAll(second.pairs());
    return TrendComparison.of(first, second, BaselineFit.of(both), Seed.of(3));
  }

  @Test
  void aShiftIsSeenButLeavesTheLinesParallel() {
    TrendComparison comparison =
        compare(family("a", Seed.of(1), 30, 0.2, 0), family("b", Seed.of(1), 40, 0, 0));
    assertThat(comparison.sameLine().orElseThrow().pValue()).isLessThan(1e-9);
    assertThat(comparison.sameLine().orElseThrow().restrictions()).isEqualTo(2);
    assertThat(comparison.sameLine().orElseThrow().residualDegreesOfFreedom()).isEqualTo(66);
    assertThat(comparison.sameSlope().orElseThrow().pValue()).isGreaterThan(0.01);
    assertThat(comparison.rhoDifference().orElseThrow().interval().low()).isPositive();
    assertThat(comparison.rhoDifference().orElseThrow().difference())
        .isCloseTo(comparison.permutation().difference(), within(1e-15));
    assertThat(comparison.permutation().pValue()).isEqualTo(1.0 / 10_001);
    assertThat(comparison.toString())
        .startsWith("a against b\n  a: logit(ood) = ")
        .contains("one line for both: F(2, 66) = ")
        .contains("parallel lines: F(1, 66) = ")
        .contains("permutation p = 9.999e-05 (10000)");
  }

  @Test
  void anotherSlopeIsSeen() {
    TrendComparison comparison =
        compare(family("a", Seed.of(1), 30, 0, 0.3), family("b", Seed.of(1), 40, 0, 0));
    assertThat(comparison.sameSlope().orElseThrow().pValue()).isLessThan(1e-6);
  }

  /**
   * Null: both families follow one line. Under it the p-values of both F tests are uniform;
   * Kolmogorov-Smirnov over 400 pairs of families, alpha 1e-9 (D above 3.2723 / sqrt 400). Must
   * catch a shift of half the scatter between families of 30.
   */
  @Test
  @Tag("statistical")
  void pValuesAreUniformUnderTheNull() {
    assertThat(distance(0)).isLessThan(3.2723 / 20);
    assertThat(distance(0.025)).isGreaterThan(3.2723 / 20);
  }

  private static double distance(double shift) {
    double[] same = new double[400];
    double[] slope = new double[400];
    for (int i = 0; i < same.length; i++) {
      Seed seed = Seed.of(i);
      Family a = family("a", seed, 30, shift, shift);
      Family b = family("b", seed, 30, 0, 0);
      List<AccuracyPair> both = new ArrayList<>(a.pairs());
      both.addAll(b.pairs());
      TrendComparison comparison =
          TrendComparison.of(a, b, BaselineFit.of(both), Seed.of(1), 0.95, 1);
      same[i] = comparison.sameLine().orElseThrow().pValue();
      slope[i] = comparison.sameSlope().orElseThrow().pValue();
    }
    return Math.max(toUniform(same), toUniform(slope));
  }

  private static double toUniform(double[] values) {
    Arrays.sort(values);
    double distance = 0;
    for (int i = 0; i < values.length; i++) {
      distance = Math.max(distance, Math.abs(values[i] - (double) i / values.length));
      distance = Math.max(distance, Math.abs(values[i] - (i + 1.0) / values.length));
    }
    return distance;
  }

  @Test
  void fewModelsLeaveTestsUndefined() {
    TrendComparison comparison =
        compare(family("a", Seed.of(1), 2, 0, 0), family("b", Seed.of(1), 2, 0, 0));
    assertThat(comparison.sameLine()).isEmpty();
    assertThat(comparison.sameSlope()).isEmpty();
    assertThat(comparison.rhoDifference()).isPresent();
    assertThat(comparison.toString()).doesNotContain("NaN");
  }

  @Test
  void familiesWithoutALineAreNamed() {
    Family good = family("good", Seed.of(1), 9, 0, 0);
    BaselineFit line = BaselineFit.of(good.pairs());
    assertThatThrownBy(
            () -> TrendComparison.of(new Family("none", List.of()), good, line, Seed.of(1)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("'none': baseline must not be empty");
    Family one = new Family("one", List.of(AccuracyPair.of("x", 0.5, 0.5)));
    assertThatThrownBy(() -> TrendComparison.of(good, one, line, Seed.of(1)))
        .hasMessageStartingWith("'one': baseline must hold at least 2 models");
    List<AccuracyPair> several =
        good.pairs().stream()
            .map(pair -> pair.withFurtherIds(Math.sqrt(pair.id() * pair.ood())))
            .toList();
    MultiTrend plane = MultiTrend.of(several, Transform.LOGIT, ExtremePolicy.exclude());
    assertThatThrownBy(() -> TrendComparison.of(good, good, plane, Seed.of(1)))
        .hasMessageContaining("reference must have one ID set");
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, 1, Double.NaN})
  void levelsOutOfRangeAreRefused(double level) {
    Family good = family("good", Seed.of(1), 9, 0, 0);
    BaselineFit line = BaselineFit.of(good.pairs());
    assertThatThrownBy(() -> TrendComparison.of(good, good, line, Seed.of(1), level, 10))
        .hasMessageContaining("level");
    assertThatThrownBy(() -> TrendComparison.of(good, good, line, Seed.of(1), 0.9, 0))
        .hasMessageContaining("permutations must be in [1, 10000000]");
  }
}
