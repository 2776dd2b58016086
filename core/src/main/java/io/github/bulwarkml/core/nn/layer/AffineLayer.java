// Copyright the Bulwark authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.github.bulwarkml.core.nn.layer;

import org.jspecify.annotations.Nullable;

/** {@code Y = X W + b} for rows X, bound. */
final class AffineLayer extends Layer {
  private final NativeMemory memory;
  private final NativeArray input;
  private final int rows;
  private final int inputs;
  private final int outputs;
  private final Parameter weight;
  private final @Nullable Parameter bias;
  private final RowGradient gradient;
  private final Gemm forward;
  private final Gemm alongWeights;
  private final Gemm alongInput;
  private final Gemm backward;
  private @Nullable NativeArray inputGradient;
  private @Nullable NativeArray tangent;

  AffineLayer(
      Binding binding,
      NativeArray output,
      int inputs,
      int outputs,
      Parameter weight,
      @Nullable Parameter bias) {
    super(output);
    this.memory = binding.memory();
    this.input = binding.input();
    this.rows = input.length() / inputs;
    this.inputs = inputs;
    this.outputs = outputs;
    this.weight = weight;
    this.bias = bias;
    int rowsEach = rows / binding.batch();
    this.gradient =
        new RowGradient(
            memory,
            binding.batch(),
            rowsEach,
            inputs,
            outputs,
            (example, count, target) ->
                target.copy(0, input, example * rowsEach * inputs, count * rowsEach * inputs),
            input);
    this.forward = new Gemm(memory, false, false, bias == null ? 0 : 1);
    this.alongWeights = new Gemm(memory, false, false, bias == null ? 0 : 1);
    this.alongInput = new Gemm(memory, false, false, 1);
    this.backward = new Gemm(memory, false, true, 0);
  }

  @Override
  public void forward(Mode mode) {
    if (bias != null) {
      RowBias.fill(bias.value(), output()); // the product is added to it
    }
    forward.run(input, weight.value(), output(), rows, inputs, outputs);
  }

  @Override
  public NativeArray tangent(@Nullable NativeArray inputTangent) {
    if (tangent == null) {
      tangent = memory.allocate(output().shape());
    }
    if (bias != null) {
      RowBias.fill(bias.direction(), tangent);
    }
    alongWeights.run(input, weight.direction(), tangent, rows, inputs, outputs);
    if (inputTangent != null) {
      alongInput.run(inputTangent, weight.value(), tangent, rows, inputs, outputs);
    }
    return tangent;
  }

  @Override
  public void parameterGradient(NativeArray outputGradient, double @Nullable [] weights) {
    gradient.sum(outputGradient, weights, weight, bias);
  }

  @Override
  public void addSquaredNorms(NativeArray outputGradient, double[] squaredNorms) {
    gradient.addSquaredNorms(outputGradient, bias != null, squaredNorms);
  }

  @Override
  protected NativeArray inputGradient(NativeArray outputGradient) {
    if (inputGradient == null) {
      inputGradient = memory.allocate(input.shape());
    }
    backward.run(outputGradient, weight.value(), inputGradient, rows, outputs, inputs);
    return inputGradient;
  }
}
