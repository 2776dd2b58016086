// Copyright the Bulwark authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.github.bulwarkml.core.nn.layer;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Means of windows, bound. */
final class AveragePoolLayer extends Layer {
  private final NativeMemory memory;
  private final NativeArray input;
  private final ImageWindow window;
  private final int batch;
  private @Nullable NativeArray inputGradient;
  private @Nullable NativeArray tangent;

  AveragePoolLayer(Binding binding, ImageWindow window, NativeArray output) {
    super(output);
    this.memory = binding.memory();
    this.input = binding.input();
    this.window = window;
    this.batch = binding.batch();
  }

  @Override
  public void forward(Mode mode) {
    average(input, output());
  }

  @Override
  public @Nullable NativeArray tangent(@Nullable NativeArray inputTangent) {
    if (inputTangent == null) {
      return null;
    }
    if (tangent == null) {
      tangent = memory.allocate(output().shape());
    }
    average(inputTangent, tangent);
    return tangent;
  }

  private void average(NativeArray images, NativeArray target) {
    int imageLength = window.imageLength();
    int outputLength = window.positions() * window.channels();
    double[] image = memory.doubles(0, imageLength);
    double[] mean = memory.doubles(1, outputLength);
    double factor = 1.0 / (window.size() * window.size());
    for (int i = 0; i < batch; i++) {
      images.read(i * imageLength, image, imageLength);
      Arrays.fill(mean, 0, outputLength, 0);
      walk((out, in) -> mean[out] += image[in]);
      for (int k = 0; k < outputLength; k++) {
        mean[k] *= factor;
      }
      target.write(i * outputLength, mean, outputLength);
    }
  }

  @Override
  protected NativeArray inputGradient(NativeArray outputGradient) {
    if (inputGradient == null) {
      inputGradient = memory.allocate(input.shape());
    }
    int imageLength = window.imageLength();
    int outputLength = window.positions() * window.channels();
    double[] image = memory.doubles(0, imageLength);
    double[] gradient = memory.doubles(1, outputLength);
    double factor = 1.0 / (window.size() * window.size());
    for (int i = 0; i < batch; i++) {
      outputGradient.read(i * outputLength, gradient, outputLength);
      Arrays.fill(image, 0, imageLength, 0);
      walk((out, in) -> image[in] += factor * gradient[out]);
      inputGradient.write(i * imageLength, image, imageLength);
    }
    return inputGradient;
  }

  /** Visits every pair of an output and an element of its window. */
  private void walk(Pairs pairs) {
    int channels = window.channels();
    int line = window.width() * channels;
    for (int p = 0; p < window.positions(); p++) {
      int y = p / window.outputWidth() * window.stride();
      int x = p % window.outputWidth() * window.stride();
      int corner = (y * window.width() + x) * channels;
      for (int k = 0; k < window.size() * window.size(); k++) {
        int place = corner + k / window.size() * line + k % window.size() * channels;
        for (int c = 0; c < channels; c++) {
          pairs.visit(p * channels + c, place + c);
        }
      }
    }
  }

  /** An output and an element of its window. */
  @FunctionalInterface
  private interface Pairs {
    void visit(int output, int element);
  }
}
