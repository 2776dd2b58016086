// Copyright the Bulwark authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.github.bulwarkml.core.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.bulwarkml.core.nn.layer.Mode;
import io.github.bulwarkml.core.nn.layer.NativeArray;
import io.github.bulwarkml.core.nn.layer.Subsample;
import io.github.bulwarkml.core.random.Seed;
import io.github.bulwarkml.core.tensor.ParameterVector;
import org.junit.jupiter.api.Test;

class NetworkTest {
  private static NetworkBuilder small() {
    return Network.withInput(8, 8, 1).conv(4, 3).batchNorm().relu().maxPool(2).flatten().dense(3);
  }

  @Test
  void printsLayersShapesAndCounts() {
    try (Network network = small().build(Seed.of(1))) {
      assertThat(network.toString())
          .isEqualTo(
              """
                 layer         output     parameters
                 input         [8, 8, 1]
              0  conv 3x3, 4   [8, 8, 4]          40
              1  batch norm    [8, 8, 4]           8
              2  relu          [8, 8, 4]
              3  max pool 2x2  [4, 4, 4]
              4  flatten       [64]
              5  dense 3       [3]               195
                 total                           243
              """);
    }
  }

  @Test
  void parametersAreNamedByPlace() {
    try (Network network = small().build(Seed.of(1))) {
      assertThat(network.parameterVector().segments())
          .extracting(ParameterVector.Segment::name)
          .containsExactly(
              "0.conv.weight",
              "0.conv.bias",
              "1.batchnorm.gamma",
              "1.batchnorm.beta",
              "5.dense.weight",
              "5.dense.bias");
      assertThat(network.parameterVector().segment("0.conv.weight").shape())
          .containsExactly(3, 3, 1, 4);
      assertThat(network.stateVector().toArray()).containsExactly(0, 0, 0, 0, 1, 1, 1, 1);
    }
  }

  @Test
  void equalSeedsGiveEqualNetworks() {
    try (Network a = small().build(Seed.of(5));
        Network b = small().build(Seed.of(5));
        Network c = small().build(Seed.of(6))) {
      assertThat(a.parameterVector()).isEqualTo(b.parameterVector());
      assertThat(a.parameterVector()).isNotEqualTo(c.parameterVector());
    }
  }

  @Test
  void copiesAreIndependent() {
    try (Network network = small().build(Seed.of(5));
        Network copy = network.copy()) {
      ParameterVector before = network.parameterVector();
      assertThat(copy.parameterVector()).isEqualTo(before);
      copy.setParameters(before.zerosLike());
      assertThat(network.parameterVector()).isEqualTo(before);
    }
  }

  @Test
  void startingWeightsAreUniformInTheFanInsRange() {
    try (Network network = Network.withInput(400).dense(100).build(Seed.of(3))) {
      float[] weights = network.parameterVector().toArray("0.dense.weight");
      double largest = 0;
      double square = 0;
      for (float w : weights) {
        largest = Math.max(largest, Math.abs(w));
        square += (double) w * w;
      }
      assertThat(largest).isLessThanOrEqualTo(0.05).isGreaterThan(0.0499);
      assertThat(square / weights.length * 3 / 0.0025).isBetween(0.97, 1.03);
    }
  }

  @Test
  void aLayerThatDoesNotFitIsNamedWithBothShapes() {
    assertThatThrownBy(() -> Network.withInput(8, 8, 1).conv(4, 3).dense(3))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("layer 1 (dense 3)")
        .hasMessageContaining("[features]")
        .hasMessageContaining("[8, 8, 4]")
        .hasMessageContaining("flatten");
    assertThatThrownBy(() -> Network.withInput(10).conv(4, 3))
        .hasMessageContaining("layer 0 (conv 3x3, 4)")
        .hasMessageContaining("[height, width, channels]")
        .hasMessageContaining("[10]");
    assertThatThrownBy(() -> Network.withInput(1, 1, 1).maxPool(2))
        .hasMessageContaining("layer 0 (max pool 2x2)")
        .hasMessageContaining("at least 2x2")
        .hasMessageContaining("[1, 1, 1]");
    assertThatThrownBy(() -> Network.withInput(6).residual(b -> b.dense(5)))
        .hasMessageContaining("layer 0 (residual [dense 5])")
        .hasMessageContaining("[5]")
        .hasMessageContaining("[6]");
    assertThatThrownBy(
            () -> Network.withInput(6, 6, 3).residual(b -> b.conv(3, 3), new Subsample(1, 2)))
        .hasMessageContaining("at most 2 channels");
  }

  @Test
  void aFailedLayerLeavesTheBuilderAsItWas() {
    NetworkBuilder builder = Network.withInput(6).dense(4);
    assertThatThrownBy(() -> builder.maxPool(2)).isInstanceOf(IllegalArgumentException.class);
    try (Network network = builder.dense(2).build(Seed.of(1))) {
      assertThat(network.outputShape()).containsExactly(2);
    }
  }

  @Test
  void refusesBadSizes() {
    assertThatThrownBy(() -> Network.withInput(4, 0))
        .hasMessageStartingWith("shape must be [features], [rows, features]")
        .hasMessageEndingWith("but was [4, 0]");
    assertThatThrownBy(() -> Network.withInput()).hasMessageEndingWith("but was []");
    assertThatThrownBy(() -> Network.withInput(3).build(Seed.of(1)))
        .hasMessageContaining("layers must not be empty");
    try (Network network = small().build(Seed.of(1))) {
      assertThatThrownBy(() -> network.at(0)).hasMessageContaining("batch must be >= 1");
      assertThatThrownBy(() -> network.at(Integer.MAX_VALUE))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageStartingWith("batch must be at most ");
      assertThatThrownBy(() -> network.setParameters(ParameterVector.of(1, 2)))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("243")
          .hasMessageContaining("2");
    }
  }

  @Test
  void manyBatchSizesKeepFewArrays() {
    try (Network network = small().build(Seed.of(1))) {
      Passes first = network.at(1);
      assertThat(network.at(1)).isSameAs(first);
      for (int batch = 2; batch < 12; batch++) {
        network.at(batch).forward(Mode.INFERENCE);
      }
      assertThat(network.at(1)).isNotSameAs(first);
    }
  }

  @Test
  void whatIsClosedSaysSo() {
    Network network = small().build(Seed.of(1));
    Passes forgotten = network.at(1);
    NativeArray output = forgotten.output();
    for (int batch = 2; batch < 12; batch++) {
      network.at(batch);
    }
    assertThatThrownBy(() -> forgotten.forward(Mode.INFERENCE))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("ask the network for them again");
    assertThatThrownBy(output::toFloats)
        .isInstanceOf(IllegalStateException.class)
        .hasMessageStartingWith("this array was freed");
    Passes passes = network.at(2);
    passes.forward(Mode.INFERENCE);
    DifferentiableModel model = network.model(Loss.SOFTMAX_CROSS_ENTROPY);
    network.close();
    network.close();
    assertThatThrownBy(passes::backward).isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(passes::tangent).isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(() -> network.at(2)).hasMessage("this network is closed");
    assertThatThrownBy(model::parameters).isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(network::copy).isInstanceOf(IllegalStateException.class);
  }

  @Test
  void passesDoNotUseWhatEarlierOnesLeft() {
    double[] x = {1, 2, 3, -1, 0, 2};
    double[] second = {1, -1, 2, 0.5, 0, 3};
    try (Network network =
            Network.withInput(2).batchNorm().tanh().buildInDoublePrecision(Seed.of(1));
        Network fresh = network.copy()) {
      Passes used = network.at(3);
      used.input().set(x);
      used.forward(Mode.TRAINING);
      used.outputGradient().set(new double[] {3, 1, 4, 1, 5, 9});
      used.backward();
      used.outputGradient().set(second);
      Passes unused = fresh.at(3);
      unused.input().set(x);
      unused.forward(Mode.TRAINING);
      unused.outputGradient().set(second);
      assertThat(used.inputGradient().toDoubles())
          .containsExactly(unused.inputGradient().toDoubles());
      used.forward(Mode.PER_EXAMPLE);
      used.gradientNorms();
      used.weightedGradient(new double[3]);
      used.forward(Mode.PER_EXAMPLE);
      assertThatThrownBy(() -> used.weightedGradient(new double[3]))
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("gradientNorms()");
    }
  }
}
