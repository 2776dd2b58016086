// Copyright the Bulwark authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.github.bulwarkml.core.tensor;

import io.github.bulwarkml.core.internal.Require;
import io.github.bulwarkml.core.random.PerturbationStream;
import io.github.bulwarkml.core.random.Seed;
import io.github.bulwarkml.core.run.Parallel;
import io.github.bulwarkml.core.simd.ActiveKernels;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * All parameters of a model in one heap {@code float[]}, with named segments.
 *
 * <pre>{@code
 * ParameterVector parameters =
 *     ParameterVector.builder().segment("weight", 64, 16).segment("bias", 64).build();
 * parameters.axpy(-learningRate, gradient);
 * double factor = gradient.clipTo(clipNorm);
 * }</pre>
 *
 * <p>Norms and dot products are summed in double. NaN and infinite values pass through arithmetic
 * as they do in Java; {@link #clipTo} refuses them.
 *
 * <p>Mutable and not thread-safe. Methods allocate nothing unless they return a copy.
 *
 * @since 0.1.0
 */
public final class ParameterVector {
  /**
   * A named part.
   *
   * @param name unique within its vector
   * @param offset where it starts
   * @param length how many values it has: the product of the shape
   * @param shape its dimensions, each at least 0; values lie in row-major order
   */
  public record Segment(String name, int offset, int length, List<Integer> shape) {
    /**
     * Checks that the length fits the shape.
     *
     * @param name unique within its vector
     * @param offset where it starts, at least 0
     * @param length how many values it has: the product of the shape
     * @param shape its dimensions, each at least 0
     * @throws IllegalArgumentException if {@code offset < 0} or {@code length} does not fit
     */
    public Segment {
      Objects.requireNonNull(name, "name");
      shape = List.copyOf(shape);
      int product = Shapes.length(shape.stream().mapToInt(Integer::intValue).toArray());
      if (length != product) {
        throw new IllegalArgumentException(
            "length must be the product of shape " + shape + ", but was " + length);
      }
      Require.inRange(offset, 0, Integer.MAX_VALUE - length, "offset");
    }
  }

  private final float[] values;
  private final Map<String, Segment> segments;

  private ParameterVector(float[] values, Map<String, Segment> segments) {
    this.values = values;
    this.segments = segments;
  }

  /** {@return a builder that lays segments one after another} */
  public static Builder builder() {
    return new Builder();
  }

  /**
   * {@return a vector of one segment called {@code "parameters"}, holding a copy of the values}
   *
   * @param values any numbers
   */
  public static ParameterVector of(float... values) {
    ParameterVector vector = builder().segment("parameters", values.length).build();
    System.arraycopy(values, 0, vector.values, 0, values.length);
    return vector;
  }

  /** {@return the number of parameters} */
  public int length() {
    return values.length;
  }

  /** {@return the segments in layout order} */
  public List<Segment> segments() {
    return List.copyOf(segments.values());
  }

  /**
   * {@return a segment}
   *
   * @param name its name
   * @throws IllegalArgumentException if there is none; the message lists the names
   */
  public Segment segment(String name) {
    Segment segment = segments.get(Objects.requireNonNull(name, "name"));
    if (segment == null) {
      throw new IllegalArgumentException(
          "name must be one of " + segments.keySet() + ", but was '" + name + "'");
    }
    return segment;
  }

  /**
   * {@return the value at an index}
   *
   * @param index in [0, length)
   * @throws IndexOutOfBoundsException if out of range
   */
  public float get(int index) {
    return values[Require.index(index, values.length, "index")];
  }

  /**
   * Sets the value at an index.
   *
   * @param index in [0, length)
   * @param value any number
   * @throws IndexOutOfBoundsException if out of range
   */
  public void set(int index, float value) {
    values[Require.index(index, values.length, "index")] = value;
  }

  /** {@return the live array: writing to it changes the vector} */
  public float[] array() {
    return values;
  }

  /** {@return a copy of all values} */
  public float[] toArray() {
    return values.clone();
  }

  /**
   * {@return a copy of a segment's values, row-major}
   *
   * @param name its name
   * @throws IllegalArgumentException if there is no such segment
   */
  public float[] toArray(String name) {
    Segment segment = segment(name);
    return Arrays.copyOfRange(values, segment.offset(), segment.offset() + segment.length());
  }

  /**
   * {@return a live view of a segment: writing to it changes the vector}
   *
   * @param name its name
   * @throws IllegalArgumentException if there is no such segment
   */
  public FloatBuffer view(String name) {
    Segment segment = segment(name);
    return FloatBuffer.wrap(values, segment.offset(), segment.length()).slice();
  }

  /** {@return an independent vector of the same layout and values} */
  public ParameterVector copy() {
    return new ParameterVector(values.clone(), segments);
  }

  /** {@return a vector of the same layout, all zero} */
  public ParameterVector zerosLike() {
    return new ParameterVector(new float[values.length], segments);
  }

  /**
   * Takes over the values of another vector.
   *
   * @param source a vector of the same length
   * @throws IllegalArgumentException if the lengths differ
   */
  public void copyFrom(ParameterVector source) {
    requireSameLength(source, "source");
    System.arraycopy(source.values, 0, values, 0, values.length);
  }

  /**
   * Sets every value.
   *
   * @param value any number
   */
  public void fill(float value) {
    Arrays.fill(values, value);
  }

  /**
   * Adds {@code alpha * x} to this vector.
   *
   * @param alpha any number
   * @param x a vector of the same length
   * @throws IllegalArgumentException if the lengths differ
   */
  public void axpy(float alpha, ParameterVector x) {
    requireSameLength(x, "x");
    ActiveKernels.get().floats().axpy(alpha, x.values, 0, values, 0, values.length);
  }

  /**
   * Multiplies every value.
   *
   * @param alpha any number
   */
  public void scale(float alpha) {
    ActiveKernels.get().floats().scale(alpha, values, 0, values.length);
  }

  /**
   * {@return the dot product, summed in double}
   *
   * @param other a vector of the same length
   * @throws IllegalArgumentException if the lengths differ
   */
  public double dot(ParameterVector other) {
    requireSameLength(other, "other");
    return ActiveKernels.get().floats().preciseDot(values, 0, other.values, 0, values.length);
  }

  /** {@return the Euclidean norm, summed in double} */
  public double norm() {
    return Math.sqrt(ActiveKernels.get().floats().squaredNorm(values, 0, values.length));
  }

  /**
   * Scales the vector down to a Euclidean norm of at most {@code clipNorm}; a shorter one is left
   * as it is.
   *
   * @param clipNorm the largest norm, above 0
   * @return the factor that was applied, in [0, 1]
   * @throws IllegalArgumentException if {@code clipNorm} is not finite and above 0
   * @throws IllegalStateException if the vector holds NaN or infinity, whose norm cannot be bounded
   */
  public double clipTo(double clipNorm) {
    Require.positive(clipNorm, "clipNorm");
    double norm = norm();
    if (!(norm <= Double.MAX_VALUE)) {
      throw new IllegalStateException("a vector with NaN or infinity has no norm to clip");
    }
    if (norm <= clipNorm) {
      return 1;
    }
    // Rounded down, so that rounding cannot leave the norm above the bound by its own error.
    float factor = Math.max(0f, Math.nextDown((float) (clipNorm / norm)));
    scale(factor);
    return factor;
  }

  /**
   * Adds {@code scale * z} where z is the standard normal direction that the seed stands for
   * ({@link PerturbationStream}); nothing is stored. Adding {@code -scale} with the same seed takes
   * the step back to within one rounding of each value; for an exact return keep a copy and use
   * {@link #perturbFrom}.
   *
   * @param seed the direction
   * @param scale its factor, finite
   * @throws IllegalArgumentException if {@code scale} is not finite
   */
  public void perturb(Seed seed, double scale) {
    perturbFrom(this, seed, scale, Parallel.single());
  }

  /**
   * Sets this vector to {@code base + scale * z}: equal arguments give equal bits, so a base that
   * is kept can be returned to exactly.
   *
   * @param base where the direction starts, of the same length; may be this vector
   * @param seed the direction
   * @param scale its factor, finite
   * @param parallel how many threads may work; the values do not depend on it
   * @throws IllegalArgumentException if {@code scale} is not finite or the lengths differ
   */
  public void perturbFrom(ParameterVector base, Seed seed, double scale, Parallel parallel) {
    requireSameLength(base, "base");
    Objects.requireNonNull(seed, "seed");
    Objects.requireNonNull(parallel, "parallel");
    new PerturbationStream(seed).add(base.values, scale, values, parallel);
  }

  /**
   * Copies all values into a native buffer, such as one that an ONNX Runtime tensor wraps: one bulk
   * copy, from the buffer's start; its position is left alone.
   *
   * @param target a direct buffer in native byte order with at least {@link #length()} elements
   * @throws IllegalArgumentException if it is too short, not direct, or of the other byte order
   */
  public void copyTo(FloatBuffer target) {
    requireNative(target, "target");
    target.put(0, values);
  }

  /**
   * Copies all values out of a native buffer: one bulk copy, from the buffer's start; its position
   * is left alone.
   *
   * @param source a direct buffer in native byte order with at least {@link #length()} elements
   * @throws IllegalArgumentException if it is too short, not direct, or of the other byte order
   */
  public void copyFrom(FloatBuffer source) {
    requireNative(source, "source");
    source.get(0, values);
  }

  private void requireNative(FloatBuffer buffer, String name) {
    if (!buffer.isDirect() || buffer.order() != ByteOrder.nativeOrder()) {
      throw new IllegalArgumentException(
          name
              + " must be a direct buffer in native byte order, but was "
              + (buffer.isDirect() ? buffer.order() : "a heap buffer"));
    }
    if (buffer.limit() < values.length) {
      throw new IllegalArgumentException(
          name + " must hold at least " + values.length + " floats, but holds " + buffer.limit());
    }
  }

  private void requireSameLength(ParameterVector other, String name) {
    Require.sameLength(other.values.length, values.length, name, "this vector");
  }

  /**
   * {@return whether the other vector has the same layout and the same bits}
   *
   * @param other any object
   */
  @Override
  public boolean equals(Object other) {
    return other instanceof ParameterVector vector
        && Arrays.equals(values, vector.values)
        && segments.equals(vector.segments);
  }

  @Override
  public int hashCode() {
    return 31 * Arrays.hashCode(values) + segments.hashCode();
  }

  /** {@return the layout: one line per segment} */
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder("ParameterVector, " + values.length + " parameters");
    for (Segment segment : segments.values()) {
      text.append("\n  ").append(segment.name()).append(' ').append(segment.shape());
    }
    return text.toString();
  }

  /** Lays segments one after another. Single use. */
  public static final class Builder {
    private final Map<String, Segment> segments = new LinkedHashMap<>();
    private long length;

    private Builder() {}

    /**
     * {@return this builder, with one more segment}
     *
     * @param name unique within the vector
     * @param shape dimensions, each at least 0; none is a single value
     * @throws IllegalArgumentException if the name is taken, or a dimension or the total is out of
     *     range
     */
    public Builder segment(String name, int... shape) {
      Objects.requireNonNull(name, "name");
      int size = Shapes.length(shape);
      if (segments.containsKey(name)) {
        throw new IllegalArgumentException(
            "name must be unique, but '"
                + name
                + "' is among "
                + new ArrayList<>(segments.keySet()));
      }
      if (length + size > Integer.MAX_VALUE - 8) {
        throw new IllegalArgumentException(
            "shape must leave at most "
                + (Integer.MAX_VALUE - 8)
                + " parameters in all, but was "
                + Arrays.toString(shape)
                + " after "
                + length);
      }
      segments.put(name, new Segment(name, (int) length, size, Shapes.list(shape)));
      length += size;
      return this;
    }

    /** {@return the vector, all zero} */
    public ParameterVector build() {
      return new ParameterVector(new float[(int) length], new LinkedHashMap<>(segments));
    }
  }
}
