// Copyright the Bulwark authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.github.bulwarkml.core.nn.layer;

import io.github.bulwarkml.core.internal.Require;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The shortcut without parameters of residual networks on small images ("option A" of arXiv
 * 1512.03385): every stride-th pixel, with channels of zeros added before and after.
 *
 * @param stride which pixels are kept, at least 1
 * @param channels how many channels there are afterwards; half of what is missing is added on
 *     either side
 * @since 0.1.0
 */
public record Subsample(int stride, int channels) implements LayerSpec {
  /**
   * Checks the sizes.
   *
   * @param stride which pixels are kept, at least 1
   * @param channels how many channels there are afterwards, at least 1
   * @throws IllegalArgumentException if one is below 1
   */
  public Subsample {
    Require.inRange(stride, 1, 1 << 10, "stride");
    Require.inRange(channels, 1, 1 << 20, "channels");
  }

  @Override
  public String kind() {
    return "subsample";
  }

  @Override
  public String description() {
    return "every " + stride + ". pixel, " + channels + " channels";
  }

  @Override
  public int[] outputShape(int[] inputShape) {
    ImageWindow window = ImageWindow.of(inputShape, 1, stride, 0);
    if (inputShape[2] > channels) {
      throw new IllegalArgumentException(
          "inputShape must have at most "
              + channels
              + " channels, but was "
              + Arrays.toString(inputShape));
    }
    return new int[] {window.outputHeight(), window.outputWidth(), channels};
  }

  @Override
  public boolean keepsOutput() {
    return false;
  }

  @Override
  public Layer bind(Binding binding) {
    int[] shape = binding.inputShape();
    return new Bound(
        binding,
        ImageWindow.of(shape, 1, stride, 0),
        channels,
        binding.allocate(outputShape(shape)));
  }

  /** Copies of pixels, bound. */
  private static final class Bound extends Layer {
    private final NativeMemory memory;
    private final NativeArray input;
    private final ImageWindow window;
    private final int channels;
    private final int batch;
    private final int before;
    private @Nullable NativeArray inputGradient;
    private @Nullable NativeArray tangent;

    Bound(Binding binding, ImageWindow window, int channels, NativeArray output) {
      super(output);
      this.memory = binding.memory();
      this.input = binding.input();
      this.window = window;
      this.channels = channels;
      this.batch = binding.batch();
      this.before = (channels - window.channels()) / 2;
    }

    @Override
    public void forward(Mode mode) {
      pick(input, output()); // what is between stays zero from the start
    }

    @Override
    public @Nullable NativeArray tangent(@Nullable NativeArray inputTangent) {
      if (inputTangent == null) {
        return null;
      }
      if (tangent == null) {
        tangent = memory.allocate(output().shape());
      }
      tangent.clear(); // what was handed on may have been changed
      pick(inputTangent, tangent);
      return tangent;
    }

    private void pick(NativeArray from, NativeArray to) {
      for (int p = 0; p < batch * window.positions(); p++) {
        to.copy(p * channels + before, from, source(p), window.channels());
      }
    }

    private int source(int position) {
      int image = position / window.positions();
      int place = position % window.positions();
      int y = place / window.outputWidth() * window.stride();
      int x = place % window.outputWidth() * window.stride();
      return ((image * window.height() + y) * window.width() + x) * window.channels();
    }

    @Override
    protected NativeArray inputGradient(NativeArray outputGradient) {
      if (inputGradient == null) {
        inputGradient = memory.allocate(input.shape());
      }
      inputGradient.clear();
      for (int p = 0; p < batch * window.positions(); p++) {
        inputGradient.copy(source(p), outputGradient, p * channels + before, window.channels());
      }
      return inputGradient;
    }
  }
}
