// Copyright the Bulwark authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.github.bulwarkml.core.tensor;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;

/**
 * Checks of array shapes whose messages show both shapes.
 *
 * @since 0.1.0
 */
public final class Shapes {
  private Shapes() {}

  /**
   * {@return the number of elements of a shape: the product of its dimensions, 1 for none}
   *
   * @param shape dimensions, each at least 0
   * @throws IllegalArgumentException if a dimension is negative or the product exceeds {@link
   *     Integer#MAX_VALUE}, the longest heap array
   */
  public static int length(int... shape) {
    long length = 1;
    for (int d = 0; d < shape.length; d++) {
      if (shape[d] < 0) {
        throw new IllegalArgumentException(
            "shape[" + d + "] must be >= 0, but shape was " + Arrays.toString(shape));
      }
      length *= shape[d];
      if (length > Integer.MAX_VALUE) {
        throw new IllegalArgumentException(
            "shape must have at most 2147483647 elements, but was " + Arrays.toString(shape));
      }
    }
    return (int) length;
  }

  /**
   * Refuses two shapes that differ.
   *
   * @param operation what needs them equal, for example {@code "add"}
   * @param aName the first array's name
   * @param a the first array's shape
   * @param bName the second array's name
   * @param b the second array's shape
   * @throws IllegalArgumentException if they differ; the message shows both
   */
  public static void requireSame(String operation, String aName, int[] a, String bName, int[] b) {
    if (!Arrays.equals(a, b)) {
      throw new IllegalArgumentException(
          operation
              + " needs equal shapes, but "
              + aName
              + " is "
              + Arrays.toString(a)
              + " and "
              + bName
              + " is "
              + Arrays.toString(b));
    }
  }

  /**
   * Refuses matrices that cannot be multiplied.
   *
   * @param a shape of the left matrix: rows, columns
   * @param b shape of the right matrix: rows, columns
   * @throws IllegalArgumentException if one is no matrix or {@code a.columns != b.rows}; the
   *     message shows both shapes
   */
  public static void requireMatmul(int[] a, int[] b) {
    if (a.length != 2 || b.length != 2 || a[1] != b[0]) {
      throw new IllegalArgumentException(
          "matmul needs a.columns == b.rows, but a is "
              + Arrays.toString(a)
              + " and b is "
              + Arrays.toString(b));
    }
  }

  /**
   * Refuses a shape of another number of dimensions.
   *
   * @param name the array's name
   * @param shape its shape
   * @param rank the number of dimensions it must have
   * @param dimensions what they mean, for example {@code "[batch, channels, height, width]"}
   * @throws IllegalArgumentException if the rank differs
   */
  public static void requireRank(String name, int[] shape, int rank, String dimensions) {
    if (shape.length != rank) {
      throw new IllegalArgumentException(
          name
              + " must have rank "
              + rank
              + " "
              + dimensions
              + ", but is "
              + Arrays.toString(shape));
    }
  }

  /**
   * {@return the shape as an immutable list}
   *
   * @param shape dimensions
   */
  public static List<Integer> list(int[] shape) {
    Objects.requireNonNull(shape, "shape");
    return IntStream.of(shape).boxed().toList();
  }
}
