// Copyright the Bulwark authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.github.bulwarkml.core.nn;

import io.github.bulwarkml.core.NumericalException;
import io.github.bulwarkml.core.internal.Require;
import io.github.bulwarkml.core.nn.layer.Mode;
import io.github.bulwarkml.core.nn.layer.NativeArray;
import io.github.bulwarkml.core.nn.layer.Parameter;
import io.github.bulwarkml.core.random.Seed;
import io.github.bulwarkml.core.tensor.ParameterVector;
import io.github.bulwarkml.core.tensor.Shapes;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A network with a loss. */
final class NetworkModel implements DifferentiableModel {
  /** Examples handled at a time where examples are independent. */
  private static final int PART = 128;

  private final Network network;
  private final Loss loss;
  private final ParameterVector layout;
  private final int inputLength;
  private final int outputLength;
  private final int width;

  NetworkModel(Network network, Loss loss) {
    this.network = Objects.requireNonNull(network, "network");
    this.loss = Objects.requireNonNull(loss, "loss");
    this.layout = network.parameterVector();
    this.inputLength = Shapes.length(network.inputDimensions());
    int[] output = network.layers().outputShape(network.inputDimensions());
    this.outputLength = Shapes.length(output);
    this.width = output[output.length - 1];
  }

  @Override
  public List<Integer> inputShape() {
    return network.inputShape();
  }

  @Override
  public List<Integer> outputShape() {
    return network.outputShape();
  }

  @Override
  public Loss loss() {
    return loss;
  }

  @Override
  public int parameterCount() {
    return layout.length();
  }

  @Override
  public ParameterVector parameters() {
    return network.parameterVector();
  }

  @Override
  public void setParameters(ParameterVector parameters) {
    network.setParameters(parameters);
  }

  @Override
  public ParameterVector state() {
    return network.stateVector();
  }

  @Override
  public void setState(ParameterVector state) {
    network.setState(state);
  }

  @Override
  public void reseed(Seed seed) {
    network.reseed(seed);
  }

  @Override
  public float[] logits(Examples examples) {
    requireInputs(examples);
    long length = (long) examples.size() * outputLength;
    Require.fitsHeap(length, Float.BYTES, "outputs of all examples");
    float[] all = new float[(int) length];
    forEachPart(
        examples,
        Mode.INFERENCE,
        (passes, from, count) -> {
          float[] part = passes.output().toFloats();
          System.arraycopy(part, 0, all, from * outputLength, count * outputLength);
        });
    return all;
  }

  @Override
  public double[] losses(Examples examples) {
    requireInputs(examples);
    Targets targets = new Targets(examples, outputLength, width);
    double[] losses = new double[examples.size()];
    forEachPart(
        examples,
        Mode.INFERENCE,
        (passes, from, count) -> targets.losses(loss, passes.output(), from, count, losses, null));
    return losses;
  }

  @Override
  public double gradient(Examples batch, Mode mode, ParameterVector gradient) {
    requireInputs(batch);
    requireLength(gradient, "gradient");
    int size = requireSome(batch);
    Targets targets = new Targets(batch, outputLength, width);
    Passes passes = network.at(size);
    passes.input().set(batch.inputs());
    passes.forward(mode);
    double[] losses = new double[size];
    double[] gradients = new double[size * outputLength];
    targets.losses(loss, passes.output(), 0, size, losses, gradients);
    for (int i = 0; i < gradients.length; i++) {
      gradients[i] /= size;
    }
    passes.outputGradient().set(gradients);
    passes.backward();
    readGradient(gradient.array());
    return Arrays.stream(losses).sum() / size;
  }

  @Override
  public float[] logitsTangent(Examples batch, Mode mode, ParameterVector direction) {
    requireInputs(batch);
    requireLength(direction, "direction");
    int size = requireSome(batch);
    int at = 0;
    for (Parameter parameter : network.parameters()) {
      int end = at + parameter.value().length();
      parameter.direction().set(Arrays.copyOfRange(direction.array(), at, end));
      at = end;
    }
    List<double[]> state = network.state().stream().map(p -> p.value().toDoubles()).toList();
    Passes passes = network.at(size);
    passes.input().set(batch.inputs());
    passes.forward(mode);
    for (int i = 0; i < state.size(); i++) {
      network.state().get(i).value().set(state.get(i));
    }
    NativeArray tangent = passes.tangent();
    return tangent == null ? new float[size * outputLength] : tangent.toFloats();
  }

  @Override
  public float[] inputGradient(Examples examples) {
    requireInputs(examples);
    Targets targets = new Targets(examples, outputLength, width);
    float[] all = new float[examples.inputs().length];
    double[] losses = new double[examples.size()];
    forEachPart(
        examples,
        Mode.INFERENCE,
        (passes, from, count) -> {
          double[] gradients = new double[passes.output().length()];
          targets.losses(loss, passes.output(), from, count, losses, gradients);
          passes.outputGradient().set(gradients);
          float[] part = passes.inputGradient().toFloats();
          System.arraycopy(part, 0, all, from * inputLength, count * inputLength);
        });
    return all;
  }

  @Override
  public double[] gradientNorms(Examples examples) {
    requireInputs(examples);
    Targets targets = new Targets(examples, outputLength, width);
    double[] losses = new double[examples.size()];
    double[] norms = new double[examples.size()];
    forEachPart(
        examples,
        Mode.INFERENCE,
        (passes, from, count) -> {
          double[] part = exampleNorms(passes, targets, from, count, losses);
          System.arraycopy(part, 0, norms, from, count);
        });
    return norms;
  }

  @Override
  public ClippedGradient clippedGradientSum(
      Examples examples, double clipNorm, ParameterVector sum) {
    if (!(clipNorm > 0)) {
      throw new IllegalArgumentException("clipNorm must be > 0, but was " + clipNorm);
    }
    requireInputs(examples);
    requireLength(sum, "sum");
    Targets targets = new Targets(examples, outputLength, width);
    double[] losses = new double[examples.size()];
    double[] norms = new double[examples.size()];
    double[] total = new double[layout.length()];
    float[] partSum = new float[layout.length()];
    forEachPart(
        examples,
        Mode.PER_EXAMPLE,
        (passes, from, count) -> {
          double[] part = exampleNorms(passes, targets, from, count, losses);
          System.arraycopy(part, 0, norms, from, count);
          double[] weights = new double[part.length]; // rows that only fill up weigh nothing
          for (int i = 0; i < count; i++) {
            weights[i] = part[i] > clipNorm ? clipNorm / part[i] : 1;
          }
          passes.weightedGradient(weights);
          readGradient(partSum);
          for (int i = 0; i < total.length; i++) {
            total[i] += partSum[i];
          }
        });
    for (int i = 0; i < total.length; i++) {
      sum.array()[i] = (float) total[i];
    }
    return new ClippedGradient(losses, norms);
  }

  private double[] exampleNorms(
      Passes passes, Targets targets, int from, int count, double[] losses) {
    double[] gradients = new double[passes.output().length()];
    targets.losses(loss, passes.output(), from, count, losses, gradients);
    passes.outputGradient().set(gradients);
    double[] norms = passes.gradientNorms();
    for (int i = 0; i < count; i++) {
      if (!(norms[i] <= Double.MAX_VALUE)) {
        throw new NumericalException(
            "the gradient of example " + (from + i) + " is not finite, so it has no norm to bound");
      }
    }
    return norms;
  }

  @Override
  public DifferentiableModel copy() {
    return new NetworkModel(network.copy(), loss);
  }

  @Override
  public void close() {
    network.close();
  }

  /** Work on some examples that have gone through a forward pass. */
  @FunctionalInterface
  private interface Part {
    void work(Passes passes, int from, int count);
  }

  /** Full parts of one size; the last is filled up with zeros, so that few sizes are ever bound. */
  private void forEachPart(Examples examples, Mode mode, Part part) {
    int size = examples.size();
    int step = Math.min(PART, Math.max(1, size));
    for (int from = 0; from < size; from += step) {
      int count = Math.min(step, size - from);
      Passes passes = network.at(step);
      float[] inputs = new float[step * inputLength];
      System.arraycopy(examples.inputs(), from * inputLength, inputs, 0, count * inputLength);
      passes.input().set(inputs);
      passes.forward(mode);
      part.work(passes, from, count);
    }
  }

  private void readGradient(float[] target) {
    int at = 0;
    for (Parameter parameter : network.parameters()) {
      float[] part = parameter.gradient().toFloats();
      System.arraycopy(part, 0, target, at, part.length);
      at += part.length;
    }
  }

  private void requireInputs(Examples examples) {
    if (!examples.inputShape().equals(network.inputShape())) {
      throw new IllegalArgumentException(
          "examples must have inputs of shape "
              + network.inputShape()
              + ", as the network has, but have "
              + examples.inputShape());
    }
  }

  private static int requireSome(Examples batch) {
    return Require.atLeast(batch.size(), 1, "batch.size()");
  }

  private void requireLength(@Nullable ParameterVector vector, String name) {
    Objects.requireNonNull(vector, name);
    Require.sameLength(vector.length(), layout.length(), name, "the parameters");
  }
}
