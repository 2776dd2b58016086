// Copyright the Bulwark authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.github.bulwarkml.core.nn.layer;

import io.github.bulwarkml.core.internal.Require;
import java.util.Locale;
import java.util.Objects;

/**
 * Pooling of square windows of images [height, width, channels], without padding; what does not
 * fill a window at the right and bottom edges is left out.
 *
 * @param rule what is taken from a window
 * @param size the side of windows, at least 1
 * @param stride how far they move, at least 1
 * @since 0.1.0
 */
public record Pool2d(Rule rule, int size, int stride) implements LayerSpec {
  /** What is taken from a window. */
  public enum Rule {
    /** The largest element, the first of equal ones. */
    MAX,
    /** The mean. */
    AVERAGE
  }

  /**
   * Checks the sizes.
   *
   * @param rule what is taken from a window
   * @param size the side of windows, at least 1
   * @param stride how far they move, at least 1
   * @throws IllegalArgumentException if a size is below 1
   */
  public Pool2d {
    Objects.requireNonNull(rule, "rule");
    Require.inRange(size, 1, 1 << 12, "size");
    Require.inRange(stride, 1, 1 << 12, "stride");
  }

  @Override
  public String kind() {
    return rule.name().toLowerCase(Locale.ROOT) + "pool";
  }

  @Override
  public String description() {
    String text = rule.name().toLowerCase(Locale.ROOT) + " pool " + size + "x" + size;
    return stride == size ? text : text + ", stride " + stride;
  }

  @Override
  public int[] outputShape(int[] inputShape) {
    ImageWindow window = ImageWindow.of(inputShape, size, stride, 0);
    return new int[] {window.outputHeight(), window.outputWidth(), window.channels()};
  }

  @Override
  public boolean keepsOutput() {
    return false;
  }

  @Override
  public Layer bind(Binding binding) {
    int[] shape = binding.inputShape();
    ImageWindow window = ImageWindow.of(shape, size, stride, 0);
    NativeArray output = binding.allocate(outputShape(shape));
    return rule == Rule.MAX
        ? new MaxPoolLayer(binding, window, output)
        : new AveragePoolLayer(binding, window, output);
  }
}
