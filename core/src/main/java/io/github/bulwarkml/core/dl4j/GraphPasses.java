// Copyright the Bulwark authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.github.bulwarkml.core.dl4j;

import io.github.bulwarkml.core.nn.layer.Mode;
import io.github.bulwarkml.core.tensor.Nd4jBridge;
import io.github.bulwarkml.core.tensor.ParameterVector;
import java.util.Arrays;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Forward and backward passes between heap arrays in Bulwark's layout and DL4J's graphs, which
 * stand on the network's own parameters.
 */
final class GraphPasses {
  private final NetworkPlan plan;
  private final InputLayout layout;
  private final int[] inputShape;
  private final OpenGraph training;
  private final OpenGraph perExample;
  private final OpenGraph inference;
  private final int[] outputShape;

  GraphPasses(NetworkPlan plan, INDArray parameters, InputLayout layout, int[] inputShape) {
    this.plan = plan;
    this.layout = layout;
    this.inputShape = inputShape;
    boolean norm = plan.hasBatchNorm();
    boolean random = plan.isRandom();
    this.training = open(parameters, false, false);
    this.perExample = norm ? open(parameters, true, false) : training;
    this.inference = random ? open(parameters, norm, true) : perExample;
    this.outputShape = probe();
  }

  private OpenGraph open(INDArray parameters, boolean fixed, boolean certain) {
    return new OpenGraph(plan.opened(fixed, certain), plan, parameters);
  }

  /** The shape of one example's outputs, found by running one. */
  private int[] probe() {
    INDArray outputs;
    try {
      outputs = inference.outputSingle(false, input(new float[inputLength()], 1));
    } catch (RuntimeException e) {
      throw new IllegalArgumentException(
          "inputShape must be what the network takes ("
              + layout
              + "), but was "
              + Arrays.toString(inputShape)
              + ": "
              + e.getMessage(),
          e);
    }
    int rank = outputs.rank();
    if (rank == 2 && outputs.size(0) == 1) {
      return new int[] {(int) outputs.size(1)};
    }
    if (rank == 3 && outputs.size(0) == 1) {
      boolean first = plan.head().layout() == InputLayout.CHANNELS_FIRST;
      return new int[] {(int) outputs.size(first ? 2 : 1), (int) outputs.size(first ? 1 : 2)};
    }
    throw new IllegalArgumentException(
        "network must give one row of outputs, or one per step, for one example of shape "
            + Arrays.toString(inputShape)
            + ", but gives an array of shape "
            + Arrays.toString(outputs.shape()));
  }

  int[] outputShape() {
    return outputShape.clone();
  }

  int inputLength() {
    int length = 1;
    for (int dimension : inputShape) {
      length *= dimension;
    }
    return length;
  }

  /** Inputs in the network's layout. */
  private INDArray input(float[] values, int examples) {
    long[] shape = new long[inputShape.length + 1];
    shape[0] = examples;
    for (int d = 0; d < inputShape.length; d++) {
      shape[d + 1] = inputShape[d];
    }
    INDArray rows = Nd4jBridge.toNd4j(values, shape);
    if (layout == InputLayout.CHANNELS_LAST || inputShape.length == 1) {
      return rows;
    }
    return inputShape.length == 3
        ? rows.permute(0, 3, 1, 2).dup('c')
        : rows.permute(0, 2, 1).dup('c');
  }

  private float[] inputGradient(INDArray gradient) {
    INDArray rows = gradient;
    if (layout == InputLayout.CHANNELS_FIRST && inputShape.length == 3) {
      rows = gradient.permute(0, 2, 3, 1);
    } else if (layout == InputLayout.CHANNELS_FIRST && inputShape.length == 2) {
      rows = gradient.permute(0, 2, 1);
    }
    return values(rows);
  }

  private float[] logits(INDArray outputs) {
    return values(permuted(outputs));
  }

  /** The epsilon of DL4J from a gradient in Bulwark's layout. */
  private INDArray epsilon(float[] gradient, int examples) {
    return outputShape.length == 1
        ? Nd4jBridge.toNd4j(gradient, examples, outputShape[0])
        : permuted(Nd4jBridge.toNd4j(gradient, examples, outputShape[0], outputShape[1])).dup('c');
  }

  /** Steps and outputs change places where the network has the outputs before the steps. */
  private INDArray permuted(INDArray outputs) {
    return outputShape.length == 2 && plan.head().layout() == InputLayout.CHANNELS_FIRST
        ? outputs.permute(0, 2, 1)
        : outputs;
  }

  private static float[] values(INDArray array) {
    ParameterVector vector = ParameterVector.builder().segment("v", (int) array.length()).build();
    Nd4jBridge.copy(array.dup('c'), vector);
    return vector.array();
  }

  /** Outputs alone. */
  float[] outputs(float[] inputs, int examples, Mode mode) {
    return logits(graph(mode).outputSingle(mode != Mode.INFERENCE, input(inputs, examples)));
  }

  /** Outputs, and what {@link #backward} needs. */
  float[] forward(float[] inputs, int examples, Mode mode) {
    // Layers keep their input for the way back while training alone; in the graphs of the other
    // modes no layer behaves differently then.
    return logits(graph(mode).forward(input(inputs, examples), true));
  }

  /** DL4J's flat gradient. */
  void backward(float[] gradient, int examples, Mode mode, ParameterVector flat) {
    Nd4jBridge.copy(graph(mode).backward(epsilon(gradient, examples)), flat);
  }

  /** The gradient with respect to the inputs, after a forward pass of {@link Mode#INFERENCE}. */
  float[] backwardToInput(float[] gradient, int examples) {
    return inputGradient(inference.backwardToInput(epsilon(gradient, examples)));
  }

  private OpenGraph graph(Mode mode) {
    return switch (mode) {
      case TRAINING -> training;
      case PER_EXAMPLE -> perExample;
      case INFERENCE -> inference;
    };
  }

  /** Starts DL4J's random numbers, which all networks of a process share. */
  static void seedNoise(long seed) {
    Nd4j.getRandom().setSeed(seed);
  }
}
