// Copyright the Bulwark authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.github.bulwarkml.benchmarks;

import io.github.bulwarkml.core.dl4j.Dl4jModel;
import io.github.bulwarkml.core.nn.Examples;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

/** Samples of DL4J's networks, and of native threads. */
final class Dl4jSamples {
  private Dl4jSamples() {}

  static void addTo(SampleTable table) {
    table
        .named("NativeThreads.limit#threads", () -> 1)
        .named("NativeThreads.new#blas", () -> 1)
        .named("NativeThreads.new#loops", () -> 1)
        .named("NativeThreads.new#openMp", () -> 1)
        .named("Dl4jModel.of#inputShape", () -> new int[] {2})
        .named(
            "Dl4jModel.clippedGradientSum#examples",
            () -> Examples.labelled(new float[4], new int[] {2}, new int[2]))
        .named("Dl4jModel.clippedGradientSum#sum", () -> model().parameters())
        .typed(MultiLayerNetwork.class, Dl4jSamples::network)
        .typed(ComputationGraph.class, () -> network().toComputationGraph())
        .typed(Dl4jModel.class, Dl4jSamples::model);
  }

  private static Dl4jModel model() {
    return Dl4jModel.of(network(), 2);
  }

  private static MultiLayerNetwork network() {
    MultiLayerNetwork network =
        new MultiLayerNetwork(
            new NeuralNetConfiguration.Builder()
                .list()
                .layer(
                    new OutputLayer.Builder(LossFunction.MCXENT)
                        .activation(Activation.SOFTMAX)
                        .nIn(2)
                        .nOut(3)
                        .build())
                .build());
    network.init();
    return network;
  }
}
