// Copyright the Bulwark authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.github.bulwarkml.core.dl4j;

import io.github.bulwarkml.core.nn.Network;
import io.github.bulwarkml.core.nn.layer.Parameter;
import io.github.bulwarkml.core.tensor.Nd4jBridge;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.params.BatchNormalizationParamInitializer;
import org.deeplearning4j.nn.params.DefaultParamInitializer;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Which values of a network go where in a graph, noted while its layers are written. */
final class GraphWeights {
  /** Values for one array of the graph. */
  private record Copy(String layer, String key, INDArray values) {}

  private final Map<String, Parameter> byName = new HashMap<>();
  private final List<Copy> copies = new ArrayList<>();

  GraphWeights(Network network) {
    network.parameters().forEach(parameter -> byName.put(parameter.name(), parameter));
    network.state().forEach(parameter -> byName.put(parameter.name(), parameter));
  }

  private Parameter parameter(String name) {
    return Objects.requireNonNull(byName.get(name), name);
  }

  private float[] values(String name) {
    return parameter(name).value().toFloats();
  }

  private void add(String layer, String key, INDArray values) {
    copies.add(new Copy(layer, key, values));
  }

  /** A dense layer's weights are [inputs, units] in both. */
  void dense(String name, boolean bias, FeatureOrder order) {
    int[] shape = parameter(name + ".weight").value().shape();
    float[] weight = rows(values(name + ".weight"), shape[1], order);
    add(name, DefaultParamInitializer.WEIGHT_KEY, Nd4jBridge.toNd4j(weight, shape[0], shape[1]));
    bias(name, bias);
  }

  private void bias(String name, boolean bias) {
    if (bias) {
      float[] values = values(name + ".bias");
      add(name, DefaultParamInitializer.BIAS_KEY, Nd4jBridge.toNd4j(values, 1, values.length));
    }
  }

  /** [kernel, kernel, channels, filters] becomes [filters, channels, kernel, kernel]. */
  void convolution(String name, boolean bias) {
    int[] shape = parameter(name + ".weight").value().shape();
    INDArray weight =
        Nd4jBridge.toNd4j(values(name + ".weight"), shape[0], shape[1], shape[2], shape[3]);
    add(name, DefaultParamInitializer.WEIGHT_KEY, weight.permute(3, 2, 0, 1).dup('c'));
    bias(name, bias);
  }

  void batchNorm(String name, FeatureOrder order) {
    String[] ours = {"gamma", "beta", "mean", "variance"};
    String[] theirs = {
      BatchNormalizationParamInitializer.GAMMA,
      BatchNormalizationParamInitializer.BETA,
      BatchNormalizationParamInitializer.GLOBAL_MEAN,
      BatchNormalizationParamInitializer.GLOBAL_VAR
    };
    for (int i = 0; i < ours.length; i++) {
      float[] values = rows(values(name + "." + ours[i]), 1, order);
      add(name, theirs[i], Nd4jBridge.toNd4j(values, 1, values.length));
    }
  }

  /** Rows, one for each feature, in the order that DL4J has features in. */
  private static float[] rows(float[] values, int width, FeatureOrder order) {
    float[] ordered = new float[values.length];
    for (int row = 0; row < values.length / width; row++) {
      System.arraycopy(values, order.source(row) * width, ordered, row * width, width);
    }
    return ordered;
  }

  void copyTo(ComputationGraph graph) {
    for (Copy copy : copies) {
      INDArray target = graph.getLayer(copy.layer()).getParam(copy.key());
      target.assign(copy.values().reshape(target.shape()));
    }
  }
}
