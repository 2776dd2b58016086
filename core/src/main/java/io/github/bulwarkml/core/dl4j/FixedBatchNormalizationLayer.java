// Copyright the Bulwark authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.github.bulwarkml.core.dl4j;

import java.util.Arrays;
import java.util.Objects;
import org.deeplearning4j.nn.conf.CNN2DFormat;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.gradient.DefaultGradient;
import org.deeplearning4j.nn.gradient.Gradient;
import org.deeplearning4j.nn.layers.normalization.BatchNormalization;
import org.deeplearning4j.nn.params.BatchNormalizationParamInitializer;
import org.deeplearning4j.nn.workspace.ArrayType;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.nd4j.common.primitives.Pair;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.ops.transforms.Transforms;

/** What {@link FixedBatchNormalization} runs: an affine map per channel. */
final class FixedBatchNormalizationLayer extends BatchNormalization {
  private static final long serialVersionUID = 1L;

  FixedBatchNormalizationLayer(NeuralNetConfiguration conf, DataType type) {
    super(conf, type);
  }

  @Override
  public INDArray activate(boolean training, LayerWorkspaceMgr workspace) {
    assertInputSet(false);
    return preOutput(input, TrainingMode.TEST, workspace);
  }

  @Override
  public Pair<Gradient, INDArray> backpropGradient(INDArray epsilon, LayerWorkspaceMgr workspace) {
    assertInputSet(true);
    int rank = input.rank();
    if (rank != 2 && rank != 4) {
      throw new UnsupportedOperationException(
          "batch norm of DL4J must have inputs of rank 2 or 4, but the rank was " + rank);
    }
    int channel = rank == 2 || layerConf().getCnn2DFormat() == CNN2DFormat.NCHW ? 1 : 3;
    int[] others =
        rank == 2 ? new int[] {0} : channel == 1 ? new int[] {0, 2, 3} : new int[] {0, 1, 2};
    long width = input.size(channel);
    long[] alongChannel = new long[rank];
    Arrays.fill(alongChannel, 1);
    alongChannel[channel] = width;

    INDArray mean = row(BatchNormalizationParamInitializer.GLOBAL_MEAN, width);
    INDArray inverse = inverseDeviation(width);
    Gradient gradient = new DefaultGradient();
    INDArray scale = inverse;
    if (layerConf().isLockGammaBeta()) {
      scale = inverse.mul(layerConf().getGamma());
    } else {
      INDArray normalised =
          input.sub(mean.reshape(alongChannel)).muli(inverse.reshape(alongChannel));
      put(gradient, BatchNormalizationParamInitializer.GAMMA, normalised.muli(epsilon).sum(others));
      put(gradient, BatchNormalizationParamInitializer.BETA, epsilon.sum(others));
      scale = inverse.mul(row(BatchNormalizationParamInitializer.GAMMA, width));
    }
    // Not learnt by gradients: left at zero, which leaves them as they are.
    String spread =
        layerConf().isUseLogStd()
            ? BatchNormalizationParamInitializer.GLOBAL_LOG_STD
            : BatchNormalizationParamInitializer.GLOBAL_VAR;
    for (String fixed : new String[] {BatchNormalizationParamInitializer.GLOBAL_MEAN, spread}) {
      INDArray view = gradientView(fixed);
      view.assign(0);
      gradient.setGradientFor(fixed, view);
    }
    INDArray next = epsilon.mul(scale.reshape(alongChannel));
    return new Pair<>(gradient, workspace.leverageTo(ArrayType.ACTIVATION_GRAD, next));
  }

  private INDArray gradientView(String name) {
    return Objects.requireNonNull(gradientViews.get(name), name);
  }

  private INDArray row(String name, long width) {
    return getParam(name).reshape(width);
  }

  private INDArray inverseDeviation(long width) {
    INDArray variance;
    if (layerConf().isUseLogStd()) {
      INDArray logarithm = row(BatchNormalizationParamInitializer.GLOBAL_LOG_STD, width);
      INDArray deviation =
          Transforms.pow(Nd4j.valueArrayOf(new long[] {width}, 10.0, dataType), logarithm);
      variance = deviation.muli(deviation);
    } else {
      variance = row(BatchNormalizationParamInitializer.GLOBAL_VAR, width).dup();
    }
    return Transforms.sqrt(variance.addi(layerConf().getEps()), false).rdivi(1);
  }

  private void put(Gradient gradient, String name, INDArray values) {
    INDArray view = gradientView(name);
    view.assign(values.reshape(view.shape()));
    gradient.setGradientFor(name, view);
  }
}
