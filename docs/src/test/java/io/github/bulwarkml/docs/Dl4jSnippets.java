// Copyright the Bulwark authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.github.bulwarkml.docs;

import io.github.bulwarkml.core.dl4j.Dl4jExport;
import io.github.bulwarkml.core.dl4j.Dl4jModel;
import io.github.bulwarkml.core.dl4j.InputLayout;
import io.github.bulwarkml.core.nn.DifferentiableModel;
import io.github.bulwarkml.core.nn.Examples;
import io.github.bulwarkml.core.nn.Loss;
import io.github.bulwarkml.core.nn.Network;
import io.github.bulwarkml.core.nn.layer.Mode;
import io.github.bulwarkml.core.random.Seed;
import io.github.bulwarkml.core.tensor.NativeThreads;
import io.github.bulwarkml.core.tensor.Nd4jBackend;
import io.github.bulwarkml.core.tensor.Nd4jBridge;
import io.github.bulwarkml.core.tensor.ParameterVector;
import io.github.bulwarkml.robustness.corruption.Corruption;
import io.github.bulwarkml.robustness.corruption.CorruptionBatch;
import io.github.bulwarkml.robustness.corruption.CorruptionError;
import io.github.bulwarkml.robustness.corruption.CorruptionNormalizer;
import io.github.bulwarkml.robustness.corruption.CorruptionOptions;
import io.github.bulwarkml.robustness.corruption.CorruptionProfile;
import io.github.bulwarkml.robustness.corruption.CorruptionScale;
import io.github.bulwarkml.robustness.corruption.Image;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.conf.layers.SubsamplingLayer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

/** The examples of docs/guide/dl4j.md. */
final class Dl4jSnippets {
  private Dl4jSnippets() {}

  static void backend() {
    // region backend
    Nd4jBackend backend = Nd4jBackend.require("This guide"); // or it says which lines to add
    backend.hint().ifPresent(System.err::println); // the same for plain natives
    NativeThreads.limit(1); // in every thread that computes, or OMP_NUM_THREADS=1 outside
    System.out.println(backend.isUsable() + " " + NativeThreads.current());
    // endregion
  }

  private static ComputationGraph build() {
    // region graph
    ComputationGraph graph =
        new ComputationGraph(
            new NeuralNetConfiguration.Builder()
                .seed(42)
                .updater(new Adam(0.01))
                .graphBuilder()
                .addInputs("image")
                .addLayer(
                    "conv",
                    new ConvolutionLayer.Builder(5, 5)
                        .stride(2, 2)
                        .nOut(8)
                        .activation(Activation.RELU)
                        .build(),
                    "image")
                .addLayer(
                    "pool",
                    new SubsamplingLayer.Builder(SubsamplingLayer.PoolingType.MAX)
                        .kernelSize(2, 2)
                        .stride(2, 2)
                        .build(),
                    "conv")
                .addLayer(
                    "out",
                    new OutputLayer.Builder(LossFunction.MCXENT)
                        .nOut(4)
                        .activation(Activation.SOFTMAX)
                        .build(),
                    "pool")
                .setOutputs("out")
                .setInputTypes(InputType.convolutional(28, 28, 1))
                .build());
    graph.init();
    // endregion
    return graph;
  }

  static void graph() {
    System.out.println(build().numParams());
  }

  static void wrap() {
    ComputationGraph graph = build();
    // region wrap
    Dl4jModel model = Dl4jModel.of(graph, 28, 28, 1);
    System.out.println(model);
    System.out.println(model.parameters());
    // endregion
  }

  /** DL4J trains its own graph. */
  private static ComputationGraph trained() {
    NativeThreads.limit(1);
    ComputationGraph graph = build();
    Examples train = StripedImages.examples(StripedImages.seen(480, Seed.of(1)));
    for (int step = 0; step < 60; step++) {
      int from = step % 12 * 40;
      Examples batch = train.range(from, from + 40);
      float[] oneHot = new float[40 * 4];
      for (int i = 0; i < 40; i++) {
        oneHot[i * 4 + batch.labels()[i]] = 1;
      }
      graph.fit(
          new DataSet(
              Nd4jBridge.toNd4j(batch.inputs(), 40, 1, 28, 28), Nd4jBridge.toNd4j(oneHot, 40, 4)));
    }
    return graph;
  }

  static void evaluate() {
    ComputationGraph graph = trained();
    // region evaluate
    Dl4jModel model = Dl4jModel.of(graph, 28, 28, 1);
    List<Image> seen = StripedImages.seen(60, Seed.of(2));
    double id = StripedImages.accuracy(model, seen);
    double ood = StripedImages.accuracy(model, StripedImages.unseen(60, Seed.of(3)));

    CorruptionBatch corruptions =
        CorruptionBatch.of(
            CorruptionOptions.defaults().withScale(CorruptionScale.CIFAR), Seed.of(42));
    Map<Corruption, List<Double>> accuracies = new EnumMap<>(Corruption.class);
    for (Corruption corruption : Corruption.common()) {
      List<Double> bySeverity = new ArrayList<>();
      for (int severity = 1; severity <= 5; severity++) {
        List<Image> corrupted = corruptions.corrupt(seen, corruption, severity);
        bySeverity.add(StripedImages.accuracy(model, corrupted));
      }
      accuracies.put(corruption, bySeverity);
    }
    CorruptionError error =
        CorruptionError.of(
            CorruptionProfile.ofAccuracies("graph", accuracies).withCleanError(1 - id),
            CorruptionNormalizer.none());
    System.out.println("ID above 80 %: " + (id > 0.8));
    System.out.println("OOD below ID: " + (ood < id));
    System.out.println("corruptions: " + accuracies.size() + ", severities: 5");
    System.out.println("worse than clean: " + (error.meanCorruptionError() > 100 * (1 - id)));
    // endregion
    System.err.println(id + " " + ood + "\n" + error);
  }

  static void gradients() {
    ComputationGraph graph = trained();
    // region gradients
    Dl4jModel model = Dl4jModel.of(graph, 28, 28, 1);
    Examples batch = StripedImages.examples(StripedImages.seen(20, Seed.of(5)));
    ParameterVector gradient = model.parameters().zerosLike();
    double before = model.gradient(batch, Mode.TRAINING, gradient);

    ParameterVector moved = model.parameters();
    moved.axpy((float) (-0.01 / gradient.norm()), gradient);
    model.setParameters(moved); // graph has them too
    double after = model.gradient(batch, Mode.TRAINING, gradient);
    System.out.println("lower: " + (after < before));
    System.out.println("per example: " + model.gradientNorms(batch).length + " norms");
    // endregion
  }

  static void export() {
    NativeThreads.limit(1);
    // region export
    Network network =
        Network.withInput(28, 28, 1)
            .conv(8, 3)
            .batchNorm()
            .relu()
            .maxPool(2)
            .flatten()
            .dense(4)
            .build(Seed.of(1));
    ComputationGraph graph =
        Dl4jExport.graph(network, Loss.SOFTMAX_CROSS_ENTROPY, InputLayout.CHANNELS_LAST);

    Examples images = StripedImages.examples(StripedImages.seen(20, Seed.of(6)));
    DifferentiableModel own = network.model(Loss.SOFTMAX_CROSS_ENTROPY);
    float[] expected = own.logits(images);
    float[] exported = Dl4jModel.of(graph, 28, 28, 1).logits(images);
    double largest = 0;
    for (int i = 0; i < expected.length; i++) {
      largest = Math.max(largest, Math.abs(expected[i] - exported[i]));
    }
    System.out.println("same to 1e-5: " + (largest < 1e-5));
    // endregion
  }
}
