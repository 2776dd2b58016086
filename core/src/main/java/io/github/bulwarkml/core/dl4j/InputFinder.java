// Copyright the Bulwark authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.github.bulwarkml.core.dl4j;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.deeplearning4j.nn.conf.CNN2DFormat;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.conf.InputPreProcessor;
import org.deeplearning4j.nn.conf.graph.GraphVertex;
import org.deeplearning4j.nn.conf.graph.LayerVertex;
import org.deeplearning4j.nn.conf.graph.PreprocessorVertex;
import org.deeplearning4j.nn.conf.layers.BaseRecurrentLayer;
import org.deeplearning4j.nn.conf.layers.BatchNormalization;
import org.deeplearning4j.nn.conf.layers.Convolution1DLayer;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.layers.SubsamplingLayer;
import org.deeplearning4j.nn.conf.layers.ZeroPaddingLayer;
import org.deeplearning4j.nn.conf.layers.recurrent.Bidirectional;
import org.deeplearning4j.nn.conf.layers.wrapper.BaseWrapperLayer;
import org.deeplearning4j.nn.conf.preprocessor.CnnToFeedForwardPreProcessor;
import org.deeplearning4j.nn.conf.preprocessor.RnnToFeedForwardPreProcessor;
import org.jspecify.annotations.Nullable;

/**
 * Finds the format that a network declares for its input: a built network no longer knows its input
 * type, but the first layers that care about channels do.
 */
final class InputFinder {
  private InputFinder() {}

  /** The layout that the first layer or preprocessor with an opinion declares. */
  static InputLayout layout(ComputationGraphConfiguration configuration) {
    Deque<String> next = new ArrayDeque<>(configuration.getNetworkInputs());
    Set<String> seen = new HashSet<>(next);
    while (!next.isEmpty()) {
      String from = next.remove();
      for (Map.Entry<String, List<String>> edge : configuration.getVertexInputs().entrySet()) {
        if (edge.getValue().contains(from) && seen.add(edge.getKey())) {
          Optional<InputLayout> declared = of(configuration.getVertices().get(edge.getKey()));
          if (declared.isPresent()) {
            return declared.get();
          }
          next.add(edge.getKey());
        }
      }
    }
    return InputLayout.CHANNELS_FIRST;
  }

  private static Optional<InputLayout> of(@Nullable GraphVertex vertex) {
    if (vertex instanceof PreprocessorVertex alone) {
      return of(alone.getPreProcessor());
    }
    if (!(vertex instanceof LayerVertex layerVertex)) {
      return Optional.empty();
    }
    Optional<InputLayout> before = of(layerVertex.getPreProcessor());
    return before.isPresent() ? before : of(layerVertex.getLayerConf().getLayer());
  }

  private static Optional<InputLayout> of(@Nullable InputPreProcessor before) {
    if (before instanceof CnnToFeedForwardPreProcessor cnn) {
      return Optional.of(layout(cnn.getFormat()));
    }
    if (before instanceof RnnToFeedForwardPreProcessor rnn) {
      return Optional.of(OutputHead.layout(rnn.getRnnDataFormat()));
    }
    return before == null
        ? Optional.empty()
        : Optional.of(InputLayout.CHANNELS_FIRST); // flat rows in, DL4J's own order
  }

  private static Optional<InputLayout> of(Layer layer) {
    if (layer instanceof BaseWrapperLayer wrapper) {
      return of(wrapper.getUnderlying());
    }
    if (layer instanceof Bidirectional both) {
      return of(both.getFwd());
    }
    if (layer instanceof BaseRecurrentLayer recurrent) {
      return Optional.of(OutputHead.layout(recurrent.getRnnDataFormat()));
    }
    if (layer instanceof Convolution1DLayer convolution) {
      return Optional.of(OutputHead.layout(convolution.getRnnDataFormat()));
    }
    if (layer instanceof ConvolutionLayer convolution) {
      return Optional.of(layout(convolution.getCnn2dDataFormat()));
    }
    if (layer instanceof SubsamplingLayer pooling) {
      return Optional.of(layout(pooling.getCnn2dDataFormat()));
    }
    if (layer instanceof BatchNormalization norm) {
      return Optional.of(layout(norm.getCnn2DFormat()));
    }
    if (layer instanceof ZeroPaddingLayer padding) {
      return Optional.of(layout(padding.getDataFormat()));
    }
    return Optional.empty();
  }

  private static InputLayout layout(CNN2DFormat format) {
    return format == CNN2DFormat.NHWC ? InputLayout.CHANNELS_LAST : InputLayout.CHANNELS_FIRST;
  }
}
