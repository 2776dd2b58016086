// Copyright the Bulwark authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.github.bulwarkml.core.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.bulwarkml.core.NumericalException;
import io.github.bulwarkml.core.random.Seed;
import io.github.bulwarkml.core.random.SplitMix64;
import io.github.bulwarkml.core.run.Cancellation;
import io.github.bulwarkml.core.run.Parallel;
import io.github.bulwarkml.core.run.Progress;
import java.util.Arrays;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class BootstrapTest {
  private static final double[] X = {1, 2, 3, 4, 5, 6, 7, 8};
  private static final double[] Y = {2.1, 3.9, 6.2, 7.8, 10.1, 12.2, 13.8, 16.1};

  @Test
  void theFastPathIsTheGeneralOne() {
    LineBootstrap fast = Bootstrap.of(Seed.of(3)).line(X, Y);
    LineBootstrap general = Bootstrap.of(Seed.of(3)).line(X, Y, LeastSquares::line);
    assertThat(fast.slopes()).containsExactly(general.slopes(), within(1e-12));
    assertThat(fast.intercepts()).containsExactly(general.intercepts(), within(1e-12));
    assertThat(fast.redrawn()).isEqualTo(general.redrawn());
    assertThat(fast.fit()).isEqualTo(general.fit());
    assertThat(fast.replicates()).isEqualTo(1000);
  }

  @Test
  void threadsDoNotChangeAnything() {
    LineBootstrap one = Bootstrap.of(Seed.of(3)).line(X, Y);
    BootstrapDistribution mean = Bootstrap.of(Seed.of(3)).examples(8, BootstrapTest::mean);
    int[] groups = {5, 5, 1, 1, 1, -7, 9, 9};
    BootstrapDistribution grouped = Bootstrap.of(Seed.of(3)).groups(groups, BootstrapTest::mean);
    for (int threads : new int[] {1, 2, 7}) {
      Bootstrap many = Bootstrap.builder().seed(Seed.of(3)).parallel(Parallel.of(threads)).build();
      assertThat(many.line(X, Y).slopes()).isEqualTo(one.slopes());
      assertThat(many.line(X, Y).intercepts()).isEqualTo(one.intercepts());
      assertThat(many.examples(8, BootstrapTest::mean).values()).isEqualTo(mean.values());
      assertThat(many.groups(groups, BootstrapTest::mean).values()).isEqualTo(grouped.values());
    }
    double[] more =
        Bootstrap.builder().seed(Seed.of(3)).replicates(1500).build().line(X, Y).slopes();
    assertThat(Arrays.copyOf(more, 1000)).isEqualTo(one.slopes());
    assertThat(Bootstrap.of(Seed.of(4)).line(X, Y).slopes()).isNotEqualTo(one.slopes());
  }

  @Test
  void everyJdkGivesTheseBits() {
    LineBootstrap lines = Bootstrap.of(Seed.of(3)).line(X, Y);
    assertThat(Arrays.copyOf(lines.slopes(), 3))
        .containsExactly(1.9849397590361446, 1.9564516129032257, 1.9977777777777777);
    assertThat(Arrays.hashCode(lines.slopes())).isEqualTo(1464393361);
    assertThat(Arrays.hashCode(lines.intercepts())).isEqualTo(375221182);
    double[] examples =
        Bootstrap.of(Seed.of(3)).examples(8, sample -> sample[0] + 10 * sample[7]).values();
    assertThat(Arrays.hashCode(examples)).isEqualTo(1321808641);
    SplitMix64 random = new SplitMix64(9);
    long hash = 0;
    for (int i = 0; i < 1000; i++) {
      hash = 31 * hash + BinomialDistribution.sample(50_000, 0.76, random);
    }
    assertThat(hash).isEqualTo(2310205885429324553L);
  }

  private static double mean(int[] sample) {
    double sum = 0;
    for (int i : sample) {
      sum += Y[i];
    }
    return sum / sample.length;
  }

  @Test
  void resamplesWithoutALineAreDrawnAgainAndCounted() {
    // Two points: half of the resamples hold one of them twice.
    LineBootstrap two = Bootstrap.of(Seed.of(1)).line(new double[] {0, 1}, new double[] {0, 2});
    assertThat(two.slopes()).containsOnly(2);
    // The number of redraws is a sum of 1000 geometric variables of mean 1 and variance 2.
    assertThat((double) two.redrawn()).isCloseTo(1000, within(6.1094 * Math.sqrt(2000)));
    assertThat(two.slopeInterval(0.95)).isEqualTo(new Interval(2, 2, 0.95));
  }

  @Test
  void groupsComeWhole() {
    int[] groups = {5, 5, 1, 1, 1, -7, 9, 9};
    BootstrapDistribution distribution =
        Bootstrap.of(Seed.of(8))
            .groups(
                groups,
                sample -> {
                  int[] count = new int[8];
                  for (int i : sample) {
                    count[i]++;
                  }
                  boolean whole =
                      count[0] == count[1]
                          && count[2] == count[3]
                          && count[3] == count[4]
                          && count[6] == count[7]
                          && count[0] + count[2] + count[5] + count[6] == 4;
                  return whole ? 1 : 0;
                });
    assertThat(distribution.values()).containsOnly(1);
    assertThat(distribution.estimate()).isEqualTo(1);
  }

  @Test
  void examplesAreDrawnUniformlyAndTheErrorIsThatOfTheory() {
    double[] values = new double[400];
    SplitMix64 random = new SplitMix64(11);
    OnlineMoments moments = new OnlineMoments();
    for (int i = 0; i < values.length; i++) {
      values[i] = random.nextDouble();
      moments.add(values[i]);
    }
    BootstrapDistribution mean =
        Bootstrap.builder()
            .seed(Seed.of(2))
            .replicates(4000)
            .build()
            .examples(
                400,
                sample -> {
                  double sum = 0;
                  for (int i : sample) {
                    sum += values[i];
                  }
                  return sum / 400;
                });
    double theory = Math.sqrt(moments.populationVariance() / 400);
    // The standard deviation of 4000 normal values is known to 1 / sqrt(8000): 6.1094 of these are
    // 6.8 %, and an index range of [0, n - 2] or a factor n - 1 for n would pass, a resample of
    // half
    // the size (factor 1.41) is caught.
    assertThat(mean.standardError()).isCloseTo(theory, within(6.1094 / Math.sqrt(8000) * theory));
    assertThat(theory * Math.sqrt(2))
        .isNotCloseTo(mean.standardError(), within(6.1094 / Math.sqrt(8000) * theory * 1.5));
    assertThat(mean.estimate()).isCloseTo(moments.mean(), within(1e-14));
    assertThat(mean.interval(0.95).contains(mean.estimate())).isTrue();
    assertThat(mean)
        .hasToString("BootstrapDistribution(estimate=" + mean.estimate() + ", replicates=4000)");
  }

  @Test
  void intervalsOfFunctionsOfTheLine() {
    LineBootstrap lines = Bootstrap.of(Seed.of(3)).line(X, Y);
    double[] sorted = lines.slopes();
    Arrays.sort(sorted);
    assertThat(lines.slopeInterval(0.95)).isEqualTo(new Interval(sorted[24], sorted[975], 0.95));
    assertThat(lines.lineInterval(0, 0.9)).isEqualTo(lines.interceptInterval(0.9));
    assertThat(lines.interval((slope, intercept) -> slope, 0.9))
        .isEqualTo(lines.slopeInterval(0.9));
    Interval fixed = lines.interval((slope, intercept) -> 5 - intercept - 2 * slope, 0.95);
    Interval random =
        lines.interval((slope, intercept, stream) -> 5 - intercept - 2 * slope, "model", 0.95);
    assertThat(random).isEqualTo(fixed);
    Interval wider =
        lines.interval(
            (slope, intercept, stream) ->
                BinomialDistribution.sample(100, 0.5, stream) / 10.0 - intercept - 2 * slope,
            "model",
            0.95);
    assertThat(wider.width()).isGreaterThan(fixed.width());
  }

  @Test
  void reportsProgressAndStops() {
    AtomicLong steps = new AtomicLong();
    AtomicLong finished = new AtomicLong();
    Progress progress =
        new Progress() {
          @Override
          public void start(String task, long totalSteps) {
            assertThat(task).isEqualTo("bootstrap");
            assertThat(totalSteps).isEqualTo(1000);
          }

          @Override
          public void advance(long count) {
            steps.addAndGet(count);
          }

          @Override
          public void note(String key, String value) {}

          @Override
          public void finish() {
            finished.incrementAndGet();
          }
        };
    Bootstrap.builder().seed(Seed.of(1)).progress(progress).build().line(X, Y);
    assertThat(steps).hasValue(1000);
    Cancellation cancellation = new Cancellation();
    Bootstrap stopped =
        Bootstrap.builder().seed(Seed.of(1)).progress(progress).cancellation(cancellation).build();
    assertThatThrownBy(
            () ->
                stopped.examples(
                    8,
                    sample -> {
                      cancellation.cancel();
                      return 1;
                    }))
        .isInstanceOf(CancellationException.class);
    assertThat(finished).hasValue(2);
  }

  @Test
  void refusesWhatItCannotDo() {
    Bootstrap bootstrap = Bootstrap.of(Seed.of(1));
    assertThatThrownBy(() -> Bootstrap.builder().replicates(0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("replicates must be in [1, 10000000], but was 0");
    assertThatThrownBy(() -> Bootstrap.builder().replicates(2).replicates(2))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("replicates is already set");
    assertThatThrownBy(() -> Bootstrap.builder().build())
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("seed must be set");
    assertThatThrownBy(() -> bootstrap.examples(0, sample -> 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("n must be in [1, ");
    assertThatThrownBy(() -> bootstrap.groups(new int[0], sample -> 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("groups must not be empty");
    assertThatThrownBy(() -> bootstrap.examples(3, sample -> Double.NaN))
        .isInstanceOf(NumericalException.class)
        .hasMessage("the statistic is NaN on the data themselves");
    assertThatThrownBy(
            () -> bootstrap.examples(3, sample -> 1.0 / Math.max(0, sample[0] - 1 + sample[2])))
        .isInstanceOf(NumericalException.class)
        .hasMessageStartingWith("the statistic is Infinity in replicate ");
    assertThatThrownBy(() -> bootstrap.line(new double[] {1, 1}, new double[] {1, 2}))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("x must hold at least two different values");
  }
}
