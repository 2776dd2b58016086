// Copyright the Bulwark authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.github.bulwarkml.core.tensor;

import java.util.Arrays;
import org.bytedeco.javacpp.FloatPointer;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.concurrency.AffinityManager;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** The copies themselves; apart from {@link Nd4jBridge} so that the latter loads without ND4J. */
final class Nd4jCopies {
  private Nd4jCopies() {}

  static INDArray create(float[] values, long[] shape) {
    long elements = 1;
    for (long dimension : shape) {
      elements = dimension < 1 ? -1 : elements * dimension;
      if (elements < 1 || elements > values.length) {
        break;
      }
    }
    if (elements != values.length) {
      throw new IllegalArgumentException(
          "shape must have "
              + values.length
              + " elements, as many as values, but was "
              + Arrays.toString(shape));
    }
    INDArray array = Nd4j.createUninitialized(DataType.FLOAT, shape, 'c');
    write(values, array);
    return array;
  }

  static void write(float[] source, INDArray target) {
    requireDense(target, source.length, "target");
    Nd4j.getAffinityManager().ensureLocation(target, AffinityManager.Location.HOST);
    try (FloatPointer pointer = pointer(target)) {
      pointer.put(source, 0, source.length);
    }
    Nd4j.getAffinityManager().tagLocation(target, AffinityManager.Location.HOST);
  }

  static void read(INDArray source, float[] target) {
    requireDense(source, target.length, "source");
    Nd4j.getAffinityManager().ensureLocation(source, AffinityManager.Location.HOST);
    try (FloatPointer pointer = pointer(source)) {
      pointer.get(target, 0, target.length);
    }
  }

  /** A pointer to the first element; it owns nothing, so closing it frees nothing. */
  private static FloatPointer pointer(INDArray array) {
    return new FloatPointer(array.data().addressPointer());
  }

  private static void requireDense(INDArray array, int length, String name) {
    if (array.dataType() != DataType.FLOAT) {
      throw new IllegalArgumentException(
          name + " must hold FLOAT, but holds " + array.dataType() + "; cast it first");
    }
    if (array.length() != length) {
      throw new IllegalArgumentException(
          name + " must have " + length + " elements, but is " + Arrays.toString(array.shape()));
    }
    long stride = 1;
    for (int d = array.rank() - 1; d >= 0; d--) {
      if (array.size(d) != 1 && array.stride(d) != stride) {
        throw new IllegalArgumentException(
            name
                + " must lie dense in C order, but has shape "
                + Arrays.toString(array.shape())
                + " and strides "
                + Arrays.toString(array.stride())
                + "; use dup('c') first");
      }
      stride *= array.size(d);
    }
  }
}
