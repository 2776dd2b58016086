// Copyright the Bulwark authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.github.bulwarkml.robustness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.bulwarkml.core.random.Seed;
import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Null: draws are binomial. Statistics: z of the mean and of the mean squared deviation, two-sided
 * at 1e-9 each (|z| below 6.1094; the variance's own spread by the binomial's fourth moment),
 * 40,000 draws. Must catch a mean that is off by 5 % of a standard deviation or a variance off by
 * 10 %.
 */
@Tag("statistical")
class BinomialDrawsStatisticalTest {
  private static final int DRAWS = 40_000;
  private static final double CRITICAL = 6.1094;

  /** The larger of both |z|. */
  private static double statistic(long n, double p, DoubleUnaryOperator change) {
    BinomialDraws draws = BinomialDraws.of(n, p, "n");
    double mean = n * p;
    double variance = n * p * (1 - p);
    double fourth = variance * (1 + 3 * (n - 2) * p * (1 - p));
    double sum = 0;
    double squares = 0;
    for (int i = 0; i < DRAWS; i++) {
      double k = change.applyAsDouble(draws.fraction(Seed.of(11), i) * n - mean);
      sum += k;
      squares += k * k;
    }
    double ofMean = sum / Math.sqrt(variance * DRAWS);
    double ofVariance =
        (squares / DRAWS - variance) / Math.sqrt((fourth - variance * variance) / DRAWS);
    return Math.max(Math.abs(ofMean), Math.abs(ofVariance));
  }

  @ParameterizedTest
  @CsvSource({"10,0.3", "1109,0.97", "10000,0.5577", "50000,0.633", "1000000,0.0001", "3,0.5"})
  void meanAndVarianceAreBinomial(long n, double p) {
    double deviation = Math.sqrt(n * p * (1 - p));
    assertThat(statistic(n, p, k -> k)).isLessThan(CRITICAL);
    assertThat(statistic(n, p, k -> k + 0.05 * deviation)).isGreaterThan(CRITICAL);
    assertThat(statistic(n, p, k -> k * Math.sqrt(1.1))).isGreaterThan(CRITICAL);
  }

  @Test
  void certainOutcomesAreCertain() {
    assertThat(BinomialDraws.of(7, 0, "n").fraction(Seed.of(1), 5)).isZero();
    assertThat(BinomialDraws.of(7, 1, "n").fraction(Seed.of(1), 5)).isEqualTo(1);
    assertThat(BinomialDraws.of(1, Double.MIN_VALUE, "n").fraction(Seed.of(1), 5)).isZero();
    assertThat(BinomialDraws.of(1, Math.nextDown(1.0), "n").fraction(Seed.of(1), 5)).isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(longs = {0, -1, 10_000_001, Long.MAX_VALUE})
  void sizesOutOfRangeAreRefused(long n) {
    assertThatThrownBy(() -> BinomialDraws.of(n, 0.5, "idExamples"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("idExamples must be in [1, 10000000]");
  }
}
