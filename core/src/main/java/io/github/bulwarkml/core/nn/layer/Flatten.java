// Copyright the Bulwark authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.github.bulwarkml.core.nn.layer;

import io.github.bulwarkml.core.tensor.Shapes;
import org.jspecify.annotations.Nullable;

/**
 * Turns the shape of an example into one dimension, in row-major order: height, width, channels for
 * images.
 *
 * @since 0.1.0
 */
public record Flatten() implements LayerSpec {
  @Override
  public String kind() {
    return "flatten";
  }

  @Override
  public String description() {
    return "flatten";
  }

  @Override
  public int[] outputShape(int[] inputShape) {
    InputShape.last(inputShape);
    InputShape.requireFits(inputShape, inputShape);
    return new int[] {Shapes.length(inputShape)};
  }

  @Override
  public Layer bind(Binding binding) {
    int length = binding.input().length();
    return new Same(binding.input().withShape(binding.batch(), length / binding.batch()));
  }

  /** Passes everything on: gradients and tangents are read by place, whatever their shape. */
  private static final class Same extends Layer {
    Same(NativeArray input) {
      super(input);
    }

    @Override
    public void forward(Mode mode) {}

    @Override
    public @Nullable NativeArray tangent(@Nullable NativeArray inputTangent) {
      return inputTangent;
    }

    @Override
    protected NativeArray inputGradient(NativeArray outputGradient) {
      return outputGradient;
    }
  }
}
