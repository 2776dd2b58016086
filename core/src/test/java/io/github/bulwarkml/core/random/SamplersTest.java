// Copyright the Bulwark authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.github.bulwarkml.core.random;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SamplersTest {
  private final Rng random = Rng.of(Seed.of(9));

  private static void isRefused(String message, Supplier<?> call) {
    assertThatThrownBy(call::get).isInstanceOf(IllegalArgumentException.class).hasMessage(message);
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, -1, Double.NaN, Double.POSITIVE_INFINITY})
  void badParametersAreRefusedByName(double bad) {
    isRefused(
        "standardDeviation must be finite and > 0, but was " + bad,
        () -> Samplers.gaussian(random, 0, bad));
    isRefused(
        "mean must be finite and > 0, but was " + bad, () -> Samplers.exponential(random, bad));
    isRefused(
        "scale must be finite and > 0, but was " + bad, () -> Samplers.laplace(random, 0, bad));
    isRefused("mean must be finite and > 0, but was " + bad, () -> Samplers.poisson(random, bad));
    assertThatThrownBy(() -> Samplers.gamma(random, bad, 1)).hasMessageStartingWith("shape must");
    assertThatThrownBy(() -> Samplers.gamma(random, 1, bad)).hasMessageStartingWith("scale must");
    assertThatThrownBy(() -> Samplers.beta(random, bad, 1)).hasMessageStartingWith("alpha must");
    assertThatThrownBy(() -> Samplers.beta(random, 1, bad)).hasMessageStartingWith("beta must");
    assertThatThrownBy(() -> Samplers.dirichlet(random, 1, bad))
        .hasMessageStartingWith("concentrations[1] must");
    assertThatThrownBy(() -> Samplers.discreteGaussian(random, bad))
        .hasMessageStartingWith("sigma must");
  }

  @Test
  void otherBadParametersAreRefusedByName() {
    isRefused("mean must be finite, but was NaN", () -> Samplers.gaussian(random, Double.NaN, 1));
    isRefused("trials must be >= 0, but was -1", () -> Samplers.binomial(random, -1, 0.5));
    isRefused(
        "probability must be in [0, 1], but was 1.5", () -> Samplers.binomial(random, 1, 1.5));
    isRefused(
        "mean must be in (0, 1073741823], but was 2.0E9", () -> Samplers.poisson(random, 2e9));
    isRefused("weights must have one above 0, but are 0 zeros", () -> Samplers.categorical(random));
    isRefused(
        "weights must have one above 0, but are 2 zeros", () -> Samplers.categorical(random, 0, 0));
    isRefused(
        "weights[1] must be finite and >= 0, but was NaN",
        () -> Samplers.categorical(random, 1, Double.NaN));
    isRefused(
        "concentrations must be at least two, but were 1", () -> Samplers.dirichlet(random, 1));
    isRefused(
        "t must be in [1, 4503599627370496], but was 0",
        () -> Samplers.discreteLaplace(random, 0, 1));
    isRefused(
        "denominator must be in [1, 1000000000000000000], but was 0",
        () -> DiscreteGaussianSampler.ofVariance(random, 1, 0));
    assertThatThrownBy(() -> Samplers.fillGaussian(random, -1, new float[1]))
        .hasMessage("standardDeviation must be finite and >= 0, but was -1.0");
  }

  @Test
  void extremeParametersEndAndStayInRange() {
    assertThat(Samplers.dirichlet(random, 1e-100, 1e-100).sample()).containsAnyOf(0, 1);
    for (double a : new double[] {1e-100, 1e-3, 1, 1e100}) {
      double[] point = Samplers.dirichlet(random, a, a, a).sample();
      assertThat(point[0] + point[1] + point[2]).isCloseTo(1, within(1e-14));
      assertThat(Samplers.beta(random, a, a).sample()).isBetween(0.0, 1.0);
      assertThat(Samplers.gamma(random, a, a).sample()).isBetween(0.0, Double.MAX_VALUE);
    }
    assertThat(Samplers.binomial(random, Integer.MAX_VALUE, 1).sample())
        .isEqualTo(Integer.MAX_VALUE);
    assertThat(Samplers.binomial(random, Integer.MAX_VALUE, 0).sample()).isZero();
    assertThat(Samplers.binomial(random, 0, 0.5).sample()).isZero();
    assertThat(Samplers.binomial(random, Integer.MAX_VALUE, 0.5).sample())
        .isBetween(1_073_000_000, 1_074_500_000);
    assertThat(Samplers.discreteGaussian(random, 1e-9).sample()).isZero();
    assertThat(Samplers.discreteGaussian(random, 0x1p50).sample()).isNotZero();
    assertThat(DiscreteGaussianSampler.ofVariance(random, Long.MAX_VALUE, 1).sample()).isNotZero();
    assertThat(Samplers.discreteLaplace(random, 1, 1L << 52).sample()).isZero();
  }

  @Test
  void fillingIsSamplingInOrder() {
    float[] floats = new float[5];
    double[] doubles = new double[5];
    Samplers.fillGaussian(Rng.of(Seed.of(1)), 0.5, floats);
    Samplers.fillGaussian(Rng.of(Seed.of(1)), 0.5, doubles);
    var sampler = Samplers.gaussian(Rng.of(Seed.of(1)));
    for (int i = 0; i < 5; i++) {
      double expected = 0.5 * sampler.sample();
      assertThat(doubles[i]).isEqualTo(expected);
      assertThat(floats[i]).isEqualTo((float) expected);
    }
  }
}
