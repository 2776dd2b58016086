// Copyright the Bulwark authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.github.bulwarkml.core.nn.layer;

import io.github.bulwarkml.core.internal.Require;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * A square two-dimensional convolution (cross-correlation) over images [height, width, channels];
 * weights are [kernel, kernel, channels, filters].
 *
 * @param filters how many output channels, at least 1
 * @param kernel the side of the kernel, at least 1
 * @param stride how far it moves, at least 1
 * @param padding zeros added on each side, in [0, kernel)
 * @param bias whether there is a bias
 * @param initializer what the weights start as
 * @param biasInitializer what the bias starts as
 * @since 0.1.0
 */
public record Conv2d(
    int filters,
    int kernel,
    int stride,
    int padding,
    boolean bias,
    Initializer initializer,
    Initializer biasInitializer)
    implements LayerSpec {
  /**
   * Checks the sizes.
   *
   * @param filters how many output channels, at least 1
   * @param kernel the side of the kernel, at least 1
   * @param stride how far it moves, at least 1
   * @param padding zeros added on each side, in [0, kernel)
   * @param bias whether there is a bias
   * @param initializer what the weights start as
   * @param biasInitializer what the bias starts as
   * @throws IllegalArgumentException if a size is out of range
   */
  public Conv2d {
    Require.inRange(filters, 1, 1 << 20, "filters");
    Require.inRange(kernel, 1, 1 << 10, "kernel");
    Require.inRange(stride, 1, 1 << 10, "stride");
    Require.inRange(padding, 0, kernel - 1, "padding");
    Objects.requireNonNull(initializer, "initializer");
    Objects.requireNonNull(biasInitializer, "biasInitializer");
  }

  /**
   * {@return a convolution with stride 1, bias, and padding that keeps the size of images when the
   * kernel's side is odd}
   *
   * @param filters how many output channels, at least 1
   * @param kernel the side of the kernel, at least 1
   * @throws IllegalArgumentException if a size is out of range
   */
  public static Conv2d of(int filters, int kernel) {
    Initializer start = Initializer.uniformFanIn();
    return new Conv2d(filters, kernel, 1, Math.max(0, (kernel - 1) / 2), true, start, start);
  }

  /**
   * {@return this convolution with another stride}
   *
   * @param newStride at least 1
   */
  public Conv2d stride(int newStride) {
    return new Conv2d(filters, kernel, newStride, padding, bias, initializer, biasInitializer);
  }

  /**
   * {@return this convolution with other padding}
   *
   * @param newPadding in [0, kernel)
   */
  public Conv2d padding(int newPadding) {
    return new Conv2d(filters, kernel, stride, newPadding, bias, initializer, biasInitializer);
  }

  /** {@return this convolution without its bias} */
  public Conv2d withoutBias() {
    return new Conv2d(filters, kernel, stride, padding, false, initializer, biasInitializer);
  }

  /**
   * {@return this convolution with other starting weights and a bias of zero}
   *
   * @param weights what the weights start as
   */
  public Conv2d startingFrom(Initializer weights) {
    return new Conv2d(filters, kernel, stride, padding, bias, weights, Initializer.constant(0));
  }

  @Override
  public String kind() {
    return "conv";
  }

  @Override
  public String description() {
    StringBuilder text = new StringBuilder("conv " + kernel + "x" + kernel + ", " + filters);
    if (stride != 1) {
      text.append(", stride ").append(stride);
    }
    if (2 * padding != kernel - 1) {
      text.append(", padding ").append(padding);
    }
    return text.append(bias ? "" : ", no bias").toString();
  }

  ImageWindow window(int[] inputShape) {
    return ImageWindow.of(inputShape, kernel, stride, padding);
  }

  @Override
  public int[] outputShape(int[] inputShape) {
    ImageWindow window = window(inputShape);
    return new int[] {window.outputHeight(), window.outputWidth(), filters};
  }

  @Override
  public List<ParameterSpec> parameters(int[] inputShape) {
    int channels = window(inputShape).channels();
    InputShape.requireFits(inputShape, kernel, kernel, channels, filters);
    int fanIn = kernel * kernel * channels;
    int fanOut = kernel * kernel * filters;
    List<ParameterSpec> all = new ArrayList<>();
    all.add(
        new ParameterSpec(
            "weight", List.of(kernel, kernel, channels, filters), initializer, fanIn, fanOut));
    if (bias) {
      all.add(new ParameterSpec("bias", List.of(filters), biasInitializer, fanIn, fanOut));
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
    return new ConvolutionLayer(
        binding,
        window(inputShape),
        filters,
        binding.allocate(outputShape(inputShape)),
        binding.parameter("weight"),
        bias ? binding.parameter("bias") : null);
  }
}
