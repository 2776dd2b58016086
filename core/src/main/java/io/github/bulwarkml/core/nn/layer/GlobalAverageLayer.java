// Copyright the Bulwark authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.github.bulwarkml.core.nn.layer;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Means of channels over all places, bound. */
final class GlobalAverageLayer extends Layer {
  private final NativeMemory memory;
  private final NativeArray input;
  private final int batch;
  private final int channels;
  private final int places;
  private final ChannelPasses rows;
  private @Nullable NativeArray inputGradient;
  private @Nullable NativeArray tangent;

  GlobalAverageLayer(Binding binding, NativeArray output) {
    super(output);
    this.memory = binding.memory();
    this.input = binding.input();
    this.batch = binding.batch();
    this.channels = output.length() / batch;
    this.places = input.length() / batch / channels;
    this.rows = ChannelPasses.of(memory, channels);
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
    double[] mean = new double[channels];
    for (int i = 0; i < batch; i++) {
      Arrays.fill(mean, 0);
      rows.addSums(images, i * places, places, mean);
      for (int c = 0; c < channels; c++) {
        mean[c] /= places;
      }
      target.write(i * channels, mean, channels);
    }
  }

  @Override
  protected NativeArray inputGradient(NativeArray outputGradient) {
    if (inputGradient == null) {
      inputGradient = memory.allocate(input.shape());
    }
    double[] gradient = memory.doubles(0, channels);
    double[] image = memory.doubles(1, places * channels);
    for (int i = 0; i < batch; i++) {
      outputGradient.read(i * channels, gradient, channels);
      for (int p = 0; p < places; p++) {
        for (int c = 0; c < channels; c++) {
          image[p * channels + c] = gradient[c] / places;
        }
      }
      inputGradient.write(i * places * channels, image, places * channels);
    }
    return inputGradient;
  }
}
