// Copyright the Bulwark authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.github.bulwarkml.core.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.bulwarkml.core.random.Seed;
import io.github.bulwarkml.core.random.SplitMix64;
import io.github.bulwarkml.core.testing.Cases;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class OnlineMomentsTest {
  static Stream<Seed> seeds() {
    return Cases.seeds(200);
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void partsMergeToTheWhole(Seed seed) {
    SplitMix64 random = SplitMix64.of(seed);
    int n = 2 + random.nextInt(200);
    int cut = random.nextInt(n + 1);
    OnlineMoments whole = new OnlineMoments();
    OnlineMoments left = new OnlineMoments();
    OnlineMoments right = new OnlineMoments();
    double sum = 0;
    double[] values = new double[n];
    for (int i = 0; i < n; i++) {
      values[i] = 1e6 + random.nextDouble();
      sum += values[i] - 1e6;
      whole.add(values[i]);
      (i < cut ? left : right).add(values[i]);
    }
    left.merge(right);
    double variance = 0;
    for (double value : values) {
      variance += Math.pow(value - 1e6 - sum / n, 2) / (n - 1);
    }
    assertThat(whole.mean()).isCloseTo(1e6 + sum / n, within(1e-8));
    assertThat(whole.variance()).isCloseTo(variance, within(1e-8));
    assertThat(left.count()).isEqualTo(n);
    assertThat(left.mean()).isCloseTo(whole.mean(), within(1e-8));
    assertThat(left.variance()).isCloseTo(whole.variance(), within(1e-8));
    assertThat(left.min()).isEqualTo(whole.min());
    assertThat(left.max()).isEqualTo(whole.max());
  }

  @Test
  void reportsMomentsAndTheIntervalOfTheMean() {
    OnlineMoments moments = OnlineMoments.of(2, 4, 4, 4, 5, 5, 7, 9);
    assertThat(moments.mean()).isEqualTo(5);
    assertThat(moments.populationVariance()).isEqualTo(4);
    assertThat(moments.variance()).isCloseTo(32 / 7.0, within(1e-15));
    assertThat(moments.standardDeviation()).isCloseTo(Math.sqrt(32 / 7.0), within(1e-15));
    // scipy.stats.t.interval(0.95, 7, 5, sem)
    Interval interval = moments.meanInterval(0.95);
    assertThat(interval.low()).isCloseTo(3.21251208176379, within(1e-12));
    assertThat(interval.high()).isCloseTo(6.787487918236209, within(1e-12));
    assertThat(moments).hasToString("OnlineMoments(count=8, mean=5.0, min=2.0, max=9.0)");
  }

  @Test
  void refusesToReportWhatItHasNotSeen() {
    OnlineMoments empty = new OnlineMoments();
    empty.merge(new OnlineMoments());
    assertThat(empty.count()).isZero();
    assertThatThrownBy(empty::mean)
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("at least 1 values must have been added, but were 0");
    assertThatThrownBy(() -> OnlineMoments.of(1).meanInterval(0.9))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("at least 2 values must have been added, but were 1");
    assertThatThrownBy(() -> empty.add(Double.NaN))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("value must be in [-1e150, 1e150], but was NaN");
  }

  @Test
  void quantilesFollowTheirConventions() {
    double[] values = {4, 1, 3, 2};
    assertThat(Quantile.linear(values, 0.1)).isCloseTo(1.3, within(1e-15));
    assertThat(Quantile.lower(values, 0.1)).isEqualTo(1);
    assertThat(Quantile.higher(values, 0.1)).isEqualTo(2);
    assertThat(Quantile.linear(values, 1)).isEqualTo(4);
    assertThat(Quantile.linear(values, 0)).isEqualTo(1);
    assertThat(Quantile.median(values)).isEqualTo(2.5);
    assertThat(values).containsExactly(4, 1, 3, 2);
    double[] thousand = new double[1001];
    for (int i = 0; i < thousand.length; i++) {
      thousand[i] = i;
    }
    assertThat(Quantile.interval(thousand, 0.95)).isEqualTo(new Interval(25, 975, 0.95));
    double[] even = new double[1000];
    System.arraycopy(thousand, 0, even, 0, 1000);
    // floor(0.025 * 999) and ceil(0.975 * 999)
    assertThat(Quantile.interval(even, 0.95)).isEqualTo(new Interval(24, 975, 0.95));
    double huge = Double.MAX_VALUE;
    assertThat(Quantile.linear(new double[] {-huge, huge}, 0.5)).isZero();
    assertThatThrownBy(() -> Quantile.linear(new double[0], 0.5))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("values must not be empty");
    assertThatThrownBy(() -> Quantile.linear(new double[] {1, Double.NaN}, 0.5))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("values[1] is NaN; drop or impute before use");
    assertThatThrownBy(() -> Quantile.lower(values, -0.1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("q must be in [0, 1], but was -0.1");
  }
}
