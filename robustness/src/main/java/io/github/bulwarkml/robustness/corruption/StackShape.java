// Copyright the Bulwark authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.github.bulwarkml.robustness.corruption;

import io.github.bulwarkml.core.MalformedFileException;
import java.util.List;

/**
 * The shape of a stack of images.
 *
 * @param dimensions as the file has them: 3 or 4
 */
record StackShape(List<Long> dimensions) {
  /** {@return the shape of a file, if its images are allowed} */
  static StackShape of(String file, List<Long> dimensions) throws MalformedFileException {
    int rank = dimensions.size();
    if (rank != 3 && rank != 4) {
      throw new MalformedFileException(
          file,
          "the shape must be [n, height, width] or [n, height, width, channels], but was "
              + dimensions);
    }
    StackShape shape = new StackShape(List.copyOf(dimensions));
    try {
      for (int i = 1; i < rank; i++) {
        if (dimensions.get(i) != (int) (long) dimensions.get(i)) {
          throw new IllegalArgumentException("sides must fit 32 bits");
        }
      }
      Image.requireShape(shape.height(), shape.width(), shape.channels());
    } catch (IllegalArgumentException e) {
      throw new MalformedFileException(file, e.getMessage() + " (shape " + dimensions + ")");
    }
    if (shape.count() < 1) {
      throw new MalformedFileException(file, "must hold at least one image");
    }
    return shape;
  }

  long count() {
    return dimensions.get(0);
  }

  int height() {
    return (int) (long) dimensions.get(1);
  }

  int width() {
    return (int) (long) dimensions.get(2);
  }

  int channels() {
    return dimensions.size() == 3 ? 1 : (int) (long) dimensions.get(3);
  }

  int imageBytes() {
    return height() * width() * channels();
  }

  /** Refuses an image of another shape. */
  void require(Image image) {
    if (image.height() != height() || image.width() != width() || image.channels() != channels()) {
      throw new IllegalArgumentException(
          "image must be "
              + height()
              + " x "
              + width()
              + " x "
              + channels()
              + ", but was "
              + image);
    }
  }
}
