// Copyright the Bulwark authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.github.bulwarkml.core.nn.layer;

/**
 * The mean of each channel over all places of an image [height, width, channels].
 *
 * @since 0.1.0
 */
public record GlobalAveragePool() implements LayerSpec {
  @Override
  public String kind() {
    return "globalpool";
  }

  @Override
  public String description() {
    return "global average pool";
  }

  @Override
  public int[] outputShape(int[] inputShape) {
    InputShape.requireRank(inputShape, 3, "[height, width, channels]");
    return new int[] {inputShape[2]};
  }

  @Override
  public boolean keepsOutput() {
    return false;
  }

  @Override
  public Layer bind(Binding binding) {
    int[] shape = binding.inputShape();
    return new GlobalAverageLayer(binding, binding.allocate(outputShape(shape)));
  }
}
