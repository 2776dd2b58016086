// Copyright the Bulwark authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.github.bulwarkml.core.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.bulwarkml.core.random.Seed;
import io.github.bulwarkml.core.random.SplitMix64;
import io.github.bulwarkml.core.testing.Cases;
import io.github.bulwarkml.core.testing.GoldenVectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The beta and gamma functions, and the distributions that are made of them. */
class SpecialFunctionsTest {
  static Stream<GoldenVectors.Case> beta() {
    return GoldenVectors.load(SpecialFunctionsTest.class, "beta-functions");
  }

  @ParameterizedTest
  @MethodSource("beta")
  void betaFunctionsAgreeWithHighPrecision(GoldenVectors.Case vector) {
    double a = vector.number("a");
    double b = vector.number("b");
    if (!vector.input().has("x")) {
      check(vector, "logBeta", BetaFunctions.logBeta(a, b), 1e-13);
      return;
    }
    double x = vector.number("x");
    check(vector, "logRegularized", BetaFunctions.logRegularized(x, a, b), 1e-12);
    check(
        vector, "logRegularizedComplement", BetaFunctions.logRegularizedComplement(x, a, b), 1e-12);
    check(vector, "regularized", BetaFunctions.regularized(x, a, b), 1e-12);
    check(vector, "regularizedComplement", BetaFunctions.regularizedComplement(x, a, b), 1e-12);
    double p = BetaFunctions.regularized(x, a, b);
    double q = BetaFunctions.regularizedComplement(x, a, b);
    // Where a tail hardly changes with x, its inverse cannot return the same x.
    if (p > 1e-300 && p < 0.9) {
      assertThat(BetaFunctions.inverse(p, a, b)).isCloseTo(x, within(1e-12 * x));
    }
    if (q > 1e-300 && q < 0.9) {
      assertThat(BetaFunctions.inverseComplement(q, a, b)).isCloseTo(x, within(1e-12 * x));
    }
  }

  static Stream<GoldenVectors.Case> gamma() {
    return GoldenVectors.load(SpecialFunctionsTest.class, "gamma-and-f");
  }

  @ParameterizedTest
  @MethodSource("gamma")
  void gammaFunctionsAndFAgreeWithHighPrecision(GoldenVectors.Case vector) {
    if (vector.input().has("m")) {
      double m = vector.number("m");
      double n = vector.number("n");
      double f = vector.number("f");
      check(vector, "cdf", FDistribution.cdf(f, m, n), 1e-12);
      check(vector, "upperTail", FDistribution.upperTail(f, m, n), 1e-12);
      double q = FDistribution.upperTail(f, m, n);
      if (q > 1e-300 && q < 0.9) {
        assertThat(FDistribution.upperQuantile(q, m, n)).isCloseTo(f, within(1e-11 * f));
      }
      return;
    }
    double a = vector.number("a");
    double x = vector.number("x");
    check(vector, "regularizedLower", GammaFunctions.regularizedLower(a, x), 1e-12);
    check(vector, "regularizedUpper", GammaFunctions.regularizedUpper(a, x), 1e-12);
    assertThat(ChiSquared.cdf(2 * x, 2 * a)).isEqualTo(GammaFunctions.regularizedLower(a, x));
    assertThat(ChiSquared.upperTail(2 * x, 2 * a)).isEqualTo(GammaFunctions.regularizedUpper(a, x));
    double p = GammaFunctions.regularizedLower(a, x);
    double q = GammaFunctions.regularizedUpper(a, x);
    if (p > 1e-300 && p < 0.9) {
      assertThat(GammaFunctions.inverseLower(p, a)).isCloseTo(x, within(1e-11 * x));
    }
    if (q > 1e-300 && q < 0.9) {
      assertThat(GammaFunctions.inverseUpper(q, a)).isCloseTo(x, within(1e-11 * x));
    }
  }

  private static void check(GoldenVectors.Case vector, String key, double actual, double relative) {
    if (vector.expected().has(key)) {
      double expected = vector.expected(key);
      assertThat(actual).as(key).isCloseTo(expected, within(relative * Math.abs(expected)));
    }
  }

  @Test
  void chiSquaredGivesTheRejectionPointsOfTheHouse() {
    // house-style.md section 10: rejection at 1e-9
    assertThat(ChiSquared.upperQuantile(1e-9, 9)).isCloseTo(60.660, within(5e-4));
    assertThat(ChiSquared.upperQuantile(1e-9, 49)).isCloseTo(133.279, within(5e-4));
    assertThat(ChiSquared.upperQuantile(1e-9, 99)).isCloseTo(207.898, within(5e-4));
    assertThat(ChiSquared.quantile(0.5, 2)).isCloseTo(2 * Math.log(2), within(1e-14));
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void inversesReturnWithRandomParameters(Seed seed) {
    SplitMix64 random = SplitMix64.of(seed);
    double a = Math.pow(10, -2 + 10 * random.nextDouble());
    double b = Math.pow(10, -2 + 10 * random.nextDouble());
    double p = Math.pow(10, -12 * random.nextDouble());
    double x = BetaFunctions.inverse(p, a, b);
    if (x > 1e-290 && x < 1 - 1e-9) {
      assertThat(BetaFunctions.regularized(x, a, b)).isCloseTo(p, within(1e-6 * p));
    }
    double y = BetaFunctions.inverseComplement(p, a, b);
    if (y > 1e-290 && y < 1 - 1e-9) {
      assertThat(BetaFunctions.regularizedComplement(y, a, b)).isCloseTo(p, within(1e-6 * p));
    }
    double g = GammaFunctions.inverseLower(p, a);
    if (g > 1e-290 && p < 0.99) {
      assertThat(GammaFunctions.regularizedLower(a, g)).isCloseTo(p, within(1e-6 * p));
    }
    double h = GammaFunctions.inverseUpper(p, a);
    if (h > 1e-290) {
      assertThat(GammaFunctions.regularizedUpper(a, h)).isCloseTo(p, within(1e-6 * p));
    }
  }

  static Stream<Seed> seeds() {
    return Cases.seeds(200);
  }

  @Test
  void everyCornerOfTheRangesGivesANumber() {
    double[] parameters = {1e-6, 1e-3, 0.5, 1, 2, 1e3, 1e6, 1e12};
    double[] probabilities = {0, Double.MIN_VALUE, 1e-300, 1e-9, 0.3, 0.5, 0.9, 1 - 0x1p-53, 1};
    for (double a : parameters) {
      double shape = Math.min(a, 1e10);
      for (double p : probabilities) {
        assertThat(GammaFunctions.inverseLower(p, shape)).isNotNaN().isNotNegative();
        assertThat(GammaFunctions.inverseUpper(p, shape)).isNotNaN().isNotNegative();
        assertThat(GammaFunctions.regularizedLower(shape, p)).isBetween(0.0, 1.0);
        for (double b : parameters) {
          assertThat(BetaFunctions.inverse(p, a, b)).isBetween(0.0, 1.0);
          assertThat(BetaFunctions.inverseComplement(p, a, b)).isBetween(0.0, 1.0);
          assertThat(BetaFunctions.regularized(p, a, b)).isBetween(0.0, 1.0);
          assertThat(BetaFunctions.logRegularized(p, a, b)).isNotNaN().isNotPositive();
          assertThat(
                  FDistribution.cdf(
                      p,
                      2 * Math.max(1e-5, Math.min(a, 1e10)),
                      2 * Math.max(1e-5, Math.min(b, 1e10))))
              .isBetween(0.0, 1.0);
        }
      }
    }
  }

  @Test
  void refusesWhatIsOutOfRange() {
    assertThatThrownBy(() -> BetaFunctions.regularized(1.5, 1, 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("x must be in [0, 1], but was 1.5");
    assertThatThrownBy(() -> BetaFunctions.inverse(0.5, 0, 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("a must be in [1e-6, 1e12], but was 0.0");
    assertThatThrownBy(() -> BetaFunctions.logBeta(1, Double.POSITIVE_INFINITY))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("b must be in [1e-6, 1e12], but was Infinity");
    assertThatThrownBy(() -> GammaFunctions.regularizedLower(1, Double.NaN))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("x must be >= 0, but was NaN");
    assertThatThrownBy(() -> ChiSquared.quantile(0.5, Double.NaN))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("degreesOfFreedom must be in [");
    assertThatThrownBy(() -> FDistribution.upperTail(-1, 2, 2))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("f must be >= 0, but was -1.0");
    assertThat(FDistribution.upperTail(Double.POSITIVE_INFINITY, 2, 2)).isZero();
    assertThat(FDistribution.cdf(Double.POSITIVE_INFINITY, 2, 2)).isEqualTo(1);
  }

  @Test
  void logisticFunctionsKeepTheirAccuracy() {
    assertThat(Logistic.logit(0)).isEqualTo(Double.NEGATIVE_INFINITY);
    assertThat(Logistic.logit(1)).isEqualTo(Double.POSITIVE_INFINITY);
    assertThat(Logistic.logit(0.5)).isZero();
    assertThat(Logistic.logit(0.5 + 0x1p-40)).isCloseTo(4 * 0x1p-40, within(1e-26));
    assertThat(Logistic.logit(1e-300)).isCloseTo(-690.7755278982137, within(1e-12));
    assertThat(Logistic.inverseLogit(800)).isEqualTo(1);
    assertThat(Logistic.inverseLogit(-800)).isZero();
    assertThat(Logistic.inverseLogit(-700)).isCloseTo(9.859676543759770e-305, within(1e-316));
    assertThat(Logistic.inverseLogit(Double.NEGATIVE_INFINITY)).isZero();
    assertThat(Logistic.log1pExp(1000)).isEqualTo(1000);
    assertThat(Logistic.log1pExp(-50)).isCloseTo(1.9287498479639178e-22, within(1e-36));
    for (double p = 0.001; p < 1; p += 0.001) {
      assertThat(Logistic.inverseLogit(Logistic.logit(p))).isCloseTo(p, within(2e-16));
    }
    assertThatThrownBy(() -> Logistic.logit(-0.1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("p must be in [0, 1], but was -0.1");
    assertThatThrownBy(() -> Logistic.inverseLogit(Double.NaN))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("x must be a number, but was NaN");
  }
}
