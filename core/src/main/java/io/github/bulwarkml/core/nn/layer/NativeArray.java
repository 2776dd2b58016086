// Copyright the Bulwark authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.github.bulwarkml.core.nn.layer;

import io.github.bulwarkml.core.internal.Require;
import io.github.bulwarkml.core.tensor.Shapes;
import java.nio.DoubleBuffer;
import java.nio.FloatBuffer;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * A dense row-major array in native memory, FLOAT or DOUBLE, read and written in bulk.
 *
 * <p>Elements are addressed by their place in row-major order. Freed with the {@link NativeMemory}
 * it came from; using it then throws {@link IllegalStateException}. Not thread-safe.
 *
 * @since 0.1.0
 */
public final class NativeArray {
  private static final int PIECE = 4096;

  private final INDArray array; // also keeps the memory behind the buffers alive
  private final int[] shape;
  private final int length;
  private final @Nullable FloatBuffer floats;
  private final @Nullable DoubleBuffer doubles;
  private final @Nullable NativeArray whole; // what this is another shape of
  private float @Nullable [] piece;
  private boolean freed;

  NativeArray(boolean doublePrecision, int... shape) {
    this.length = Shapes.length(shape);
    long limit = Integer.MAX_VALUE / (doublePrecision ? Double.BYTES : Float.BYTES);
    if (length > limit || length == 0) {
      throw new IllegalArgumentException(
          "shape must have 1 to "
              + limit
              + " elements for one native array, but was "
              + Arrays.toString(shape)
              + "; use a smaller batch");
    }
    this.shape = shape.clone();
    DataType type = doublePrecision ? DataType.DOUBLE : DataType.FLOAT;
    long[] dimensions = Arrays.stream(shape).asLongStream().toArray();
    this.array = Nd4j.create(type, dimensions, 'c');
    this.whole = null;
    this.floats = doublePrecision ? null : array.data().asNioFloat();
    this.doubles = doublePrecision ? array.data().asNioDouble() : null;
  }

  private NativeArray(NativeArray whole, int[] shape) {
    this.array = whole.array.reshape('c', Arrays.stream(shape).asLongStream().toArray());
    this.whole = whole;
    this.shape = shape.clone();
    this.length = whole.length;
    this.floats = whole.floats;
    this.doubles = whole.doubles;
  }

  /**
   * {@return the same elements under another shape}
   *
   * @param newShape dimensions with the same product
   * @throws IllegalArgumentException if the product differs
   */
  public NativeArray withShape(int... newShape) {
    if (Shapes.length(newShape) != length) {
      throw new IllegalArgumentException(
          "newShape must have "
              + length
              + " elements, as "
              + Arrays.toString(shape)
              + " has, but was "
              + Arrays.toString(newShape));
    }
    return new NativeArray(this, newShape);
  }

  /** {@return the live ND4J array of this shape} */
  public INDArray nd4j() {
    return array;
  }

  /**
   * {@return the live ND4J array seen as a matrix}
   *
   * @param rows how many rows
   * @param columns how many columns; {@code rows * columns} must be the length
   * @throws IllegalArgumentException if it is not
   */
  public INDArray matrix(int rows, int columns) {
    if (rows < 1 || (long) rows * columns != length) {
      throw new IllegalArgumentException(
          "rows * columns must be " + length + ", but was " + rows + " * " + columns);
    }
    return array.reshape('c', rows, columns);
  }

  /** {@return a copy of the shape} */
  public int[] shape() {
    return shape.clone();
  }

  /** {@return the number of elements} */
  public int length() {
    return length;
  }

  /** {@return whether elements are doubles} */
  public boolean isDouble() {
    return doubles != null;
  }

  /**
   * Copies a range out; doubles are rounded to float.
   *
   * @param at the first element of the range
   * @param target where it goes, from its start
   * @param count how many elements
   * @throws IndexOutOfBoundsException if a range is outside its array
   */
  public void read(int at, float[] target, int count) {
    requireRange(at, count, target.length, "target");
    if (floats != null) {
      floats.get(at, target, 0, count);
      return;
    }
    double[] values = new double[count];
    read(at, values, count);
    for (int i = 0; i < count; i++) {
      target[i] = (float) values[i];
    }
  }

  /**
   * Copies a range in.
   *
   * @param at the first element of the range
   * @param source where it comes from, from its start
   * @param count how many elements
   * @throws IndexOutOfBoundsException if a range is outside its array
   */
  public void write(int at, float[] source, int count) {
    requireRange(at, count, source.length, "source");
    if (floats != null) {
      floats.put(at, source, 0, count);
      return;
    }
    double[] values = new double[count];
    for (int i = 0; i < count; i++) {
      values[i] = source[i];
    }
    write(at, values, count);
  }

  /**
   * Copies a range out.
   *
   * @param at the first element of the range
   * @param target where it goes, from its start
   * @param count how many elements
   * @throws IndexOutOfBoundsException if a range is outside its array
   */
  public void read(int at, double[] target, int count) {
    requireRange(at, count, target.length, "target");
    if (doubles != null) {
      doubles.get(at, target, 0, count);
      return;
    }
    float[] part = piece();
    for (int done = 0; done < count; done += PIECE) {
      int n = Math.min(PIECE, count - done);
      read(at + done, part, n);
      for (int i = 0; i < n; i++) {
        target[done + i] = part[i];
      }
    }
  }

  /**
   * Copies a range in, rounded to float where elements are floats.
   *
   * @param at the first element of the range
   * @param source where it comes from, from its start
   * @param count how many elements
   * @throws IndexOutOfBoundsException if a range is outside its array
   */
  public void write(int at, double[] source, int count) {
    requireRange(at, count, source.length, "source");
    if (doubles != null) {
      doubles.put(at, source, 0, count);
      return;
    }
    float[] part = piece();
    for (int done = 0; done < count; done += PIECE) {
      int n = Math.min(PIECE, count - done);
      for (int i = 0; i < n; i++) {
        part[i] = (float) source[done + i];
      }
      write(at + done, part, n);
    }
  }

  /**
   * Copies a range of another array of the same type.
   *
   * @param at the first element of the range here
   * @param source where it comes from
   * @param from the first element of the range there
   * @param count how many elements
   * @throws IndexOutOfBoundsException if a range is outside its array
   * @throws IllegalArgumentException if the types differ
   */
  public void copy(int at, NativeArray source, int from, int count) {
    requireAlive();
    source.requireAlive();
    Require.part(at, count, length, "at", "count", "this array");
    Require.part(from, count, source.length, "from", "count", "source");
    if (floats != null && source.floats != null) {
      floats.put(at, source.floats, from, count);
    } else if (doubles != null && source.doubles != null) {
      doubles.put(at, source.doubles, from, count);
    } else {
      throw new IllegalArgumentException("source must hold elements of the same type");
    }
  }

  /** Sets every element to zero. */
  public void clear() {
    double[] zeros = new double[Math.min(PIECE, length)];
    for (int at = 0; at < length; at += PIECE) {
      write(at, zeros, Math.min(PIECE, length - at));
    }
  }

  /** {@return a copy of all elements} */
  public double[] toDoubles() {
    double[] values = new double[length];
    read(0, values, length);
    return values;
  }

  /** {@return a copy of all elements, rounded to float} */
  public float[] toFloats() {
    float[] values = new float[length];
    read(0, values, length);
    return values;
  }

  /**
   * Sets all elements.
   *
   * @param values as many as there are elements
   * @throws IllegalArgumentException if there are not as many
   */
  public void set(float[] values) {
    Require.sameLength(values.length, length, "values", "this array");
    write(0, values, length);
  }

  /**
   * Sets all elements.
   *
   * @param values as many as there are elements
   * @throws IllegalArgumentException if there are not as many
   */
  public void set(double[] values) {
    Require.sameLength(values.length, length, "values", "this array");
    write(0, values, length);
  }

  /** Native memory that was freed must not be touched: the process would crash. */
  private void requireAlive() {
    if (whole != null) {
      whole.requireAlive();
    } else if (freed) {
      throw new IllegalStateException(
          "this array was freed with the network, or the passes for its batch size, that it was"
              + " part of");
    }
  }

  private void requireRange(int at, int count, int otherLength, String otherName) {
    requireAlive();
    Require.part(at, count, length, "at", "count", "this array");
    if (count > otherLength) {
      throw new IndexOutOfBoundsException(
          "count must be in [0, length of "
              + otherName
              + " = "
              + otherLength
              + "], but was "
              + count);
    }
  }

  private float[] piece() {
    if (piece == null) {
      piece = new float[PIECE];
    }
    return piece;
  }

  void free() {
    freed = true;
    array.close();
  }

  @Override
  public String toString() {
    return (isDouble() ? "DOUBLE " : "FLOAT ") + Arrays.toString(shape);
  }
}
