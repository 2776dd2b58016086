// Copyright the Bulwark authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.github.bulwarkml.core.nn.layer;

import io.github.bulwarkml.core.internal.Require;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * A fully connected layer \(y = xW + b\) on the last dimension; W is [inputs, units].
 *
 * @param units how many outputs, at least 1
 * @param bias whether there is a bias
 * @param initializer what the weights start as
 * @param biasInitializer what the bias starts as
 * @since 0.1.0
 */
public record Dense(int units, boolean bias, Initializer initializer, Initializer biasInitializer)
    implements LayerSpec {
  /**
   * Checks the size.
   *
   * @param units how many outputs, at least 1
   * @param bias whether there is a bias
   * @param initializer what the weights start as
   * @param biasInitializer what the bias starts as
   * @throws IllegalArgumentException if {@code units < 1}
   */
  public Dense {
    Require.inRange(units, 1, 1 << 24, "units");
    Objects.requireNonNull(initializer, "initializer");
    Objects.requireNonNull(biasInitializer, "biasInitializer");
  }

  /**
   * {@return a layer with bias, both uniform in ±1/sqrt(inputs)}
   *
   * @param units how many outputs, at least 1
   */
  public static Dense of(int units) {
    return new Dense(units, true, Initializer.uniformFanIn(), Initializer.uniformFanIn());
  }

  /** {@return this layer without its bias} */
  public Dense withoutBias() {
    return new Dense(units, false, initializer, biasInitializer);
  }

  /**
   * {@return this layer with other starting weights and a bias of zero}
   *
   * @param weights what the weights start as
   */
  public Dense startingFrom(Initializer weights) {
    return new Dense(units, bias, weights, Initializer.constant(0));
  }

  @Override
  public String kind() {
    return "dense";
  }

  @Override
  public String description() {
    return "dense " + units + (bias ? "" : ", no bias");
  }

  private static void requireForm(int[] inputShape) {
    InputShape.requireForm(
        inputShape.length == 1 || inputShape.length == 2,
        inputShape,
        "[features] or [rows, features] (flatten it first)");
  }

  @Override
  public int[] outputShape(int[] inputShape) {
    requireForm(inputShape);
    int[] shape = inputShape.clone();
    shape[shape.length - 1] = units;
    return shape;
  }

  @Override
  public List<ParameterSpec> parameters(int[] inputShape) {
    requireForm(inputShape);
    int inputs = inputShape[inputShape.length - 1];
    InputShape.requireFits(inputShape, inputs, units);
    List<ParameterSpec> all = new ArrayList<>();
    all.add(new ParameterSpec("weight", List.of(inputs, units), initializer, inputs, units));
    if (bias) {
      all.add(new ParameterSpec("bias", List.of(units), biasInitializer, inputs, units));
    }
    return all;
  }

  @Override
  public boolean keepsOutput() {
    return false;
  }

  @Override
  public Layer bind(Binding binding) {
    int[] inputShape = binding.inputShape();
    int inputs = inputShape[inputShape.length - 1];
    NativeArray output = binding.allocate(outputShape(inputShape));
    return new AffineLayer(
        binding,
        output,
        inputs,
        units,
        binding.parameter("weight"),
        bias ? binding.parameter("bias") : null);
  }
}
