// Copyright the Bulwark authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.github.bulwarkml.core.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.bulwarkml.core.random.SplitMix64;
import java.util.function.ToLongFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BinomialDistributionTest {
  @Test
  void probabilitiesAreThoseOfTheDefinition() {
    double[] exact = {1, 5, 10, 10, 5, 1};
    double sum = 0;
    for (int k = 0; k <= 5; k++) {
      double expected = exact[k] * Math.pow(0.3, k) * Math.pow(0.7, 5 - k);
      assertThat(Math.exp(BinomialDistribution.logProbability(k, 5, 0.3)))
          .isCloseTo(expected, within(1e-15));
      sum += expected;
      assertThat(BinomialDistribution.cdf(k, 5, 0.3)).isCloseTo(sum, within(1e-14));
      assertThat(BinomialDistribution.upperTail(k, 5, 0.3)).isCloseTo(1 - sum, within(1e-14));
    }
    assertThat(BinomialDistribution.logProbability(0, 5, 0)).isZero();
    assertThat(BinomialDistribution.logProbability(1, 5, 0)).isEqualTo(Double.NEGATIVE_INFINITY);
    assertThat(BinomialDistribution.logProbability(5, 5, 1)).isZero();
    assertThat(BinomialDistribution.cdf(4, 5, 1)).isZero();
    assertThat(BinomialDistribution.upperTail(0, 5, 0)).isZero();
    assertThat(BinomialDistribution.upperTail(4, 5, 1)).isEqualTo(1);
  }

  @ParameterizedTest
  @CsvSource({
    // mpmath: log of binomial(n, k) p^k (1 - p)^(n - k)
    "38065, 50000, 0.76, -5.708118235519831",
    "500000000, 1000000000, 0.5001, -30.58742467136354",
    "3, 1000000000, 1e-9, -2.791759469728055"
  })
  void logarithmsAgreeWithHighPrecision(long k, long n, double p, double expected) {
    assertThat(BinomialDistribution.logProbability(k, n, p))
        .isCloseTo(expected, within(1e-13 * Math.abs(expected)));
  }

  @ParameterizedTest
  @CsvSource({
    "12, 0.3",
    "1000, 0.003",
    "50, 0.5",
    "50000, 0.76",
    "50000, 0.9999",
    "1000000000, 0.2"
  })
  void samplesFollowTheDistributionAndAShiftIsCaught(long trials, double p) {
    SplitMix64 random = new SplitMix64(trials);
    assertThat(chiSquaredP(trials, p, r -> BinomialDistribution.sample(trials, p, r), random))
        .isGreaterThan(1e-9);
    // The defect to catch: p off by a tenth of a standard deviation of the count.
    double off = p + 0.1 * Math.sqrt(p * (1 - p) / (double) trials);
    assertThat(chiSquaredP(trials, p, r -> BinomialDistribution.sample(trials, off, r), random))
        .isLessThan(1e-9);
  }

  /** Chi-squared test of 40,000 draws against 11 classes cut at multiples of the deviation. */
  private static double chiSquaredP(
      long trials, double p, ToLongFunction<SplitMix64> sampler, SplitMix64 random) {
    double mean = (double) trials * p;
    double deviation = Math.sqrt(mean * (1 - p));
    long[] cuts = new long[10];
    for (int c = 0; c < 10; c++) {
      cuts[c] =
          Math.max(0, Math.min(trials - 1, (long) Math.floor(mean + (c - 4.5) * 0.45 * deviation)));
    }
    int draws = 40_000;
    int[] counts = new int[11];
    for (int i = 0; i < draws; i++) {
      long k = sampler.applyAsLong(random);
      int c = 0;
      while (c < 10 && k > cuts[c]) {
        c++;
      }
      counts[c]++;
    }
    double statistic = 0;
    int classes = 0;
    double below = 0;
    int merged = 0;
    double mass = 0;
    for (int c = 0; c < 11; c++) {
      double upTo = c == 10 ? 1 : BinomialDistribution.cdf(cuts[c], trials, p);
      mass += upTo - below;
      merged += counts[c];
      below = upTo;
      if (mass * draws > 20) {
        statistic += Math.pow(merged - mass * draws, 2) / (mass * draws);
        classes++;
        mass = 0;
        merged = 0;
      }
    }
    return ChiSquared.upperTail(statistic, classes - 1);
  }

  @Test
  void endsAndMisuse() {
    SplitMix64 random = new SplitMix64(1);
    assertThat(BinomialDistribution.sample(10, 0, random)).isZero();
    assertThat(BinomialDistribution.sample(10, 1, random)).isEqualTo(10);
    assertThat(BinomialDistribution.sample(999_999_999_999L, 1e-300, random)).isZero();
    assertThatThrownBy(() -> BinomialDistribution.sample(0, 0.5, random))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("trials must be in [1, 999999999999], but was 0");
    assertThatThrownBy(() -> BinomialDistribution.sample(1, Double.NaN, random))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("probability must be in [0, 1], but was NaN");
    assertThatThrownBy(() -> BinomialDistribution.cdf(6, 5, 0.5))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("successes must be in [0, 5], but was 6");
  }
}
