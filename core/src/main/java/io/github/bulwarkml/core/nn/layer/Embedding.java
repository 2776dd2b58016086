// Copyright the Bulwark authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.github.bulwarkml.core.nn.layer;

import io.github.bulwarkml.core.internal.Require;
import java.util.List;
import java.util.Objects;

/**
 * Looks up a learned row for each token number: [tokens] becomes [tokens, units]. Token numbers are
 * floats with whole values in [0, vocabulary); anything else is refused by the forward pass, which
 * names its position and value. They have no gradient.
 *
 * @param vocabulary how many tokens there are, in [1, 2^24], so that floats hold every number
 * @param units the length of a row, at least 1
 * @param initializer what the rows start as
 * @since 0.1.0
 */
public record Embedding(int vocabulary, int units, Initializer initializer) implements LayerSpec {
  /**
   * Checks the sizes.
   *
   * @param vocabulary how many tokens there are, in [1, 2^24]
   * @param units the length of a row, at least 1
   * @param initializer what the rows start as
   * @throws IllegalArgumentException if a size is out of range
   */
  public Embedding {
    Require.inRange(vocabulary, 1, 1 << 24, "vocabulary");
    Require.inRange(units, 1, 1 << 24, "units");
    Objects.requireNonNull(initializer, "initializer");
  }

  /**
   * {@return an embedding whose rows start standard normal, as in PyTorch}
   *
   * @param vocabulary how many tokens there are, in [1, 2^24]
   * @param units the length of a row, at least 1
   */
  public static Embedding of(int vocabulary, int units) {
    return new Embedding(vocabulary, units, Initializer.normal(1));
  }

  @Override
  public String kind() {
    return "embedding";
  }

  @Override
  public String description() {
    return "embedding " + vocabulary + " x " + units;
  }

  @Override
  public int[] outputShape(int[] inputShape) {
    InputShape.requireRank(inputShape, 1, "[tokens]");
    return new int[] {inputShape[0], units};
  }

  @Override
  public List<ParameterSpec> parameters(int[] inputShape) {
    return List.of(
        new ParameterSpec("weight", List.of(vocabulary, units), initializer, vocabulary, units));
  }

  @Override
  public boolean keepsOutput() {
    return false;
  }

  @Override
  public boolean readsTokens() {
    return true;
  }

  @Override
  public Layer bind(Binding binding) {
    return new EmbeddingLayer(binding, vocabulary, units);
  }
}
