// Copyright the Bulwark authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.github.bulwarkml.core.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.bulwarkml.core.nn.layer.ActivationFunction;
import io.github.bulwarkml.core.random.Seed;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ArchitecturesTest {
  @Test
  void mlpHasTheParametersOfThe2nn() {
    try (Network network =
        Architectures.mlp(784, 10, ActivationFunction.RELU, 200, 200).build(Seed.of(1))) {
      assertThat(network.parameterCount()).isEqualTo(199_210);
    }
  }

  @Test
  void smallCnnHasTheParametersOfThePaper() {
    try (Network network = Architectures.smallCnn(28, 28, 1, 10).build(Seed.of(1))) {
      assertThat(network.parameterCount()).isEqualTo(1_663_370);
    }
  }

  @ParameterizedTest
  @CsvSource({"20, 269722", "32, 464154", "44, 658586", "56, 853018"})
  void resNetHasTheParametersOfThePaper(int depth, int parameters) {
    try (Network network = Architectures.resNet(depth, 10).build(Seed.of(1))) {
      assertThat(network.parameterCount()).isEqualTo(parameters);
      assertThat(network.outputShape()).containsExactly(10);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {-4, 0, 2, 18, 21, 1208})
  void resNetRefusesOtherDepths(int depth) {
    assertThatThrownBy(() -> Architectures.resNet(depth, 10))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("depth must be 6n + 2")
        .hasMessageContaining("" + depth);
  }
}
