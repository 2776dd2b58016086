// Copyright the Bulwark authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.github.bulwarkml.core.dl4j;

import java.util.Objects;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.graph.vertex.GraphVertex;
import org.nd4j.linalg.api.ndarray.INDArray;

/** A graph on someone else's parameters that gives outputs before the last activation. */
final class OpenGraph extends ComputationGraph {
  private static final long serialVersionUID = 1L;

  private final String inputName;
  private final String outputName;

  OpenGraph(ComputationGraphConfiguration configuration, NetworkPlan plan, INDArray parameters) {
    super(configuration);
    this.inputName = plan.input();
    this.outputName = plan.output();
    init(parameters, false);
  }

  /** The outputs; keeps what {@link #backward} needs. */
  INDArray forward(INDArray input, boolean training) {
    return Objects.requireNonNull(
        feedForward(new INDArray[] {input}, training, false).get(outputName), outputName);
  }

  /** The flat gradient, one row; overwritten by the next call. */
  INDArray backward(INDArray epsilon) {
    backpropGradient(epsilon);
    return gradient().gradient();
  }

  /** The gradient with respect to the input, in the network's own layout. */
  INDArray backwardToInput(INDArray epsilon) {
    calcBackpropGradients(false, false, epsilon);
    INDArray gradient = getVertex(inputName).getEpsilon();
    for (GraphVertex vertex : getVertices()) {
      vertex.clear();
    }
    if (gradient == null) {
      throw new UnsupportedOperationException(
          "inputs that are token numbers have no gradient in DL4J's embedding layers");
    }
    return gradient;
  }
}
