// Copyright the Bulwark authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.github.bulwarkml.core.nn.layer;

import java.util.List;

/**
 * What a layer is, apart from any batch size: immutable, and able to say what shapes and parameters
 * it has. Networks are lists of these; a layer of your own implements this interface and {@link
 * Layer}.
 *
 * @since 0.1.0
 */
public interface LayerSpec {
  /** {@return one lower-case word, which also names parameters: {@code conv}} */
  String kind();

  /** {@return the line of a paper's table: {@code conv 3x3, 16, stride 2}} */
  String description();

  /**
   * {@return the shape of one example after this layer}
   *
   * @param inputShape the shape of one example before it
   * @throws IllegalArgumentException if the layer cannot take it; says what it needs and what was
   *     given
   */
  int[] outputShape(int[] inputShape);

  /**
   * {@return the parameters, in the order of the parameter vector}
   *
   * @param inputShape the shape of one example
   */
  default List<ParameterSpec> parameters(int[] inputShape) {
    return List.of();
  }

  /**
   * {@return what is learnt without gradients}
   *
   * @param inputShape the shape of one example
   */
  default List<ParameterSpec> state(int[] inputShape) {
    return List.of();
  }

  /**
   * {@return whether the backward pass reads the layer's output: then the next may not change it}
   */
  default boolean keepsOutput() {
    return true;
  }

  /** {@return whether inputs are token numbers, which have no gradient} */
  default boolean readsTokens() {
    return false;
  }

  /**
   * {@return the layer, ready to run}
   *
   * @param binding what it reads and uses
   */
  Layer bind(Binding binding);
}
