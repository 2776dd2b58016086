// Copyright the Bulwark authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.github.bulwarkml.core.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.bulwarkml.core.testing.GoldenVectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class StudentTTest {
  static Stream<GoldenVectors.Case> vectors() {
    return GoldenVectors.load(StudentTTest.class, "student-t");
  }

  @ParameterizedTest
  @MethodSource("vectors")
  void agreesWithHighPrecision(GoldenVectors.Case vector) {
    double nu = vector.number("nu");
    if (vector.input().has("t")) {
      double t = vector.number("t");
      check(vector, "twoSidedP", StudentT.twoSidedP(t, nu));
      check(vector, "upperTail", StudentT.upperTail(t, nu));
      check(vector, "cdf", StudentT.cdf(t, nu));
      assertThat(StudentT.cdf(-t, nu)).isEqualTo(StudentT.upperTail(t, nu));
    } else {
      check(vector, "quantile", StudentT.quantile(vector.number("p"), nu));
    }
  }

  private static void check(GoldenVectors.Case vector, String key, double actual) {
    double expected = vector.expected(key);
    assertThat(actual).as(key).isCloseTo(expected, within(vector.allowed(expected)));
  }

  @Test
  void endsAndMisuse() {
    assertThat(StudentT.quantile(0, 3)).isEqualTo(Double.NEGATIVE_INFINITY);
    assertThat(StudentT.quantile(1, 3)).isEqualTo(Double.POSITIVE_INFINITY);
    assertThat(StudentT.quantile(0.5, 3)).isZero();
    assertThat(StudentT.cdf(Double.POSITIVE_INFINITY, 3)).isEqualTo(1);
    assertThat(StudentT.upperTail(Double.POSITIVE_INFINITY, 3)).isZero();
    assertThat(StudentT.twoSidedP(1e200, 1)).isCloseTo(2 / Math.PI * 1e-200, within(1e-212));
    assertThat(StudentT.quantile(Double.MIN_VALUE, 1)).isNegative();
    assertThat(StudentT.quantile(0.975, Double.MAX_VALUE))
        .isCloseTo(1.959963984540054, within(1e-14));
    // The factor of 95 % intervals for 85 points, as scipy gives it.
    assertThat(StudentT.critical(0.95, 83)).isCloseTo(1.9889597801751624, within(1e-12));
    assertThatThrownBy(() -> StudentT.quantile(0.5, 0.5))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("degreesOfFreedom must be in [1, ");
    assertThatThrownBy(() -> StudentT.cdf(Double.NaN, 2))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("t must be a number, but was NaN");
  }
}
