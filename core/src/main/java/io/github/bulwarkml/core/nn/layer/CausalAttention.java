// Copyright the Bulwark authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.github.bulwarkml.core.nn.layer;

import io.github.bulwarkml.core.internal.Require;
import java.util.List;
import java.util.Objects;

/**
 * Multi-head self-attention in which each place looks at itself and the places before it (Vaswani
 * et al., arXiv 1706.03762; the masked form of GPT-2): [places, units] stays [places, units].
 *
 * <p>One dense layer makes queries, keys and values, side by side in this order; each head takes
 * its own {@code units / heads} columns of each, \(\mathrm{softmax}(QK^T/\sqrt{units/heads})V\)
 * over the places it may see; a second dense layer mixes the heads. Both have biases, which start
 * at zero. A PyTorch {@code MultiheadAttention} with a causal mask is the same with its matrices
 * transposed.
 *
 * @param heads how many heads, at least 1; must divide the units
 * @param initializer what the matrix of queries, keys and values starts as
 * @param projectionInitializer what the matrix that mixes the heads starts as
 * @since 0.1.0
 */
public record CausalAttention(int heads, Initializer initializer, Initializer projectionInitializer)
    implements LayerSpec {
  /**
   * Checks the parts.
   *
   * @param heads how many heads, at least 1; must divide the units
   * @param initializer what the matrix of queries, keys and values starts as
   * @param projectionInitializer what the matrix that mixes the heads starts as
   * @throws IllegalArgumentException if {@code heads < 1}
   */
  public CausalAttention {
    Require.atLeast(heads, 1, "heads");
    Objects.requireNonNull(initializer, "initializer");
    Objects.requireNonNull(projectionInitializer, "projectionInitializer");
  }

  /**
   * {@return attention whose matrices start uniform in ±1/sqrt(units)}
   *
   * @param heads how many heads, at least 1; must divide the units
   */
  public static CausalAttention of(int heads) {
    return new CausalAttention(heads, Initializer.uniformFanIn(), Initializer.uniformFanIn());
  }

  /**
   * {@return this attention with other starting matrices}
   *
   * @param weights what the matrix of queries, keys and values starts as
   * @param projection what the matrix that mixes the heads starts as
   */
  public CausalAttention startingFrom(Initializer weights, Initializer projection) {
    return new CausalAttention(heads, weights, projection);
  }

  @Override
  public String kind() {
    return "attention";
  }

  @Override
  public String description() {
    return "causal attention, heads " + heads;
  }

  private void requireForm(int[] inputShape) {
    InputShape.requireForm(
        inputShape.length == 2 && inputShape[1] % heads == 0,
        inputShape,
        "[places, units] with units a multiple of heads = " + heads);
  }

  @Override
  public int[] outputShape(int[] inputShape) {
    requireForm(inputShape);
    return inputShape.clone();
  }

  @Override
  public List<ParameterSpec> parameters(int[] inputShape) {
    requireForm(inputShape);
    int units = inputShape[1];
    InputShape.requireFits(inputShape, units, units, 3);
    int columns = 3 * units;
    Initializer zero = Initializer.constant(0);
    return List.of(
        new ParameterSpec("qkv.weight", List.of(units, columns), initializer, units, columns),
        new ParameterSpec("qkv.bias", List.of(columns), zero, units, columns),
        new ParameterSpec(
            "projection.weight", List.of(units, units), projectionInitializer, units, units),
        new ParameterSpec("projection.bias", List.of(units), zero, units, units));
  }

  @Override
  public boolean keepsOutput() {
    return false;
  }

  @Override
  public Layer bind(Binding binding) {
    int[] shape = binding.inputShape();
    int units = shape[1];
    Layer queriesKeysValues =
        new AffineLayer(
            binding,
            binding.allocate(shape[0], 3 * units),
            units,
            3 * units,
            binding.parameter("qkv.weight"),
            binding.parameter("qkv.bias"));
    Layer mixed = new AttentionHeads(binding.within("", queriesKeysValues.output(), false), heads);
    Layer projection =
        new AffineLayer(
            binding.within("", mixed.output(), false),
            binding.allocate(shape),
            units,
            units,
            binding.parameter("projection.weight"),
            binding.parameter("projection.bias"));
    return new Sequence.Chain(List.of(queriesKeysValues, mixed, projection));
  }
}
