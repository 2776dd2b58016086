// Copyright the Bulwark authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.github.bulwarkml.core.dl4j;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.deeplearning4j.nn.conf.BackpropType;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.conf.InputPreProcessor;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.WorkspaceMode;
import org.deeplearning4j.nn.conf.graph.GraphVertex;
import org.deeplearning4j.nn.conf.graph.LayerVertex;
import org.deeplearning4j.nn.conf.layers.BaseLayer;
import org.deeplearning4j.nn.conf.layers.BatchNormalization;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.layers.misc.FrozenLayer;
import org.deeplearning4j.nn.conf.layers.misc.FrozenLayerWithBackprop;
import org.deeplearning4j.nn.conf.layers.recurrent.Bidirectional;
import org.deeplearning4j.nn.conf.layers.wrapper.BaseWrapperLayer;

/**
 * A network's configuration, read: both kinds of network as graphs of the same parameters, with the
 * output layer opened.
 */
final class NetworkPlan {
  private static final String INPUT = "in";

  private final ComputationGraphConfiguration source;
  private final String output;
  private final OutputHead head;
  private boolean batchNorm;
  private boolean random;

  private NetworkPlan(ComputationGraphConfiguration source) {
    this.source = source;
    if (source.getNetworkInputs().size() != 1 || source.getNetworkOutputs().size() != 1) {
      throw new IllegalArgumentException(
          "network must have one input and one output, but has inputs "
              + source.getNetworkInputs()
              + " and outputs "
              + source.getNetworkOutputs());
    }
    this.output = source.getNetworkOutputs().get(0);
    if (!(source.getVertices().get(output) instanceof LayerVertex last)) {
      throw new IllegalArgumentException(
          "network must end in an output layer, but '" + output + "' is none");
    }
    this.head = OutputHead.of(last.getLayerConf().getLayer(), output);
    source.getVertices().forEach(this::look);
  }

  static NetworkPlan of(ComputationGraphConfiguration configuration) {
    return new NetworkPlan(configuration.clone());
  }

  /** A chain becomes a graph whose vertices are called by number, as the chain's parameters are. */
  static NetworkPlan of(MultiLayerConfiguration chain) {
    ComputationGraphConfiguration graph = new ComputationGraphConfiguration();
    Map<String, GraphVertex> vertices = new LinkedHashMap<>();
    Map<String, List<String>> inputs = new LinkedHashMap<>();
    int layers = chain.getConfs().size();
    for (int i = 0; i < layers; i++) {
      InputPreProcessor before = chain.getInputPreProcess(i);
      NeuralNetConfiguration layer = chain.getConf(i).clone();
      layer.getLayer().setLayerName(String.valueOf(i)); // the graph looks its layers up by name
      vertices.put(
          String.valueOf(i), new LayerVertex(layer, before == null ? null : before.clone()));
      inputs.put(String.valueOf(i), List.of(i == 0 ? INPUT : String.valueOf(i - 1)));
    }
    graph.setVertices(vertices);
    graph.setVertexInputs(inputs);
    graph.setNetworkInputs(List.of(INPUT));
    graph.setNetworkOutputs(List.of(String.valueOf(layers - 1)));
    graph.setDefaultConfiguration(chain.getConf(0).clone());
    graph.setCacheMode(chain.getCacheMode());
    graph.setDataType(chain.getDataType());
    return new NetworkPlan(graph);
  }

  private void look(String name, GraphVertex vertex) {
    if (!(vertex instanceof LayerVertex layerVertex)) {
      return;
    }
    Layer layer = layerVertex.getLayerConf().getLayer();
    if (layer instanceof FrozenLayer || layer instanceof FrozenLayerWithBackprop) {
      throw new IllegalArgumentException(
          "network must have no frozen layers, but '" + name + "' is frozen");
    }
    batchNorm |= layer instanceof BatchNormalization;
    random |= isRandom(layer);
    for (Layer inner : inner(layer)) {
      if (isRandom(inner) || inner instanceof BatchNormalization) {
        throw new IllegalArgumentException(
            "network must have dropout, weight noise and batch norm in layers of their own, but the"
                + " layer within '"
                + name
                + "' has one of them");
      }
    }
  }

  private static boolean isRandom(Layer layer) {
    return layer.getIDropout() != null
        || layer instanceof BaseLayer base && base.getWeightNoise() != null;
  }

  private static List<Layer> inner(Layer layer) {
    if (layer instanceof BaseWrapperLayer wrapper) {
      return List.of(wrapper.getUnderlying());
    }
    return layer instanceof Bidirectional both ? List.of(both.getFwd(), both.getBwd()) : List.of();
  }

  OutputHead head() {
    return head;
  }

  String input() {
    return source.getNetworkInputs().get(0);
  }

  String output() {
    return output;
  }

  /** Whether there is batch norm. */
  boolean hasBatchNorm() {
    return batchNorm;
  }

  /** Whether there is dropout or noise on the weights. */
  boolean isRandom() {
    return random;
  }

  InputLayout inputLayout() {
    return InputFinder.layout(source);
  }

  /** The names of a network's batch norm layers. */
  List<String> batchNormLayers() {
    List<String> names = new ArrayList<>();
    source
        .getVertices()
        .forEach(
            (name, vertex) -> {
              if (vertex instanceof LayerVertex layer
                  && layer.getLayerConf().getLayer() instanceof BatchNormalization) {
                names.add(name);
              }
            });
    return names;
  }

  /**
   * The graph, opened.
   *
   * @param fixed whether batch norm uses its running values, in both directions
   * @param certain whether dropout and noise are taken out
   */
  ComputationGraphConfiguration opened(boolean fixed, boolean certain) {
    ComputationGraphConfiguration graph = source.clone();
    for (Map.Entry<String, GraphVertex> entry : graph.getVertices().entrySet()) {
      if (entry.getValue() instanceof LayerVertex vertex) {
        NeuralNetConfiguration configuration = vertex.getLayerConf();
        Layer layer =
            entry.getKey().equals(output) ? head.open().clone() : configuration.getLayer();
        if (certain) {
          takeNoiseOut(layer);
        } else {
          giveOwnNoise(layer);
        }
        configuration.setLayer(
            fixed && layer instanceof BatchNormalization norm
                ? new FixedBatchNormalization(norm)
                : layer);
      }
    }
    graph.setBackpropType(BackpropType.Standard);
    // What backprop from outside needs must outlive the forward pass.
    graph.setTrainingWorkspaceMode(WorkspaceMode.NONE);
    graph.setInferenceWorkspaceMode(WorkspaceMode.NONE);
    return graph;
  }

  /** DL4J keeps a dropout's mask in its configuration, which clones of a layer share. */
  private static void giveOwnNoise(Layer layer) {
    if (layer.getIDropout() != null) {
      layer.setIDropout(layer.getIDropout().clone());
    }
    if (layer instanceof BaseLayer base && base.getWeightNoise() != null) {
      base.setWeightNoise(base.getWeightNoise().clone());
    }
  }

  private static void takeNoiseOut(Layer layer) {
    layer.setIDropout(null);
    if (layer instanceof BaseLayer base) {
      base.setWeightNoise(null);
    }
  }
}
