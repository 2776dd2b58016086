// Copyright the Bulwark authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.github.bulwarkml.core.dl4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.github.bulwarkml.core.nn.Architectures;
import io.github.bulwarkml.core.nn.DifferentiableModel;
import io.github.bulwarkml.core.nn.Examples;
import io.github.bulwarkml.core.nn.Loss;
import io.github.bulwarkml.core.nn.Network;
import io.github.bulwarkml.core.nn.layer.Conv2d;
import io.github.bulwarkml.core.nn.layer.Mode;
import io.github.bulwarkml.core.nn.layer.Subsample;
import io.github.bulwarkml.core.random.Seed;
import io.github.bulwarkml.core.tensor.NativeThreads;
import io.github.bulwarkml.core.tensor.ParameterVector;
import java.io.File;
import java.nio.file.Path;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.util.ModelSerializer;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class Dl4jExportTest {
  @BeforeAll
  static void oneThread() {
    NativeThreads.limit(1);
  }

  private static Network perceptron() {
    return Network.withInput(12).dense(9).tanh().dense(7).selu().dense(4).build(Seed.of(1));
  }

  private static Network convolutional() {
    return Network.withInput(9, 7, 2)
        .conv(4, 3)
        .batchNorm()
        .relu()
        .maxPool(2)
        .add(Conv2d.of(5, 3).stride(2).padding(0).withoutBias())
        .sigmoid()
        .flatten()
        .batchNorm()
        .dropout(0.2)
        .dense(6)
        .relu()
        .dense(3)
        .build(Seed.of(2));
  }

  private static Network residual() {
    return Network.withInput(8, 8, 3)
        .add(Conv2d.of(4, 3).withoutBias())
        .batchNorm()
        .relu()
        .residual(b -> b.conv(4, 3).batchNorm().relu().conv(4, 3).batchNorm())
        .relu()
        .residual(
            b -> b.add(Conv2d.of(10, 3).stride(2)).batchNorm().relu().conv(10, 3).batchNorm(),
            new Subsample(2, 10))
        .relu()
        .residual(b -> b.add(Conv2d.of(12, 3).stride(2)), Conv2d.of(12, 1).stride(2).withoutBias())
        .averagePool(2)
        .globalAveragePool()
        .dense(5)
        .build(Seed.of(3));
  }

  /** Values away from where batch norm starts, so that each of them tells. */
  private static Network shaken(Network network) {
    ParameterVector parameters = network.parameterVector();
    parameters.perturb(Seed.of(4), 0.1);
    network.setParameters(parameters);
    ParameterVector state = network.stateVector();
    for (int i = 0; i < state.length(); i++) {
      state.array()[i] += 0.1f * (i % 5 + 1);
    }
    network.setState(state);
    return network;
  }

  private static void requireSameLogits(Network network, InputLayout layout) {
    shaken(network);
    int[] shape = network.inputShape().stream().mapToInt(Integer::intValue).toArray();
    Examples examples = Dl4jNetworks.labelled(6, 3, 1, shape);
    ComputationGraph graph = Dl4jExport.graph(network, Loss.SOFTMAX_CROSS_ENTROPY, layout);
    Dl4jModel exported = Dl4jModel.of(graph, shape);
    DifferentiableModel own = network.model(Loss.SOFTMAX_CROSS_ENTROPY);

    assertThat(exported.inputLayout() == layout || shape.length == 1).isTrue();
    float[] logits = own.logits(examples);
    assertThat(exported.logits(examples)).containsExactly(logits, within(1e-5f));
    assertThat(exported.parameterCount()).isEqualTo(own.parameterCount());
    assertThat(exported.state().length()).isEqualTo(own.state().length());
    assertThat(exported.losses(examples)).containsExactly(own.losses(examples), within(1e-5));
    assertThat(exported.inputGradient(examples))
        .containsExactly(own.inputGradient(examples), within(1e-5f));
    double[] norms = own.gradientNorms(examples);
    assertThat(exported.gradientNorms(examples)).containsExactly(norms, within(1e-4));
  }

  @ParameterizedTest
  @EnumSource(InputLayout.class)
  void perceptronGivesTheSame(InputLayout layout) {
    requireSameLogits(perceptron(), layout);
  }

  @ParameterizedTest
  @EnumSource(InputLayout.class)
  void convolutionsGiveTheSame(InputLayout layout) {
    requireSameLogits(convolutional(), layout);
  }

  @ParameterizedTest
  @EnumSource(InputLayout.class)
  void residualConnectionsGiveTheSame(InputLayout layout) {
    requireSameLogits(residual(), layout);
  }

  @Test
  void residualNetworkOfThePaperGivesTheSame() {
    DifferentiableModel own =
        Architectures.resNet(20, 10).build(Seed.of(5)).model(Loss.SOFTMAX_CROSS_ENTROPY);
    Network network = Architectures.resNet(20, 10).build(Seed.of(5));
    Examples examples = Dl4jNetworks.labelled(4, 10, 1, 32, 32, 3);
    for (int step = 0; step < 20; step++) { // running values come near those of the batch
      own.gradient(examples, Mode.TRAINING, own.parameters());
    }
    network.setState(own.state());
    for (InputLayout layout : InputLayout.values()) {
      ComputationGraph graph = Dl4jExport.graph(network, Loss.SOFTMAX_CROSS_ENTROPY, layout);
      Dl4jModel exported = Dl4jModel.of(graph, 32, 32, 3);
      assertThat(exported.parameterCount()).isEqualTo(own.parameterCount());
      assertThat(exported.logits(examples)).containsExactly(own.logits(examples), within(1e-5f));
    }
  }

  @Test
  void theGraphOutlivesAFile(@TempDir Path folder) throws Exception {
    Network network = shaken(residual());
    ComputationGraph graph = Dl4jExport.graph(network, Loss.SOFTMAX_CROSS_ENTROPY);
    File file = folder.resolve("network.zip").toFile();
    ModelSerializer.writeModel(graph, file, false);
    Examples examples = Dl4jNetworks.labelled(4, 5, 1, 8, 8, 3);
    Dl4jModel restored = Dl4jModel.of(ModelSerializer.restoreComputationGraph(file), 8, 8, 3);
    assertThat(restored.logits(examples))
        .containsExactly(network.model(Loss.SOFTMAX_CROSS_ENTROPY).logits(examples), within(1e-5f));
  }

  /** The exact tangent of Bulwark's own network measures that of differences in DL4J. */
  @Test
  void tangentsOfDifferencesAreAsAccurateAsDocumented() {
    assertThat(tangentError(perceptron())).isLessThan(5e-4);
    assertThat(tangentError(residual())).isLessThan(5e-3);
  }

  private static double tangentError(Network network) {
    shaken(network);
    int[] shape = network.inputShape().stream().mapToInt(Integer::intValue).toArray();
    Examples examples = Dl4jNetworks.labelled(16, 3, 1, shape);
    ComputationGraph graph =
        Dl4jExport.graph(network, Loss.SOFTMAX_CROSS_ENTROPY, InputLayout.CHANNELS_LAST);
    Dl4jModel exported = Dl4jModel.of(graph, shape);
    DifferentiableModel own = network.model(Loss.SOFTMAX_CROSS_ENTROPY);
    double worst = 0;
    for (int d = 0; d < 5; d++) {
      ParameterVector direction = own.parameters().zerosLike();
      direction.perturb(Seed.of(20 + d), 1);
      float[] exact = own.logitsTangent(examples, Mode.INFERENCE, direction);
      ParameterVector theirs = exported.parameters().zerosLike();
      transfer(own.parameters(), direction, network, exported, theirs);
      float[] found = exported.logitsTangent(examples, Mode.INFERENCE, theirs);
      double error = 0;
      double norm = 0;
      for (int i = 0; i < exact.length; i++) {
        error += ((double) found[i] - exact[i]) * ((double) found[i] - exact[i]);
        norm += (double) exact[i] * exact[i];
      }
      worst = Math.max(worst, Math.sqrt(error / norm));
    }
    return worst;
  }

  /** A direction in DL4J's order: the export of the direction itself. */
  private static void transfer(
      ParameterVector start,
      ParameterVector direction,
      Network network,
      Dl4jModel exported,
      ParameterVector theirs) {
    network.setParameters(direction);
    theirs.copyFrom(
        Dl4jModel.of(
                Dl4jExport.graph(network, Loss.SOFTMAX_CROSS_ENTROPY, InputLayout.CHANNELS_LAST),
                exported.inputShape().stream().mapToInt(Integer::intValue).toArray())
            .parameters());
    network.setParameters(start);
  }

  @Test
  void whatHasNoCounterpartIsRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                Dl4jExport.graph(
                    Network.withInput(4).dense(3).gelu().dense(2).build(Seed.of(1)),
                    Loss.MEAN_SQUARED_ERROR))
        .withMessage("network must have layers that DL4J has too, but 'gelu' is not one");
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                Dl4jExport.graph(
                    Network.withInput(4, 4, 2).conv(3, 3).flatten().build(Seed.of(1)),
                    Loss.SOFTMAX_CROSS_ENTROPY))
        .withMessageContaining("must end in a dense layer");
  }
}
