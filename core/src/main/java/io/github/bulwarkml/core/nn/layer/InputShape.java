// Copyright the Bulwark authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.github.bulwarkml.core.nn.layer;

import java.util.Arrays;

/** Checks of the shape of one example before a layer. */
final class InputShape {
  private InputShape() {}

  /**
   * Refuses a shape of another number of dimensions, or with a dimension below 1.
   *
   * @param inputShape the shape of one example
   * @param rank the number of dimensions it must have
   * @param form what they mean, such as {@code "[steps, inputs]"}
   */
  static void requireRank(int[] inputShape, int rank, String form) {
    requireForm(inputShape.length == rank, inputShape, form);
  }

  /** Refuses a shape that does not have the form, or has a dimension below 1. */
  static void requireForm(boolean hasForm, int[] inputShape, String form) {
    if (!hasForm) {
      throw new IllegalArgumentException(
          "inputShape must be " + form + ", but was " + Arrays.toString(inputShape));
    }
    for (int dimension : inputShape) {
      if (dimension < 1) {
        throw new IllegalArgumentException(
            "inputShape must have dimensions >= 1, but was " + Arrays.toString(inputShape));
      }
    }
  }

  /** {@return the last dimension of a shape of any rank but 0} */
  static int last(int[] inputShape) {
    requireForm(inputShape.length > 0, inputShape, "at least one dimension");
    return inputShape[inputShape.length - 1];
  }

  /** Refuses an input for which an array would be too long to be one array. */
  static void requireFits(int[] inputShape, int... arrayShape) {
    long length = 1;
    for (int dimension : arrayShape) {
      length *= dimension;
      if (length > Integer.MAX_VALUE) {
        throw new IllegalArgumentException(
            "inputShape must need arrays of at most 2147483647 elements, but "
                + Arrays.toString(inputShape)
                + " needs "
                + Arrays.toString(arrayShape));
      }
    }
  }
}
