// Copyright the Bulwark authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.github.bulwarkml.core.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.bulwarkml.core.random.Samplers;
import io.github.bulwarkml.core.random.Seed;
import java.util.stream.DoubleStream;
import org.apache.commons.rng.sampling.distribution.ContinuousSampler;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("statistical")
class StatCheckTest {
  private final StatCheck check = StatCheck.of("StatCheckTest");

  @Test
  void thresholdsAreThoseOfTheHouse() {
    assertThat(check.ksThreshold(1)).isCloseTo(3.2723, within(5e-5));
    assertThat(new StatCheck(Seed.of(1), 1e-6).ksThreshold(1)).isCloseTo(2.6934, within(5e-5));
    assertThat(check.chiSquareThreshold(9)).isCloseTo(60.660, within(5e-4));
    assertThat(check.chiSquareThreshold(49)).isCloseTo(133.279, within(5e-4));
    assertThat(check.chiSquareThreshold(99)).isCloseTo(207.898, within(5e-4));
    assertThat(check.zThreshold()).isCloseTo(6.1094, within(5e-5));
  }

  /** The house's sample sizes: a scale wrong by 10, 5 or 2 % is found with probability 0.99. */
  @Test
  void wrongScalesAreFoundAtTheStatedSampleSizes() {
    int[] sizes = {3_612, 14_324, 89_154};
    double[] errors = {0.10, 0.05, 0.02};
    ContinuousSampler normal = Samplers.gaussian(check.stream("scale"));
    for (int i = 0; i < sizes.length; i++) {
      double[] sample = DoubleStream.generate(normal::sample).limit(sizes[i]).toArray();
      check.normalVariance("right scale", sample, 0, 1).holds();
      double[] wide = DoubleStream.of(sample).map(scale(1 + errors[i])).toArray();
      check.normalVariance("wide by " + errors[i], wide, 0, 1).isCaught();
    }
  }

  private static java.util.function.DoubleUnaryOperator scale(double factor) {
    return x -> factor * x;
  }

  @Test
  void proportionsUseExactTails() {
    // P(X = 0) = 0.9^1000 is far below alpha; 0.98^1000 = 1.7e-9 is just above alpha / 2.
    assertThat(check.proportion("none", 0, 1000, 0.1).passes()).isFalse();
    assertThat(check.proportion("none", 0, 1000, 0.02).passes()).isTrue();
    assertThat(check.proportion("none", 0, 1000, 0.021).statistic())
        .isCloseTo(-1000 * Math.log10(1 - 0.021), within(1e-9));
    assertThat(check.proportion("all", 1000, 1000, 0.98).statistic())
        .isCloseTo(-1000 * Math.log10(0.98), within(1e-9));
  }

  @Test
  void badUseIsRefused() {
    assertThatThrownBy(() -> new StatCheck(Seed.of(1), 0))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> check.chiSquare("x", new long[2], new double[] {0.5, 0.4}))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void anOutcomeTellsEverything() {
    assertThat(check.ks("uniform", new double[] {0.5}, x -> x).toString())
        .startsWith(
            "uniform: KS distance = 0.500000, threshold 3.27234 at alpha 1e-09, n = 1, Seed(");
  }
}
