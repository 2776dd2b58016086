// Copyright the Bulwark authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.github.bulwarkml.core.nn.layer;

import io.github.bulwarkml.core.internal.Require;
import java.util.List;
import java.util.Objects;

/**
 * A layer of long short-term memory (Hochreiter, Schmidhuber 1997; with forget gates): [steps,
 * inputs] becomes [steps, units], or [units] where only the last step is wanted.
 *
 * <p>With gates in PyTorch's order i, f, g, o side by side in \(z_t = x_t W + h_{t-1} R + b\):
 * \(c_t = \sigma(f) c_{t-1} + \sigma(i)\tanh(g)\) and \(h_t = \sigma(o)\tanh(c_t)\), from \(h_0 =
 * c_0 = 0\). PyTorch has two biases, {@code b_ih} and {@code b_hh}, of which only the sum matters:
 * {@code bias} is that sum, so there are {@code 4 units} fewer parameters.
 *
 * @param units the length of the state, at least 1
 * @param lastOnly whether only the last step is given on
 * @param initializer what both matrices start as; a fan-in initializer sees {@code units}, as in
 *     PyTorch
 * @param biasInitializer what the bias starts as
 * @since 0.1.0
 */
public record Lstm(
    int units, boolean lastOnly, Initializer initializer, Initializer biasInitializer)
    implements LayerSpec {
  /**
   * Checks the parts.
   *
   * @param units the length of the state, at least 1
   * @param lastOnly whether only the last step is given on
   * @param initializer what both matrices start as
   * @param biasInitializer what the bias starts as
   * @throws IllegalArgumentException if {@code units < 1}
   */
  public Lstm {
    Require.inRange(units, 1, 1 << 20, "units");
    Objects.requireNonNull(initializer, "initializer");
    Objects.requireNonNull(biasInitializer, "biasInitializer");
  }

  /**
   * {@return a layer that gives all steps and starts uniform in ±1/sqrt(units)}
   *
   * @param units the length of the state, at least 1
   */
  public static Lstm of(int units) {
    return new Lstm(units, false, Initializer.uniformFanIn(), Initializer.uniformFanIn());
  }

  /** {@return this layer, giving only its last step} */
  public Lstm lastStep() {
    return new Lstm(units, true, initializer, biasInitializer);
  }

  @Override
  public String kind() {
    return "lstm";
  }

  @Override
  public String description() {
    return "lstm " + units + (lastOnly ? ", last step" : "");
  }

  @Override
  public int[] outputShape(int[] inputShape) {
    InputShape.requireRank(inputShape, 2, "[steps, inputs]");
    return lastOnly ? new int[] {units} : new int[] {inputShape[0], units};
  }

  @Override
  public List<ParameterSpec> parameters(int[] inputShape) {
    InputShape.requireRank(inputShape, 2, "[steps, inputs]");
    int inputs = inputShape[1];
    int gates = 4 * units;
    InputShape.requireFits(inputShape, inputs, gates);
    return List.of(
        new ParameterSpec("input.weight", List.of(inputs, gates), initializer, units, gates),
        new ParameterSpec("input.bias", List.of(gates), biasInitializer, units, gates),
        new ParameterSpec("recurrent.weight", List.of(units, gates), initializer, units, gates));
  }

  @Override
  public boolean keepsOutput() {
    return false;
  }

  @Override
  public Layer bind(Binding binding) {
    int[] shape = binding.inputShape();
    Layer gates =
        new AffineLayer(
            binding,
            binding.allocate(shape[0], 4 * units),
            shape[1],
            4 * units,
            binding.parameter("input.weight"),
            binding.parameter("input.bias"));
    Layer recurrence =
        new LstmRecurrence(
            binding.within("", gates.output(), false),
            binding.allocate(outputShape(shape)),
            binding.parameter("recurrent.weight"));
    return new Sequence.Chain(List.of(gates, recurrence));
  }
}
