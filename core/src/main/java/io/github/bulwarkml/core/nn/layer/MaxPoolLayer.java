// Copyright the Bulwark authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.github.bulwarkml.core.nn.layer;

import io.github.bulwarkml.core.simd.ActiveKernels;
import io.github.bulwarkml.core.simd.LayerKernels;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Largest elements of windows, bound; remembers which they were. */
final class MaxPoolLayer extends Layer {
  private static final LayerKernels KERNELS = ActiveKernels.get().layers();

  private final NativeMemory memory;
  private final NativeArray input;
  private final ImageWindow window;
  private final LayerKernels.WindowGeometry geometry;
  private final int batch;
  private final int[] chosen; // place within the image, per output
  private @Nullable NativeArray inputGradient;
  private @Nullable NativeArray tangent;

  MaxPoolLayer(Binding binding, ImageWindow window, NativeArray output) {
    super(output);
    this.memory = binding.memory();
    this.input = binding.input();
    this.window = window;
    this.geometry =
        new LayerKernels.WindowGeometry(
            window.channels(),
            window.size(),
            window.stride() * window.channels(),
            window.width() * window.channels());
    this.batch = binding.batch();
    this.chosen = new int[output.length()];
  }

  @Override
  public void forward(Mode mode) {
    int imageLength = window.imageLength();
    int outputLength = window.positions() * window.channels();
    if (memory.isDouble()) {
      double[] image = memory.doubles(0, imageLength);
      double[] largest = memory.doubles(1, outputLength);
      for (int i = 0; i < batch; i++) {
        input.read(i * imageLength, image, imageLength);
        pool(image, largest, i * outputLength);
        output().write(i * outputLength, largest, outputLength);
      }
      return;
    }
    float[] image = memory.floats(0, imageLength);
    float[] largest = memory.floats(1, outputLength);
    for (int i = 0; i < batch; i++) {
      input.read(i * imageLength, image, imageLength);
      pool(image, largest, i * outputLength);
      output().write(i * outputLength, largest, outputLength);
    }
  }

  private void pool(float[] image, float[] largest, int at) {
    int line = window.width() * window.channels();
    int outputLine = window.outputWidth() * window.channels();
    for (int y = 0; y < window.outputHeight(); y++) {
      KERNELS.maxPool(
          image,
          y * window.stride() * line,
          window.outputWidth(),
          geometry,
          largest,
          y * outputLine,
          chosen,
          at + y * outputLine);
    }
  }

  private void pool(double[] image, double[] largest, int at) {
    int channels = window.channels();
    int line = window.width() * channels;
    for (int p = 0, out = 0; p < window.positions(); p++, out += channels) {
      int corner = corner(p);
      for (int c = 0; c < channels; c++) {
        largest[out + c] = image[corner + c];
        chosen[at + out + c] = corner + c;
      }
      for (int k = 1; k < window.size() * window.size(); k++) {
        int place = corner + k / window.size() * line + k % window.size() * channels;
        for (int c = 0; c < channels; c++) {
          double value = image[place + c];
          double best = largest[out + c];
          chosen[at + out + c] = value > best ? place + c : chosen[at + out + c];
          largest[out + c] = Math.max(best, value); // NaN goes on
        }
      }
    }
  }

  private int corner(int position) {
    int y = position / window.outputWidth() * window.stride();
    int x = position % window.outputWidth() * window.stride();
    return (y * window.width() + x) * window.channels();
  }

  @Override
  public @Nullable NativeArray tangent(@Nullable NativeArray inputTangent) {
    if (inputTangent == null) {
      return null;
    }
    if (tangent == null) {
      tangent = memory.allocate(output().shape());
    }
    int imageLength = window.imageLength();
    int outputLength = window.positions() * window.channels();
    double[] image = memory.doubles(0, imageLength);
    double[] picked = memory.doubles(1, outputLength);
    for (int i = 0; i < batch; i++) {
      inputTangent.read(i * imageLength, image, imageLength);
      for (int k = 0; k < outputLength; k++) {
        picked[k] = image[chosen[i * outputLength + k]];
      }
      tangent.write(i * outputLength, picked, outputLength);
    }
    return tangent;
  }

  @Override
  protected NativeArray inputGradient(NativeArray outputGradient) {
    if (inputGradient == null) {
      inputGradient = memory.allocate(input.shape());
    }
    if (memory.isDouble()) {
      scatterDoubles(outputGradient, inputGradient);
      return inputGradient;
    }
    int imageLength = window.imageLength();
    int outputLength = window.positions() * window.channels();
    float[] image = memory.floats(0, imageLength);
    float[] gradient = memory.floats(1, outputLength);
    for (int i = 0; i < batch; i++) {
      outputGradient.read(i * outputLength, gradient, outputLength);
      Arrays.fill(image, 0, imageLength, 0);
      for (int k = 0; k < outputLength; k++) {
        image[chosen[i * outputLength + k]] += gradient[k];
      }
      inputGradient.write(i * imageLength, image, imageLength);
    }
    return inputGradient;
  }

  private void scatterDoubles(NativeArray outputGradient, NativeArray target) {
    int imageLength = window.imageLength();
    int outputLength = window.positions() * window.channels();
    double[] image = memory.doubles(0, imageLength);
    double[] gradient = memory.doubles(1, outputLength);
    for (int i = 0; i < batch; i++) {
      outputGradient.read(i * outputLength, gradient, outputLength);
      Arrays.fill(image, 0, imageLength, 0);
      for (int k = 0; k < outputLength; k++) {
        image[chosen[i * outputLength + k]] += gradient[k];
      }
      target.write(i * imageLength, image, imageLength);
    }
  }
}
