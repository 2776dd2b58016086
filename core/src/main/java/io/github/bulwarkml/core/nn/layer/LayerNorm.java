// Copyright the Bulwark authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.github.bulwarkml.core.nn.layer;

import io.github.bulwarkml.core.internal.Require;
import java.util.List;

/**
 * Layer normalisation of the last dimension (Ba, Kiros, Hinton, arXiv 1607.06450): each row becomes
 * \(\gamma (x - \mu)/\sqrt{\sigma^2 + \epsilon} + \beta\) with the mean and the biased variance of
 * the row itself, so that examples do not touch each other.
 *
 * @param epsilon added to the variance, above 0
 * @since 0.1.0
 */
public record LayerNorm(double epsilon) implements LayerSpec {
  /**
   * Checks the setting.
   *
   * @param epsilon added to the variance, above 0
   * @throws IllegalArgumentException if it is not
   */
  public LayerNorm {
    Require.positive(epsilon, "epsilon");
  }

  /** {@return the usual setting: epsilon 1e-5} */
  public static LayerNorm standard() {
    return new LayerNorm(1e-5);
  }

  @Override
  public String kind() {
    return "layernorm";
  }

  @Override
  public String description() {
    return "layer norm";
  }

  @Override
  public int[] outputShape(int[] inputShape) {
    InputShape.last(inputShape);
    return inputShape.clone();
  }

  @Override
  public List<ParameterSpec> parameters(int[] inputShape) {
    List<Integer> shape = List.of(InputShape.last(inputShape));
    return List.of(
        new ParameterSpec("gamma", shape, Initializer.constant(1), 1, 1),
        new ParameterSpec("beta", shape, Initializer.constant(0), 1, 1));
  }

  @Override
  public boolean keepsOutput() {
    return false;
  }

  @Override
  public Layer bind(Binding binding) {
    return new LayerNormLayer(binding, epsilon);
  }
}
