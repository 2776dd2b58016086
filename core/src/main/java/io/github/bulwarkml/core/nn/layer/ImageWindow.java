// Copyright the Bulwark authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.github.bulwarkml.core.nn.layer;

import java.util.Arrays;

/** A square window that slides over an image [height, width, channels]. */
record ImageWindow(int height, int width, int channels, int size, int stride, int padding) {
  static ImageWindow of(int[] shape, int size, int stride, int padding) {
    InputShape.requireRank(shape, 3, "[height, width, channels]");
    if (shape[0] < size - 2 * padding || shape[1] < size - 2 * padding) {
      throw new IllegalArgumentException(
          "inputShape must be at least "
              + size
              + "x"
              + size
              + " with its padding of "
              + padding
              + ", but was "
              + Arrays.toString(shape));
    }
    return new ImageWindow(shape[0], shape[1], shape[2], size, stride, padding);
  }

  int outputHeight() {
    return (height + 2 * padding - size) / stride + 1;
  }

  int outputWidth() {
    return (width + 2 * padding - size) / stride + 1;
  }

  /** {@return windows per image} */
  int positions() {
    return outputHeight() * outputWidth();
  }

  /** {@return elements per window} */
  int elements() {
    return size * size * channels;
  }

  int paddedWidth() {
    return width + 2 * padding;
  }

  int paddedHeight() {
    return height + 2 * padding;
  }

  int imageLength() {
    return height * width * channels;
  }
}
