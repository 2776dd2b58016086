// Copyright the Bulwark authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.github.bulwarkml.core.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.bulwarkml.core.testing.GoldenVectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class BinomialIntervalTest {
  @ParameterizedTest
  @CsvSource({
    "0, 10, .05, 0, 0.308497107819, 0, 0.277532799863",
    "10, 10, .05, 0.691502892181, 1, 0.722467200137, 1",
    "1, 10, .05, 0.002528578544, 0.445016117028, 0.017876213095, 0.404150026795",
    "38065, 50000, .05, 0.757538374791, 0.765031267495, 0.757543496526, 0.765016355631",
    "38065, 50000, .005, 0.755909533482, 0.766631928233, 0.755907699833, 0.766609957251",
    "6310, 10000, .005, 0.617334493961, 0.644518425872, 0.617356910400, 0.644436810846",
    "0, 7500, .005, 0, 0.000798542934, 0, 0.001049489225",
    "49999, 50000, .05, 0.999888572226, 0.999999493644, 0.999886710299, 0.999996469500"
  })
  void matchesTheSpecification(
      long k, long n, double alpha, double low, double high, double wilsonLow, double wilsonHigh) {
    Interval exact = BinomialInterval.clopperPearson(k, n, 1 - alpha);
    // The references have 12 digits after the point.
    assertThat(exact.low()).isCloseTo(low, within(1e-12));
    assertThat(exact.high()).isCloseTo(high, within(1e-12));
    Interval score = BinomialInterval.wilson(k, n, 1 - alpha);
    assertThat(score.low()).isCloseTo(wilsonLow, within(1e-12));
    assertThat(score.high()).isCloseTo(wilsonHigh, within(1e-12));
  }

  static Stream<GoldenVectors.Case> bounds() {
    return GoldenVectors.load(BinomialIntervalTest.class, "clopper-pearson");
  }

  @ParameterizedTest
  @MethodSource("bounds")
  void boundsAgreeWithHighPrecision(GoldenVectors.Case vector) {
    long n = (long) vector.number("n");
    long k = (long) vector.number("k");
    double alpha = vector.number("errorRate");
    double lower = vector.expected("lower");
    double upper = vector.expected("upper");
    assertThat(BinomialInterval.clopperPearsonLower(k, n, alpha))
        .isCloseTo(lower, within(vector.allowed(lower)));
    assertThat(BinomialInterval.clopperPearsonUpper(k, n, alpha))
        .isCloseTo(upper, within(vector.allowed(upper)));
  }

  @Test
  void endsAreTheSpecifiedTailsOfTheBinomialDistribution() {
    // At the lower end P(X >= k) is half the error rate; the sum is over exact binomial terms.
    Interval interval = BinomialInterval.clopperPearson(7, 20, 0.9);
    assertThat(upperTail(7, 20, interval.low())).isCloseTo(0.05, within(1e-14));
    assertThat(1 - upperTail(8, 20, interval.high())).isCloseTo(0.05, within(1e-14));
  }

  private static double upperTail(int from, int n, double p) {
    double sum = 0;
    for (int k = from; k <= n; k++) {
      double term = 1;
      for (int i = 0; i < k; i++) {
        term *= (n - i) / (i + 1.0);
      }
      sum += term * Math.pow(p, k) * Math.pow(1 - p, n - k);
    }
    return sum;
  }

  @Test
  void coverageIsAtLeastTheLevelAndAPlainNormalIntervalIsCaughtBelowIt() {
    // Exact coverage by summing over all outcomes: no randomness, no false alarms.
    int n = 40;
    double lowest = 1;
    double lowestOfWald = 1;
    for (double p = 0.01; p < 1; p += 0.01) {
      double coverage = 0;
      double wald = 0;
      for (int k = 0; k <= n; k++) {
        double probability = upperTail(k, n, p) - upperTail(k + 1, n, p);
        if (BinomialInterval.clopperPearson(k, n, 0.95).contains(p)) {
          coverage += probability;
        }
        double rate = k / (double) n;
        if (Math.abs(rate - p) <= 1.96 * Math.sqrt(rate * (1 - rate) / n)) {
          wald += probability;
        }
      }
      lowest = Math.min(lowest, coverage);
      lowestOfWald = Math.min(lowestOfWald, wald);
    }
    assertThat(lowest).isGreaterThanOrEqualTo(0.95);
    assertThat(lowestOfWald).isLessThan(0.95);
  }

  @Test
  void fractionalCountsLieBetweenWholeOnes() {
    Interval low = BinomialInterval.clopperPearson(6310, 10000, 0.995);
    Interval mid = BinomialInterval.clopperPearsonFractional(6310.4, 10000, 0.995);
    Interval high = BinomialInterval.clopperPearson(6311, 10000, 0.995);
    assertThat(mid.low()).isBetween(low.low(), high.low());
    assertThat(mid.high()).isBetween(low.high(), high.high());
    Interval tiny = BinomialInterval.clopperPearsonFractional(1e-9, 10, 0.95);
    assertThat(tiny.low()).isZero();
    assertThat(BinomialInterval.wilsonFractional(6310, 10000, 0.995))
        .isEqualTo(BinomialInterval.wilson(6310, 10000, 0.995));
    assertThat(BinomialInterval.roundedSuccesses(0.76146, 50000)).isEqualTo(38073);
    assertThat(BinomialInterval.roundedSuccesses(1, 999_999_999_999L)).isEqualTo(999_999_999_999L);
  }

  @Test
  void refusesCountsThatCannotBe() {
    assertThatThrownBy(() -> BinomialInterval.clopperPearson(11, 10, 0.95))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("successes must be in [0, 10], but was 11");
    assertThatThrownBy(() -> BinomialInterval.wilson(-1, 10, 0.95))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("successes must be in [0, 10], but was -1");
    assertThatThrownBy(() -> BinomialInterval.clopperPearson(0, 0, 0.95))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("trials must be in [1, 999999999999], but was 0");
    assertThatThrownBy(() -> BinomialInterval.clopperPearson(1, 10, Double.NaN))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("level must be in (0, 1), but was NaN");
    assertThatThrownBy(() -> BinomialInterval.clopperPearsonUpper(1, 10, 0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("errorRate must be in (0, 1), but was 0.0");
    assertThatThrownBy(() -> BinomialInterval.clopperPearsonFractional(Double.NaN, 10, 0.9))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("successes must be in [0, 10], but was NaN");
    assertThatThrownBy(() -> BinomialInterval.roundedSuccesses(1.1, 10))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("accuracy must be in [0, 1], but was 1.1");
  }
}
