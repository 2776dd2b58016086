// Copyright the Bulwark authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.github.bulwarkml.core.dl4j;

import io.github.bulwarkml.core.nn.Loss;
import org.deeplearning4j.nn.conf.RNNFormat;
import org.deeplearning4j.nn.conf.layers.ActivationLayer;
import org.deeplearning4j.nn.conf.layers.BaseOutputLayer;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.FeedForwardLayer;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.layers.LossLayer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.conf.layers.RnnLossLayer;
import org.deeplearning4j.nn.conf.layers.RnnOutputLayer;
import org.deeplearning4j.nn.conf.layers.recurrent.TimeDistributed;
import org.nd4j.linalg.activations.IActivation;
import org.nd4j.linalg.activations.impl.ActivationIdentity;
import org.nd4j.linalg.activations.impl.ActivationSigmoid;
import org.nd4j.linalg.activations.impl.ActivationSoftmax;
import org.nd4j.linalg.lossfunctions.ILossFunction;
import org.nd4j.linalg.lossfunctions.impl.LossBinaryXENT;
import org.nd4j.linalg.lossfunctions.impl.LossMCXENT;
import org.nd4j.linalg.lossfunctions.impl.LossMSE;
import org.nd4j.linalg.lossfunctions.impl.LossNegativeLogLikelihood;

/**
 * An output layer taken apart: what it minimises, and a layer with the same parameters that stops
 * before the activation, where gradients from outside can enter.
 *
 * @param loss what it minimises, as a function of the outputs before the activation
 * @param open the layer without activation and loss
 * @param layout where a sequence's outputs lie; without meaning for outputs of one row
 */
record OutputHead(Loss loss, Layer open, InputLayout layout) {
  static OutputHead of(Layer layer, String name) {
    if (layer.getClass() == OutputLayer.class) {
      OutputLayer output = (OutputLayer) layer;
      return new OutputHead(
          loss(output, output.getLossFn(), name), dense(output), InputLayout.CHANNELS_FIRST);
    }
    if (layer.getClass() == RnnOutputLayer.class) {
      RnnOutputLayer output = (RnnOutputLayer) layer;
      RNNFormat format = format(output.getRnnDataFormat());
      TimeDistributed open = new TimeDistributed(dense(output), format);
      open.setLayerName(output.getLayerName());
      return new OutputHead(loss(output, output.getLossFn(), name), open, layout(format));
    }
    if (layer.getClass() == LossLayer.class) {
      LossLayer output = (LossLayer) layer;
      return new OutputHead(
          loss(output, output.getLossFn(), name), identity(output), InputLayout.CHANNELS_FIRST);
    }
    if (layer.getClass() == RnnLossLayer.class) {
      RnnLossLayer output = (RnnLossLayer) layer;
      return new OutputHead(
          loss(output, output.getLossFn(), name),
          identity(output),
          layout(format(output.getRnnDataFormat())));
    }
    throw new IllegalArgumentException(
        "network must end in an OutputLayer, RnnOutputLayer, LossLayer or RnnLossLayer, but '"
            + name
            + "' is a "
            + layer.getClass().getSimpleName());
  }

  private static RNNFormat format(RNNFormat given) {
    return given == RNNFormat.NWC ? RNNFormat.NWC : RNNFormat.NCW; // DL4J's default where unset
  }

  static InputLayout layout(RNNFormat format) {
    return format == RNNFormat.NWC ? InputLayout.CHANNELS_LAST : InputLayout.CHANNELS_FIRST;
  }

  private static Loss loss(FeedForwardLayer layer, ILossFunction function, String name) {
    IActivation activation = layer.getActivationFn();
    Class<?> kind = function.getClass();
    if (activation instanceof ActivationSoftmax
        && (kind == LossMCXENT.class || kind == LossNegativeLogLikelihood.class)
        && ((LossMCXENT) function).getWeights() == null) {
      return Loss.SOFTMAX_CROSS_ENTROPY;
    }
    if (activation instanceof ActivationSigmoid
        && kind == LossBinaryXENT.class
        && ((LossBinaryXENT) function).getWeights() == null) {
      return Loss.BINARY_CROSS_ENTROPY;
    }
    if (activation instanceof ActivationIdentity
        && kind == LossMSE.class
        && ((LossMSE) function).getWeights() == null) {
      return Loss.MEAN_SQUARED_ERROR;
    }
    throw new IllegalArgumentException(
        "network must end in softmax with MCXENT, sigmoid with XENT or identity with MSE, without"
            + " weights of outputs, but '"
            + name
            + "' has "
            + activation
            + " with "
            + function);
  }

  private static DenseLayer dense(BaseOutputLayer output) {
    DenseLayer dense =
        new DenseLayer.Builder()
            .name(output.getLayerName())
            .nIn((int) output.getNIn())
            .nOut((int) output.getNOut())
            .hasBias(output.hasBias())
            .activation(new ActivationIdentity())
            .build();
    dense.setIDropout(output.getIDropout());
    dense.setWeightNoise(output.getWeightNoise());
    dense.setWeightInitFn(output.getWeightInitFn());
    dense.setIUpdater(output.getIUpdater());
    return dense;
  }

  private static ActivationLayer identity(Layer output) {
    ActivationLayer open =
        new ActivationLayer.Builder()
            .name(output.getLayerName())
            .activation(new ActivationIdentity())
            .build();
    open.setIDropout(output.getIDropout());
    return open;
  }
}
