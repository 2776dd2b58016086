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

class NormalDistributionTest {
  @ParameterizedTest
  @CsvSource({
    "0.975, 1.959963984540054",
    "0.995, 2.5758293035489004",
    "1e-10, -6.361340902404056",
    "1e-300, -37.0470962993612",
    "0.7615, 0.7111359409013772",
    "0.9999999, 5.199337582290661",
    "0.5, 0"
  })
  void quantilesMatchTheSpecification(double p, double expected) {
    // The last reference has 15 digits.
    assertThat(NormalDistribution.quantile(p))
        .isCloseTo(expected, within(2e-15 * Math.abs(expected)));
  }

  @ParameterizedTest
  @CsvSource({
    "-8, 6.22096057427174e-16",
    "-1.5, 0.06680720126885807",
    "2.5, 0.9937903346742238",
    "6, 0.9999999990134123"
  })
  void probabilitiesMatchTheSpecification(double x, double expected) {
    // The specification asks for 1e-13; its first reference is itself 7e-15 off.
    assertThat(NormalDistribution.cdf(x)).isCloseTo(expected, within(1e-13 * expected));
  }

  static Stream<GoldenVectors.Case> normal() {
    return GoldenVectors.load(NormalDistributionTest.class, "normal-distribution");
  }

  @ParameterizedTest
  @MethodSource("normal")
  void agreesWithHighPrecision(GoldenVectors.Case vector) {
    if (vector.input().has("x")) {
      double x = vector.number("x");
      check(vector, "cdf", NormalDistribution.cdf(x));
      check(vector, "upperTail", NormalDistribution.upperTail(x));
      check(vector, "logCdf", NormalDistribution.logCdf(x));
      check(vector, "logUpperTail", NormalDistribution.logUpperTail(x));
      check(vector, "density", NormalDistribution.density(x));
    } else if (vector.input().has("p")) {
      check(vector, "quantile", NormalDistribution.quantile(vector.number("p")));
      check(vector, "upperQuantile", NormalDistribution.upperQuantile(vector.number("p")));
    } else {
      check(vector, "quantile", NormalDistribution.quantileOfLog(vector.number("logP")));
    }
  }

  private static void check(GoldenVectors.Case vector, String key, double actual) {
    double expected = vector.expected(key);
    assertThat(actual).as(key).isCloseTo(expected, within(vector.allowed(expected)));
  }

  @Test
  void endsAndMisuse() {
    assertThat(NormalDistribution.quantile(0)).isEqualTo(Double.NEGATIVE_INFINITY);
    assertThat(NormalDistribution.quantile(1)).isEqualTo(Double.POSITIVE_INFINITY);
    assertThat(NormalDistribution.quantileOfLog(0)).isEqualTo(Double.POSITIVE_INFINITY);
    assertThat(NormalDistribution.quantileOfLog(Double.NEGATIVE_INFINITY))
        .isEqualTo(Double.NEGATIVE_INFINITY);
    assertThat(NormalDistribution.cdf(Double.NEGATIVE_INFINITY)).isZero();
    assertThat(NormalDistribution.cdf(Double.POSITIVE_INFINITY)).isEqualTo(1);
    assertThat(NormalDistribution.logCdf(Double.NEGATIVE_INFINITY))
        .isEqualTo(Double.NEGATIVE_INFINITY);
    assertThat(NormalDistribution.logCdf(Double.POSITIVE_INFINITY)).isZero();
    assertThat(NormalDistribution.density(Double.POSITIVE_INFINITY)).isZero();
    assertThatThrownBy(() -> NormalDistribution.cdf(Double.NaN))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("x must be a number, but was NaN");
    assertThatThrownBy(() -> NormalDistribution.quantile(1.5))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("p must be in [0, 1], but was 1.5");
  }
}
