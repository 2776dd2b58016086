// Copyright the Bulwark authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.github.bulwarkml.robustness.pretraining;

import io.github.bulwarkml.core.io.ImageSet;
import io.github.bulwarkml.core.nn.Examples;
import java.util.Arrays;

/** Images as inputs of the network: height, width, channels; a byte b is (b / 255 - 0.5) * 4. */
final class NetworkInputs {
  private static final float[] VALUES = values();

  private NetworkInputs() {}

  private static float[] values() {
    float[] values = new float[256];
    for (int b = 0; b < values.length; b++) {
      values[b] = (b / 255f - 0.5f) * 4;
    }
    return values;
  }

  static int[] shape(ImageSet images) {
    return new int[] {images.height(), images.width(), images.channels()};
  }

  static Examples of(ImageSet images) {
    int length = images.imageLength();
    int channels = images.channels();
    int places = length / channels;
    float[] inputs = new float[Math.multiplyExact(images.size(), length)];
    byte[] bytes = new byte[length];
    for (int i = 0; i < images.size(); i++) {
      images.copyTo(i, bytes, 0);
      for (int c = 0; c < channels; c++) {
        for (int p = 0; p < places; p++) {
          inputs[i * length + p * channels + c] = VALUES[bytes[c * places + p] & 0xFF];
        }
      }
    }
    return Examples.labelled(inputs, shape(images), images.labels());
  }

  /** {@return the first images} */
  static Examples of(ImageSet images, int first) {
    int[] indices = new int[first];
    Arrays.setAll(indices, i -> i);
    return of(images.select(indices));
  }
}
