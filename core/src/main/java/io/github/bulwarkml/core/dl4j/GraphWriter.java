// Copyright the Bulwark authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.github.bulwarkml.core.dl4j;

import io.github.bulwarkml.core.nn.Loss;
import io.github.bulwarkml.core.nn.Network;
import io.github.bulwarkml.core.nn.layer.BatchNorm;
import io.github.bulwarkml.core.nn.layer.Conv2d;
import io.github.bulwarkml.core.nn.layer.Dense;
import io.github.bulwarkml.core.nn.layer.Dropout;
import io.github.bulwarkml.core.nn.layer.Elementwise;
import io.github.bulwarkml.core.nn.layer.Flatten;
import io.github.bulwarkml.core.nn.layer.GlobalAveragePool;
import io.github.bulwarkml.core.nn.layer.LayerSpec;
import io.github.bulwarkml.core.nn.layer.Pool2d;
import io.github.bulwarkml.core.nn.layer.Residual;
import io.github.bulwarkml.core.nn.layer.Sequence;
import io.github.bulwarkml.core.nn.layer.Subsample;
import io.github.bulwarkml.core.tensor.Shapes;
import java.util.List;
import org.deeplearning4j.nn.conf.CNN2DFormat;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration.GraphBuilder;
import org.deeplearning4j.nn.conf.ConvolutionMode;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.graph.ElementWiseVertex;
import org.deeplearning4j.nn.conf.graph.PreprocessorVertex;
import org.deeplearning4j.nn.conf.layers.ActivationLayer;
import org.deeplearning4j.nn.conf.layers.BatchNormalization;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.DropoutLayer;
import org.deeplearning4j.nn.conf.layers.GlobalPoolingLayer;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.layers.LossLayer;
import org.deeplearning4j.nn.conf.layers.PoolingType;
import org.deeplearning4j.nn.conf.layers.SubsamplingLayer;
import org.deeplearning4j.nn.conf.layers.ZeroPaddingLayer;
import org.deeplearning4j.nn.conf.preprocessor.CnnToFeedForwardPreProcessor;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

/** Writes the vertices of a graph, one for each layer. */
final class GraphWriter {
  private final Network network;
  private final CNN2DFormat format;
  private final GraphBuilder builder;
  private final GraphWeights weights;

  GraphWriter(Network network, InputLayout layout) {
    this.network = network;
    this.format = layout == InputLayout.CHANNELS_LAST ? CNN2DFormat.NHWC : CNN2DFormat.NCHW;
    this.builder =
        new NeuralNetConfiguration.Builder()
            .activation(Activation.IDENTITY)
            .graphBuilder()
            .addInputs("input");
    this.weights = new GraphWeights(network);
  }

  /** What a vertex gives: its name, shape and, after a flatten, the order of its features. */
  private record Flow(String name, List<Integer> shape, FeatureOrder order) {}

  ComputationGraph write(Loss loss) {
    Flow input = new Flow("input", network.inputShape(), FeatureOrder.SAME);
    Flow last = sequence(network.layers(), "", input);
    if (last.shape().size() != 1 || !last.order().equals(FeatureOrder.SAME)) {
      throw new IllegalArgumentException(
          "network must end in a dense layer to be exported, but ends in "
              + network.layers().layers().get(network.layers().layers().size() - 1).description()
              + " of shape "
              + last.shape());
    }
    builder.addLayer("output", head(loss), last.name());
    builder.setOutputs("output");
    builder.validateOutputLayerConfig(false); // it refuses a loss layer of its own accord
    ComputationGraph graph = new ComputationGraph(builder.build());
    graph.init();
    weights.copyTo(graph);
    return graph;
  }

  private static Layer head(Loss loss) {
    return switch (loss) {
      case SOFTMAX_CROSS_ENTROPY ->
          new LossLayer.Builder(LossFunction.MCXENT).activation(Activation.SOFTMAX).build();
      case BINARY_CROSS_ENTROPY ->
          new LossLayer.Builder(LossFunction.XENT).activation(Activation.SIGMOID).build();
      case MEAN_SQUARED_ERROR ->
          new LossLayer.Builder(LossFunction.MSE).activation(Activation.IDENTITY).build();
    };
  }

  private Flow sequence(Sequence sequence, String prefix, Flow from) {
    Flow flow = from;
    for (int i = 0; i < sequence.layers().size(); i++) {
      LayerSpec layer = sequence.layers().get(i);
      flow = layer(layer, prefix + i + "." + layer.kind(), flow);
    }
    return flow;
  }

  private Flow layer(LayerSpec layer, String name, Flow from) {
    int[] shape = from.shape().stream().mapToInt(Integer::intValue).toArray();
    List<Integer> after = Shapes.list(layer.outputShape(shape));
    if (layer instanceof Residual residual) {
      return residual(residual, name, from, after);
    }
    if (layer instanceof Sequence inner) {
      return sequence(inner, name + ".", from);
    }
    if (layer instanceof Subsample subsample) {
      return subsample(subsample, name, from, after);
    }
    if (layer instanceof Flatten) {
      return flatten(name, from, after);
    }
    if (layer instanceof Dropout dropout && dropout.rate() == 0) {
      return from;
    }
    builder.addLayer(name, counterpart(layer, name, from), from.name());
    boolean mixes = layer instanceof Dense || layer instanceof GlobalAveragePool;
    return new Flow(name, after, mixes ? FeatureOrder.SAME : from.order());
  }

  private Layer counterpart(LayerSpec layer, String name, Flow from) {
    int inputs = from.shape().get(from.shape().size() - 1);
    if (layer instanceof Dense dense && from.shape().size() == 1) {
      weights.dense(name, dense.bias(), from.order());
      return new DenseLayer.Builder().nIn(inputs).nOut(dense.units()).hasBias(dense.bias()).build();
    }
    if (layer instanceof Conv2d conv) {
      weights.convolution(name, conv.bias());
      return new ConvolutionLayer.Builder(conv.kernel(), conv.kernel())
          .stride(conv.stride(), conv.stride())
          .padding(conv.padding(), conv.padding())
          .convolutionMode(ConvolutionMode.Truncate)
          .dataFormat(format)
          .nIn(inputs)
          .nOut(conv.filters())
          .hasBias(conv.bias())
          .build();
    }
    if (layer instanceof BatchNorm norm) {
      weights.batchNorm(name, from.order());
      return new BatchNormalization.Builder()
          .nIn(inputs)
          .nOut(inputs)
          .eps(norm.epsilon())
          .decay(1 - norm.momentum())
          .useLogStd(false)
          .dataFormat(format)
          .build();
    }
    if (layer instanceof Elementwise elementwise) {
      return new ActivationLayer(activation(elementwise));
    }
    if (layer instanceof Pool2d pool) {
      return pooling(
          pool.rule() == Pool2d.Rule.MAX
              ? SubsamplingLayer.PoolingType.MAX
              : SubsamplingLayer.PoolingType.AVG,
          pool.size(),
          pool.stride());
    }
    if (layer instanceof GlobalAveragePool) {
      return new GlobalPoolingLayer.Builder(PoolingType.AVG)
          .poolingDimensions(format == CNN2DFormat.NHWC ? new int[] {1, 2} : new int[] {2, 3})
          .build();
    }
    if (layer instanceof Dropout dropout) {
      return new DropoutLayer.Builder(1 - dropout.rate()).build();
    }
    throw unknown(layer);
  }

  private static IllegalArgumentException unknown(LayerSpec layer) {
    return new IllegalArgumentException(
        "network must have layers that DL4J has too, but '" + layer.description() + "' is not one");
  }

  private static Activation activation(Elementwise layer) {
    return switch (layer.function()) {
      case RELU -> Activation.RELU;
      case SELU -> Activation.SELU;
      case TANH -> Activation.TANH;
      case SIGMOID -> Activation.SIGMOID;
      case GELU -> throw unknown(layer);
    };
  }

  private SubsamplingLayer pooling(SubsamplingLayer.PoolingType type, int size, int stride) {
    return new SubsamplingLayer.Builder(type)
        .kernelSize(size, size)
        .stride(stride, stride)
        .convolutionMode(ConvolutionMode.Truncate)
        .dataFormat(format)
        .build();
  }

  private Flow residual(Residual residual, String name, Flow from, List<Integer> after) {
    Flow branch = sequence(residual.branch(), name + ".", from);
    LayerSpec shortcut = residual.shortcut();
    Flow side = shortcut == null ? from : layer(shortcut, name + ".shortcut", from);
    if (!branch.order().equals(side.order())) {
      throw new IllegalArgumentException(
          "network must not flatten images within a residual branch to be exported");
    }
    builder.addVertex(
        name, new ElementWiseVertex(ElementWiseVertex.Op.Add), branch.name(), side.name());
    return new Flow(name, after, branch.order());
  }

  /** Every stride-th pixel is pooling of single pixels; the zeros around channels are padding. */
  private Flow subsample(Subsample subsample, String name, Flow from, List<Integer> after) {
    String picked = name + ".pick";
    builder.addLayer(
        picked, pooling(SubsamplingLayer.PoolingType.MAX, 1, subsample.stride()), from.name());
    int added = subsample.channels() - from.shape().get(2);
    int before = added / 2;
    // DL4J pads height and width alone. Told the other format, it takes channels for one of them.
    ZeroPaddingLayer padding =
        format == CNN2DFormat.NHWC
            ? new ZeroPaddingLayer.Builder(0, 0, before, added - before)
                .dataFormat(CNN2DFormat.NCHW)
                .build()
            : new ZeroPaddingLayer.Builder(before, added - before, 0, 0)
                .dataFormat(CNN2DFormat.NHWC)
                .build();
    builder.addLayer(name, padding, picked);
    return new Flow(name, after, FeatureOrder.SAME);
  }

  private Flow flatten(String name, Flow from, List<Integer> after) {
    if (from.shape().size() == 1) {
      return from;
    }
    if (from.shape().size() != 3) {
      throw new IllegalArgumentException(
          "network must flatten images alone to be exported, but flattens " + from.shape());
    }
    int height = from.shape().get(0);
    int width = from.shape().get(1);
    int channels = from.shape().get(2);
    builder.addVertex(
        name,
        new PreprocessorVertex(new CnnToFeedForwardPreProcessor(height, width, channels, format)),
        from.name());
    return new Flow(
        name,
        after,
        format == CNN2DFormat.NHWC
            ? FeatureOrder.SAME
            : new FeatureOrder(height * width, channels));
  }
}
