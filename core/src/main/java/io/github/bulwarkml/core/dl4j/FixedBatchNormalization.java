// Copyright the Bulwark authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.github.bulwarkml.core.dl4j;

import java.util.Collection;
import java.util.Map;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.BatchNormalization;
import org.deeplearning4j.optimize.api.TrainingListener;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Batch norm that uses its running mean and variance in both directions. DL4J's own layer always
 * goes back through the statistics of the batch, also after a forward pass that used the running
 * ones.
 */
final class FixedBatchNormalization extends BatchNormalization {
  private static final long serialVersionUID = 1L;

  FixedBatchNormalization(BatchNormalization of) {
    setLayerName(of.getLayerName());
    setNIn(of.getNIn());
    setNOut(of.getNOut());
    setDecay(of.getDecay());
    setEps(of.getEps());
    setMinibatch(of.isMinibatch());
    setGamma(of.getGamma());
    setBeta(of.getBeta());
    setLockGammaBeta(of.isLockGammaBeta());
    setCudnnAllowFallback(of.isCudnnAllowFallback());
    setUseLogStd(of.isUseLogStd());
    setCnn2DFormat(of.getCnn2DFormat());
    setIDropout(of.getIDropout());
    setIUpdater(of.getIUpdater());
    setWeightInitFn(of.getWeightInitFn());
  }

  @Override
  public org.deeplearning4j.nn.api.Layer instantiate(
      NeuralNetConfiguration conf,
      Collection<TrainingListener> listeners,
      int layerIndex,
      INDArray parameters,
      boolean initialize,
      DataType type) {
    FixedBatchNormalizationLayer layer = new FixedBatchNormalizationLayer(conf, type);
    layer.setIndex(layerIndex);
    layer.setParamsViewArray(parameters);
    Map<String, INDArray> table = initializer().init(conf, parameters, initialize);
    layer.setParamTable(table);
    layer.setConf(conf);
    return layer;
  }
}
