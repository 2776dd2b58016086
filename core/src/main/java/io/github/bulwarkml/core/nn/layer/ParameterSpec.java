// Copyright the Bulwark authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.github.bulwarkml.core.nn.layer;

import io.github.bulwarkml.core.internal.Require;
import java.util.List;
import java.util.Objects;

/**
 * A parameter, or a value learnt without gradients, that a layer needs.
 *
 * @param name its name within the layer, such as {@code weight}
 * @param shape its dimensions, each at least 1
 * @param initializer what it starts as
 * @param fanIn how many inputs one output depends on through it, at least 1
 * @param fanOut how many outputs depend on one input through it, at least 1
 * @since 0.1.0
 */
public record ParameterSpec(
    String name, List<Integer> shape, Initializer initializer, int fanIn, int fanOut) {
  /**
   * Checks the parts.
   *
   * @param name its name within the layer
   * @param shape its dimensions, each at least 1
   * @param initializer what it starts as
   * @param fanIn inputs per output, at least 1
   * @param fanOut outputs per input, at least 1
   * @throws IllegalArgumentException if a number is below 1
   */
  public ParameterSpec {
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(initializer, "initializer");
    shape = List.copyOf(shape);
    for (int dimension : shape) {
      if (dimension < 1) {
        throw new IllegalArgumentException("shape must have dimensions >= 1, but was " + shape);
      }
    }
    Require.atLeast(fanIn, 1, "fanIn");
    Require.atLeast(fanOut, 1, "fanOut");
  }

  /** {@return the dimensions as an array} */
  public int[] dimensions() {
    return shape.stream().mapToInt(Integer::intValue).toArray();
  }

  /** {@return the number of elements, which may be more than one array can hold} */
  public long count() {
    long count = 1;
    for (int dimension : shape) {
      count = Math.multiplyExact(count, dimension);
    }
    return count;
  }

  /** {@return this parameter with a longer name} */
  ParameterSpec under(String prefix) {
    return new ParameterSpec(prefix + name, shape, initializer, fanIn, fanOut);
  }
}
