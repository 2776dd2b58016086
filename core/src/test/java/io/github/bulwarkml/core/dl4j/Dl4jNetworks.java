// Copyright the Bulwark authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.github.bulwarkml.core.dl4j;

import io.github.bulwarkml.core.nn.Examples;
import io.github.bulwarkml.core.random.Seed;
import io.github.bulwarkml.core.random.SplitMix64;
import org.deeplearning4j.nn.conf.CNN2DFormat;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.RNNFormat;
import org.deeplearning4j.nn.conf.graph.ElementWiseVertex;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.BatchNormalization;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.GlobalPoolingLayer;
import org.deeplearning4j.nn.conf.layers.LSTM;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.conf.layers.PoolingType;
import org.deeplearning4j.nn.conf.layers.RnnOutputLayer;
import org.deeplearning4j.nn.conf.layers.SubsamplingLayer;
import org.deeplearning4j.nn.conf.layers.misc.FrozenLayer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

/** Small networks of DL4J and inputs for them. */
final class Dl4jNetworks {
  private Dl4jNetworks() {}

  /** tanh multi-layer perceptron 5-7-3, with l2 and dropout as asked. */
  static MultiLayerNetwork perceptron(double keep) {
    return start(
        new NeuralNetConfiguration.Builder()
            .seed(1)
            .l2(0.1)
            .activation(Activation.TANH)
            .list()
            .layer(new DenseLayer.Builder().nIn(5).nOut(7).dropOut(keep).build())
            .layer(
                new OutputLayer.Builder(LossFunction.MCXENT)
                    .activation(Activation.SOFTMAX)
                    .nIn(7)
                    .nOut(3)
                    .build())
            .build());
  }

  /** A single output layer: linear in its parameters. */
  static MultiLayerNetwork linear(LossFunction loss, Activation activation) {
    return start(
        new NeuralNetConfiguration.Builder()
            .seed(2)
            .list()
            .layer(new OutputLayer.Builder(loss).activation(activation).nIn(5).nOut(3).build())
            .build());
  }

  /** A convolution on 6x6 images of two channels that come as flat rows. */
  static MultiLayerNetwork flatImages() {
    return start(
        new NeuralNetConfiguration.Builder()
            .seed(5)
            .list()
            .layer(conv(2, 3, Activation.TANH))
            .layer(
                new OutputLayer.Builder(LossFunction.MCXENT)
                    .activation(Activation.SOFTMAX)
                    .nOut(3)
                    .build())
            .setInputType(InputType.convolutionalFlat(6, 6, 2))
            .build());
  }

  /** A perceptron whose first layer is frozen. */
  static MultiLayerNetwork frozen() {
    return start(
        new NeuralNetConfiguration.Builder()
            .list()
            .layer(new FrozenLayer(new DenseLayer.Builder().nIn(5).nOut(4).build()))
            .layer(
                new OutputLayer.Builder(LossFunction.MCXENT)
                    .activation(Activation.SOFTMAX)
                    .nIn(4)
                    .nOut(3)
                    .build())
            .build());
  }

  static MultiLayerNetwork start(MultiLayerConfiguration configuration) {
    MultiLayerNetwork network = new MultiLayerNetwork(configuration);
    network.init();
    return network;
  }

  /** Convolutions with batch norm and a residual connection, 6x6 images of two channels. */
  static ComputationGraph residual(CNN2DFormat format, Activation activation) {
    ComputationGraphConfiguration configuration =
        new NeuralNetConfiguration.Builder()
            .seed(3)
            .activation(Activation.IDENTITY)
            .graphBuilder()
            .addInputs("image")
            .addLayer("conv1", conv(2, 4, activation), "image")
            .addLayer("norm1", norm(4), "conv1")
            .addLayer("conv2", conv(4, 4, Activation.IDENTITY), "norm1")
            .addVertex("sum", new ElementWiseVertex(ElementWiseVertex.Op.Add), "norm1", "conv2")
            .addLayer(
                "pool",
                new SubsamplingLayer.Builder(SubsamplingLayer.PoolingType.MAX)
                    .kernelSize(2, 2)
                    .stride(2, 2)
                    .build(),
                "sum")
            .addLayer("conv3", conv(4, 5, activation), "pool")
            .addLayer("mean", new GlobalPoolingLayer(PoolingType.AVG), "conv3")
            .addLayer(
                "out",
                new OutputLayer.Builder(LossFunction.MCXENT)
                    .activation(Activation.SOFTMAX)
                    .nOut(3)
                    .build(),
                "mean")
            .setOutputs("out")
            .setInputTypes(InputType.convolutional(6, 6, 2, format))
            .build();
    ComputationGraph network = new ComputationGraph(configuration);
    network.init();
    return network;
  }

  private static ConvolutionLayer conv(int in, int out, Activation activation) {
    return new ConvolutionLayer.Builder(3, 3)
        .padding(1, 1)
        .nIn(in)
        .nOut(out)
        .activation(activation)
        .build();
  }

  private static BatchNormalization norm(int channels) {
    return new BatchNormalization.Builder().nIn(channels).nOut(channels).decay(0.8).build();
  }

  /** LSTM 4-6 with an output of three classes per step. */
  static MultiLayerNetwork recurrent(RNNFormat format) {
    return start(
        new NeuralNetConfiguration.Builder()
            .seed(4)
            .list()
            .layer(new LSTM.Builder().nIn(4).nOut(6).dataFormat(format).build())
            .layer(
                new RnnOutputLayer.Builder(LossFunction.MCXENT)
                    .activation(Activation.SOFTMAX)
                    .nIn(6)
                    .nOut(3)
                    .dataFormat(format)
                    .build())
            .build());
  }

  /** Numbers in (-1, 1). */
  static float[] numbers(String label, int count) {
    SplitMix64 random = SplitMix64.of(Seed.of(7).child(label));
    float[] values = new float[count];
    for (int i = 0; i < count; i++) {
      values[i] = (float) (2 * random.nextDouble() - 1);
    }
    return values;
  }

  static int[] labels(int count, int classes) {
    int[] labels = new int[count];
    for (int i = 0; i < count; i++) {
      labels[i] = (i * 7 + i / 3) % classes;
    }
    return labels;
  }

  static Examples labelled(int count, int classes, int rows, int... shape) {
    int each = 1;
    for (int dimension : shape) {
      each *= dimension;
    }
    return Examples.labelled(numbers("inputs", count * each), shape, labels(count * rows, classes));
  }

  /** Weights that neither sum to one nor are all positive. */
  static Examples soft(int count, int outputs, int... shape) {
    Examples hard = labelled(count, 2, 1, shape);
    return Examples.withTargets(hard.inputs(), shape, numbers("targets", count * outputs));
  }
}
