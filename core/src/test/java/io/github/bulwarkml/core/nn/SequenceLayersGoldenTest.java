// Copyright the Bulwark authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.github.bulwarkml.core.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.google.gson.JsonArray;
import io.github.bulwarkml.core.nn.layer.Mode;
import io.github.bulwarkml.core.nn.layer.NativeArray;
import io.github.bulwarkml.core.nn.layer.Parameter;
import io.github.bulwarkml.core.random.Seed;
import io.github.bulwarkml.core.testing.GoldenVectors;
import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Layer norm, attention and LSTM against PyTorch's, on floats and in double precision. */
class SequenceLayersGoldenTest {
  /** Element i of a parameter is {@code start + 0.5 sin(0.1 i + phase)}. */
  private record Wave(double start, double phase) {}

  private static final Map<String, Wave> PARAMETERS =
      Map.of(
          "0.layernorm.gamma", new Wave(1, 0.3),
          "0.layernorm.beta", new Wave(0, 0.7),
          "0.attention.qkv.weight", new Wave(0, 0.1),
          "0.attention.qkv.bias", new Wave(0, 0.3),
          "0.attention.projection.weight", new Wave(0, 0.2),
          "0.attention.projection.bias", new Wave(0, 0.4),
          "0.lstm.input.weight", new Wave(0, 0.1),
          "0.lstm.input.bias", new Wave(0, 0.3),
          "0.lstm.recurrent.weight", new Wave(0, 0.2));

  static Stream<GoldenVectors.Case> cases() {
    return GoldenVectors.load(SequenceLayersGoldenTest.class, "sequence-layers");
  }

  private static NetworkBuilder network(String name) {
    return switch (name) {
      case "layer norm" -> Network.withInput(3, 4).layerNorm();
      case "causal attention" -> Network.withInput(4, 6).attention(2);
      case "lstm" -> Network.withInput(3, 3).lstm(2);
      default -> throw new AssertionError(name);
    };
  }

  @ParameterizedTest
  @MethodSource("cases")
  void floatsAgreeWithPyTorch(GoldenVectors.Case golden) {
    try (Network network = network(golden.name()).build(Seed.of(1))) {
      check(network, golden, golden.absolute());
    }
  }

  @ParameterizedTest
  @MethodSource("cases")
  void doublesAgreeWithPyTorch(GoldenVectors.Case golden) {
    try (Network network = network(golden.name()).buildInDoublePrecision(Seed.of(1))) {
      check(network, golden, 1e-9);
    }
  }

  private static void check(Network network, GoldenVectors.Case golden, double tolerance) {
    for (Parameter parameter : network.parameters()) {
      Wave wave = Objects.requireNonNull(PARAMETERS.get(parameter.name()), parameter.name());
      double[] values = new double[parameter.value().length()];
      Arrays.setAll(values, i -> wave.start + 0.5 * Math.sin(0.1 * i + wave.phase));
      parameter.value().set(values);
    }
    int batch = golden.name().equals("layer norm") ? 1 : 2;
    Passes passes = network.at(batch);
    double[] input = new double[passes.input().length()];
    Arrays.setAll(input, i -> Math.sin((double) i * i));
    passes.input().set(input);
    passes.forward(Mode.TRAINING);
    double[] gradient = new double[passes.output().length()];
    Arrays.setAll(gradient, Math::cos);
    passes.outputGradient().set(gradient);
    NativeArray inputGradient = passes.backwardToInput();
    assertClose("output", passes.output(), golden, tolerance);
    assertClose("inputGradient", inputGradient, golden, tolerance);
    for (Parameter parameter : network.parameters()) {
      if (golden.expected().has(parameter.name())) {
        assertClose(parameter.name(), parameter.gradient(), golden, tolerance);
      }
    }
  }

  private static void assertClose(
      String key, NativeArray actual, GoldenVectors.Case golden, double tolerance) {
    JsonArray array = golden.expected().getAsJsonArray(key);
    double[] expected = new double[array.size()];
    Arrays.setAll(expected, i -> array.get(i).getAsDouble());
    assertThat(actual.toDoubles()).as(key).containsExactly(expected, within(tolerance));
  }
}
