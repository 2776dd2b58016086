// Copyright the Bulwark authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.github.bulwarkml.core.stats;

import static org.assertj.core.api.Assertions.assertThatCode;

import io.github.bulwarkml.core.random.Seed;
import io.github.bulwarkml.core.random.SplitMix64;
import io.github.bulwarkml.core.testing.Cases;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class HuberConvergenceTest {
  static Stream<Seed> seeds() {
    return Cases.seeds(200);
  }

  /**
   * Small samples with repeated points, as a bootstrap draws them, alternate between two scales.
   */
  @ParameterizedTest
  @MethodSource("seeds")
  void smallSamplesWithRepeatedPointsConverge(Seed seed) {
    SplitMix64 random = SplitMix64.of(seed);
    double[] x = new double[12];
    double[] y = new double[12];
    for (int sample = 0; sample < 30; sample++) {
      x[0] = 0.5;
      for (int i = 1; i < x.length; i++) {
        int j = random.nextInt(12);
        x[i] = j * 0.15;
        y[i] = 0.9 * x[i] + 0.1 * (j % 2) + (j % 3 == 0 ? 0.15 : 0);
      }
      assertThatCode(() -> Huber.line(x, y)).doesNotThrowAnyException();
    }
  }
}
