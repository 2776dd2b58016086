// Copyright the Bulwark authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.github.bulwarkml.core.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.bulwarkml.core.nn.layer.CausalAttention;
import io.github.bulwarkml.core.nn.layer.Embedding;
import io.github.bulwarkml.core.nn.layer.LayerNorm;
import io.github.bulwarkml.core.nn.layer.LayerSpec;
import io.github.bulwarkml.core.nn.layer.Lstm;
import io.github.bulwarkml.core.nn.layer.Mode;
import io.github.bulwarkml.core.nn.layer.Parameter;
import io.github.bulwarkml.core.nn.layer.Positions;
import io.github.bulwarkml.core.random.Seed;
import io.github.bulwarkml.core.tensor.ParameterVector;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SequenceLayersTest {
  @ParameterizedTest
  @ValueSource(floats = {-1, 4, 1.5f, Float.NaN, Float.POSITIVE_INFINITY, 1e30f})
  void embeddingRefusesWhatIsNoToken(float token) {
    try (Network network = Network.withInput(3).embedding(4, 2).build(Seed.of(1))) {
      Examples examples = Examples.unlabelled(new float[] {0, 1, 2, 3, 0, token}, 3);
      DifferentiableModel model = network.model(Loss.SOFTMAX_CROSS_ENTROPY);
      assertThatThrownBy(() -> model.logits(examples))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage(
              "tokens must be whole numbers in [0, 4), but token 2 of example 1 was "
                  + (double) token);
    }
  }

  @Test
  void tokensHaveNoGradient() {
    try (Network network = Network.withInput(3).embedding(4, 2).build(Seed.of(1))) {
      Passes passes = network.at(1);
      passes.forward(Mode.INFERENCE);
      assertThatThrownBy(passes::inputGradient)
          .isInstanceOf(UnsupportedOperationException.class)
          .hasMessage("token numbers have no gradient");
    }
  }

  /**
   * Rows of tokens that did not occur keep a gradient of zero, also after a batch where they did.
   */
  @Test
  void gradientOfAbsentTokensIsZero() {
    try (Network network = Network.withInput(2).embedding(3, 1).build(Seed.of(1))) {
      DifferentiableModel model = network.model(Loss.MEAN_SQUARED_ERROR);
      ParameterVector gradient = model.parameters();
      model.gradient(batch(2, 1), Mode.TRAINING, gradient);
      assertThat(gradient.get(2)).isNotZero();
      model.gradient(batch(0, 1), Mode.TRAINING, gradient);
      assertThat(gradient.get(0)).isNotZero();
      assertThat(gradient.get(1)).isNotZero();
      assertThat(gradient.get(2)).isZero();
    }
  }

  private static Examples batch(float first, float second) {
    return Examples.withTargets(new float[] {first, second}, new int[] {2}, new float[] {10, 20});
  }

  @Test
  void lastStepIsTheLastOfAllSteps() {
    try (Network all = Network.withInput(4, 3).lstm(2).build(Seed.of(1));
        Network last = Network.withInput(4, 3).add(Lstm.of(2).lastStep()).build(Seed.of(1))) {
      assertThat(last.outputShape()).containsExactly(2);
      float[] input = new float[2 * 12];
      for (int i = 0; i < input.length; i++) {
        input[i] = (float) Math.sin(i);
      }
      Examples examples = Examples.unlabelled(input, 4, 3);
      float[] steps = all.model(Loss.MEAN_SQUARED_ERROR).logits(examples);
      float[] ends = last.model(Loss.MEAN_SQUARED_ERROR).logits(examples);
      assertThat(ends).containsExactly(steps[6], steps[7], steps[14], steps[15]);
    }
  }

  @Test
  void parametersAreNamedAfterWhatTheyDo() {
    try (Network network =
        Network.withInput(4).embedding(5, 6).attention(2).lstm(2).build(Seed.of(1))) {
      assertThat(network.parameters().stream().map(Parameter::name))
          .containsExactly(
              "0.embedding.weight",
              "1.attention.qkv.weight",
              "1.attention.qkv.bias",
              "1.attention.projection.weight",
              "1.attention.projection.bias",
              "2.lstm.input.weight",
              "2.lstm.input.bias",
              "2.lstm.recurrent.weight");
      assertThat(network.toString())
          .contains("embedding 5 x 6", "causal attention, heads 2", "lstm 2");
    }
  }

  @Test
  void shapesThatDoNotFitNameTheLayerAndBothShapes() {
    assertThatThrownBy(() -> Network.withInput(3, 4).embedding(5, 2))
        .hasMessage("layer 0 (embedding 5 x 2): inputShape must be [tokens], but was [3, 4]");
    assertThatThrownBy(() -> Network.withInput(3).dense(4).positions())
        .hasMessage("layer 1 (positions): inputShape must be [places, units], but was [4]");
    assertThatThrownBy(() -> Network.withInput(3, 4).attention(3))
        .hasMessage(
            "layer 0 (causal attention, heads 3): inputShape must be [places, units] with units a"
                + " multiple of heads = 3, but was [3, 4]");
    assertThatThrownBy(() -> Network.withInput(4).lstm(3))
        .hasMessage("layer 0 (lstm 3): inputShape must be [steps, inputs], but was [4]");
  }

  @Test
  void refusesSettings() {
    assertThatThrownBy(() -> new LayerNorm(Double.NaN)).hasMessageContaining("epsilon");
    assertThatThrownBy(() -> new LayerNorm(0)).hasMessageContaining("epsilon");
    assertThatThrownBy(() -> Embedding.of(0, 3)).hasMessageContaining("vocabulary");
    assertThatThrownBy(() -> Embedding.of((1 << 24) + 1, 3)).hasMessageContaining("vocabulary");
    assertThatThrownBy(() -> Embedding.of(3, 0)).hasMessageContaining("units");
    assertThatThrownBy(() -> CausalAttention.of(0)).hasMessageContaining("heads");
    assertThatThrownBy(() -> Lstm.of(0)).hasMessageContaining("units");
  }

  @Test
  void parametersOfShapesThatDoNotFitAreRefused() {
    int[] wrong = new int[0];
    for (LayerSpec layer :
        List.of(LayerNorm.standard(), Positions.learned(), CausalAttention.of(1), Lstm.of(2))) {
      assertThatThrownBy(() -> layer.parameters(wrong))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("inputShape must");
    }
    assertThatThrownBy(() -> CausalAttention.of(1).parameters(new int[] {1, Integer.MAX_VALUE}))
        .hasMessageContaining("inputShape must");
  }
}
