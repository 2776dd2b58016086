// Copyright the Bulwark authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.github.bulwarkml.robustness.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.bulwarkml.core.NumericalException;
import io.github.bulwarkml.core.random.Seed;
import io.github.bulwarkml.core.random.SplitMix64;
import io.github.bulwarkml.core.run.Parallel;
import io.github.bulwarkml.core.stats.Interval;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The bootstrap of a mean has a known law: variance sigma^2/n when examples are drawn, and the
 * variance of group sums when groups are. With B resamples the ratio of variances has standard
 * deviation about sqrt(2/B); alpha is 1e-9, so z = 6.1094.
 */
@Tag("statistical")
class ExampleBootstrapStatisticalTest {
  private static final double Z = 6.1094;
  private static final int RESAMPLES = 4000;
  private static final double BOUND = Z * Math.sqrt(2.0 / RESAMPLES);

  private static boolean[] hits() {
    boolean[] hits = new boolean[240];
    Arrays.fill(hits, 0, 168, true); // accuracy 0.7
    return hits;
  }

  /** 24 groups of 10 examples; all of a group are right or wrong together. */
  private static int[] groups() {
    return IntStream.range(0, 240).map(i -> i / 10 * 3).toArray(); // ids with gaps
  }

  private static ExampleBootstrap bootstrap(int threads) {
    return new ExampleBootstrap(RESAMPLES, 0.95, Seed.of(20), Parallel.of(threads));
  }

  private static double variance(double[] values) {
    double sd = Replicates.of(values).standardDeviation().orElseThrow();
    return sd * sd;
  }

  private static boolean passes(double[] values, double expected) {
    return Math.abs(variance(values) / expected - 1) < BOUND;
  }

  @Test
  void examplesGiveTheBinomialVariance() {
    double expected = 0.7 * 0.3 / 240;
    ExampleMetric metric = ExampleMetrics.share(hits());
    assertThat(passes(bootstrap(2).distribution(240, metric).values(), expected)).isTrue();
    // broken: a resample of 200 examples instead of 240 (variance 20 % too large)
    ExampleMetric cut = sample -> metric.of(Arrays.copyOf(sample, 200));
    assertThat(passes(bootstrap(2).distribution(240, cut).values(), expected)).isFalse();
  }

  @Test
  void groupsGiveTheVarianceBetweenGroups() {
    // 16 of 24 groups are right, one is so for 8 of its 10 examples
    double mean = 168.0 / 240;
    double squares = 0;
    for (int g = 0; g < 24; g++) {
      double share = g < 16 ? 1 : g == 16 ? 0.8 : 0;
      squares += (share - mean) * (share - mean) / 24;
    }
    double expected = squares / 24;
    ExampleMetric metric = ExampleMetrics.share(hits());
    assertThat(passes(bootstrap(2).distributionOverGroups(groups(), metric).values(), expected))
        .isTrue();
    // broken: examples drawn as if they were independent
    assertThat(passes(bootstrap(2).distribution(240, metric).values(), expected)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 7})
  void theThreadCountDoesNotMatter(int threads) {
    GeneratedCase c = new GeneratedCase();
    ExampleMetric f1 =
        ExampleMetrics.macroF1(c.truth, c.predicted, GeneratedCase.CLASSES, MacroAverage.WILDS);
    ExampleBootstrap single = new ExampleBootstrap(50, 0.9, Seed.of(3), Parallel.single());
    ExampleBootstrap many = new ExampleBootstrap(50, 0.9, Seed.of(3), Parallel.of(threads));
    assertThat(many.distribution(1500, f1).values())
        .isEqualTo(single.distribution(1500, f1).values());
    assertThat(many.distributionOverGroups(c.groups, f1).values())
        .isEqualTo(single.distributionOverGroups(c.groups, f1).values());
    assertThat(many.interval(1500, f1)).isEqualTo(single.interval(1500, f1));
  }

  @Test
  void metricsOfTheWholeSampleAreTheMetricsThemselves() {
    GeneratedCase c = new GeneratedCase();
    int[] all = IntStream.range(0, 1500).toArray();
    ClassCounts counts = ClassCounts.of(c.truth, c.predicted, GeneratedCase.CLASSES);
    GroupAccuracy groups = GroupAccuracy.of(c.truth, c.predicted, c.groups, 12);
    for (MacroAverage average : MacroAverage.values()) {
      assertThat(ExampleMetrics.macroF1(c.truth, c.predicted, 45, average).of(all))
          .isEqualTo(counts.macroF1(average));
      assertThat(ExampleMetrics.macroRecall(c.truth, c.predicted, 45, average).of(all))
          .isEqualTo(counts.macroRecall(average));
    }
    assertThat(ExampleMetrics.worstGroup(c.truth, c.predicted, c.groups, 12).of(all))
        .isEqualTo(groups.worst());
    assertThat(ExampleMetrics.groupPercentile(c.truth, c.predicted, c.groups, 12, 0.1).of(all))
        .isEqualTo(groups.percentile(0.1));
    assertThat(ExampleMetrics.mean(new double[] {1, 2, 4}).of(new int[] {0, 2, 2})).isEqualTo(3);
    assertThat(ExampleMetrics.mean(new double[] {1}).of(new int[0])).isZero();
  }

  /** The 95 % interval of a simulated accuracy covers the truth about as often as it says. */
  @Test
  void intervalsCover() {
    int covered = 0;
    int runs = 300;
    for (int run = 0; run < runs; run++) {
      SplitMix64 random = SplitMix64.of(Seed.of(77).child("run/" + run));
      boolean[] hits = new boolean[200];
      for (int i = 0; i < hits.length; i++) {
        hits[i] = random.nextDouble() < 0.6;
      }
      Interval interval =
          new ExampleBootstrap(200, 0.95, Seed.of(run), Parallel.single())
              .interval(200, ExampleMetrics.share(hits));
      covered += interval.contains(0.6) ? 1 : 0;
    }
    // nominal 285; P(X < 250) for Binomial(300, 0.94) is below 1e-9
    assertThat(covered).isBetween(250, 300);
  }

  @Test
  void badInputIsNamed() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new ExampleBootstrap(0, 0.95, Seed.of(1), Parallel.single()))
        .withMessage("resamples must be in [1, 1000000], but was 0");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new ExampleBootstrap(10, Double.NaN, Seed.of(1), Parallel.single()))
        .withMessage("level must be in (0, 1), but was NaN");
    ExampleBootstrap bootstrap = new ExampleBootstrap(10, 0.95, Seed.of(1), Parallel.single());
    assertThatIllegalArgumentException()
        .isThrownBy(() -> bootstrap.distribution(Integer.MAX_VALUE, sample -> 0))
        .withMessage("examples must be in [1, 16777216], but was 2147483647");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> bootstrap.distribution(0, sample -> 0))
        .withMessageStartingWith("examples must be in");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> bootstrap.intervalOverGroups(new int[] {-1}, sample -> 0))
        .withMessageStartingWith("groups[0] must be in");
    assertThatExceptionOfType(NumericalException.class)
        .isThrownBy(() -> bootstrap.distribution(3, sample -> Double.NaN))
        .withMessage("the statistic is NaN on the data themselves");
  }
}
