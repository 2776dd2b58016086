// Copyright the Bulwark authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.github.bulwarkml.core.nn.layer;

import org.jspecify.annotations.Nullable;

/**
 * A parameter of a network: its value, the gradient that the last backward pass left, and the
 * direction of the next tangent pass. All batch sizes share it.
 *
 * @since 0.1.0
 */
public final class Parameter {
  private final String name;
  private final NativeMemory memory;
  private final NativeArray value;
  private @Nullable NativeArray gradient;
  private @Nullable NativeArray direction;

  /**
   * Allocates a parameter of zeros.
   *
   * @param memory where it lies
   * @param name its full name
   * @param shape its dimensions
   */
  public Parameter(NativeMemory memory, String name, int... shape) {
    this.memory = memory;
    this.name = name;
    this.value = memory.allocate(shape);
  }

  /** {@return the full name, such as {@code 0.conv.weight}} */
  public String name() {
    return name;
  }

  /** {@return the value} */
  public NativeArray value() {
    return value;
  }

  /** {@return the gradient} */
  public NativeArray gradient() {
    if (gradient == null) {
      gradient = memory.allocate(value.shape());
    }
    return gradient;
  }

  /** {@return the direction of tangents} */
  public NativeArray direction() {
    if (direction == null) {
      direction = memory.allocate(value.shape());
    }
    return direction;
  }
}
