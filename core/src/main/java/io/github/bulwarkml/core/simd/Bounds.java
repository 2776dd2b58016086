// Copyright the Bulwark authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.github.bulwarkml.core.simd;

/** Range checks of the kernels, made once per call. */
final class Bounds {
  private Bounds() {}

  /** Refuses a range that does not lie inside an array. */
  static void check(int arrayLength, int offset, int length, String name) {
    if (offset < 0 || length < 0 || length > arrayLength - offset) {
      throw outside(arrayLength, offset, length, name);
    }
  }

  /** Refuses a matrix that does not fit an array. */
  static void matrix(int arrayLength, int rows, int columns, String name) {
    if (rows < 0 || columns < 0 || (long) rows * columns > arrayLength) {
      throw new IllegalArgumentException(
          name
              + " must hold ["
              + rows
              + ", "
              + columns
              + "] with both sides >= 0, but has length "
              + arrayLength);
    }
  }

  /** Refuses a clamping interval that is empty or has a NaN end. */
  static void ordered(float low, float high) {
    if (!(low <= high)) {
      throw new IllegalArgumentException("low must be <= high (" + high + "), but was " + low);
    }
  }

  /** Refuses a target that is also an input. */
  static void distinct(Object target, Object input, String name) {
    if (target == input) {
      throw new IllegalArgumentException("target must be another array than " + name);
    }
  }

  /** Refuses a dense layer whose matrices do not fit. */
  static void dense(
      float[] x,
      int batch,
      int inputs,
      float[] weights,
      float[] bias,
      int outputs,
      float[] target) {
    matrix(x.length, batch, inputs, "x");
    matrix(weights.length, inputs, outputs, "weights");
    check(bias.length, 0, outputs, "bias");
    matrix(target.length, batch, outputs, "target");
    distinct(target, x, "x");
    distinct(target, weights, "weights");
    distinct(target, bias, "bias");
  }

  /** Refuses inner products whose matrices do not fit. */
  static void dots(
      float[] a, int aRows, float[] b, int bOffset, int bRows, int columns, float[] target) {
    matrix(a.length, aRows, columns, "a");
    check(b.length, bOffset, 0, "b");
    matrix(b.length - bOffset, bRows, columns, "b");
    matrix(target.length, aRows, bRows, "target");
    distinct(target, a, "a");
    distinct(target, b, "b");
  }

  /** Refuses windows that do not lie inside an image, or results that do not fit. */
  static void windows(
      float[] image,
      int from,
      int windows,
      LayerKernels.WindowGeometry geometry,
      float[] largest,
      int largestOffset,
      int[] chosen,
      int chosenOffset) {
    if (windows < 0 || geometry.channels() < 1 || geometry.size() < 1) {
      throw new IllegalArgumentException(
          "windows must be >= 0 with channels and size >= 1, but was " + windows + " " + geometry);
    }
    long extent = geometry.extent(windows);
    check(image.length, from, (int) Math.min(extent, Integer.MAX_VALUE), "image");
    long results = (long) windows * geometry.channels();
    int count = (int) Math.min(results, Integer.MAX_VALUE);
    check(largest.length, largestOffset, count, "largest");
    check(chosen.length, chosenOffset, count, "chosen");
  }

  private static IllegalArgumentException outside(
      int arrayLength, int offset, int length, String name) {
    return new IllegalArgumentException(
        name
            + " must contain offset "
            + offset
            + " and length "
            + length
            + ", but has length "
            + arrayLength);
  }
}
