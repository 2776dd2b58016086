// Copyright the Bulwark authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.github.bulwarkml.core.nn;

import io.github.bulwarkml.core.internal.Require;
import io.github.bulwarkml.core.tensor.Shapes;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Inputs and their targets: a batch, or a whole set. Targets are hard labels, one per row of
 * outputs, or soft ones, one weight per output.
 *
 * <pre>{@code
 * Examples train = Examples.labelled(pixels, new int[] {28, 28, 1}, labels);
 * Examples batch = train.select(indices);
 * }</pre>
 *
 * <p>Arrays are taken over, not copied: do not change them afterwards. Images are height, width,
 * channels; token numbers are floats with whole values.
 *
 * @since 0.1.0
 */
public final class Examples {
  /** The label of a row that does not count: its loss is 0 and it is left out of the mean. */
  public static final int IGNORED = -1;

  private final float[] inputs;
  private final int[] inputShape;
  private final int inputLength;
  private final int size;
  private final int @Nullable [] labels;
  private final float @Nullable [] targets;

  private Examples(
      float[] inputs, int[] inputShape, int @Nullable [] labels, float @Nullable [] targets) {
    this.inputs = Objects.requireNonNull(inputs, "inputs");
    this.inputShape = inputShape.clone();
    this.inputLength = lengthOf(inputShape);
    if (inputs.length % inputLength != 0) {
      throw new IllegalArgumentException(
          "inputs must be whole examples of inputShape "
              + Arrays.toString(inputShape)
              + ", but has "
              + inputs.length
              + " values");
    }
    this.size = inputs.length / inputLength;
    this.labels = labels;
    this.targets = targets;
    requireWhole("labels", labels == null ? 0 : labels.length);
    requireWhole("targets", targets == null ? 0 : targets.length);
  }

  private static int lengthOf(int[] inputShape) {
    long length = 1;
    for (int dimension : inputShape) {
      length *= dimension;
      if (dimension < 1 || length > Integer.MAX_VALUE) {
        throw new IllegalArgumentException(
            "inputShape must have dimensions >= 1 and at most 2147483647 elements, but was "
                + Arrays.toString(inputShape));
      }
    }
    return (int) length;
  }

  private void requireWhole(String name, int length) {
    if (size == 0 ? length != 0 : length % size != 0) {
      throw new IllegalArgumentException(
          name
              + " must be as many for each of the "
              + size
              + " examples of inputShape "
              + Arrays.toString(inputShape)
              + " in inputs, but has "
              + length);
    }
  }

  /**
   * {@return examples with hard labels}
   *
   * @param inputs row-major, [examples, inputShape]
   * @param inputShape the shape of one example, dimensions at least 1
   * @param labels [examples] or, for outputs in rows, [examples, rows]; each in [0, outputs) or
   *     {@link #IGNORED}
   * @throws IllegalArgumentException if the lengths do not fit or a label is below -1
   */
  public static Examples labelled(float[] inputs, int[] inputShape, int[] labels) {
    for (int i = 0; i < labels.length; i++) {
      if (labels[i] < IGNORED) {
        throw new IllegalArgumentException(
            "labels must be >= 0, or -1 to ignore a row, but labels[" + i + "] was " + labels[i]);
      }
    }
    Examples examples = new Examples(inputs, inputShape, labels, null);
    if (examples.size > 0 && labels.length == 0) {
      throw new IllegalArgumentException(
          "labels must be at least one for each of " + examples.size + " examples, but has 0");
    }
    return examples;
  }

  /**
   * {@return examples with soft labels or real targets}
   *
   * @param inputs row-major, [examples, inputShape]
   * @param inputShape the shape of one example, dimensions at least 1
   * @param targets row-major, [examples, outputs]
   * @throws IllegalArgumentException if the lengths do not fit
   */
  public static Examples withTargets(float[] inputs, int[] inputShape, float[] targets) {
    return new Examples(inputs, inputShape, null, Objects.requireNonNull(targets, "targets"));
  }

  /**
   * {@return examples without targets}
   *
   * @param inputs row-major, [examples, inputShape]
   * @param inputShape the shape of one example, dimensions at least 1
   * @throws IllegalArgumentException if the lengths do not fit
   */
  public static Examples unlabelled(float[] inputs, int... inputShape) {
    return new Examples(inputs, inputShape, null, null);
  }

  /** {@return the number of examples} */
  public int size() {
    return size;
  }

  /** {@return the shape of one example} */
  public List<Integer> inputShape() {
    return Shapes.list(inputShape);
  }

  /** {@return the number of values of one example} */
  public int inputLength() {
    return inputLength;
  }

  /** {@return the live inputs, row-major: do not change them} */
  public float[] inputs() {
    return inputs;
  }

  /** {@return whether there are hard labels} */
  public boolean hasLabels() {
    return labels != null;
  }

  /** {@return whether there are soft labels or real targets} */
  public boolean hasTargets() {
    return targets != null;
  }

  /**
   * {@return the live hard labels: do not change them}
   *
   * @throws IllegalStateException if there are none
   */
  public int[] labels() {
    if (labels == null) {
      throw new IllegalStateException("these examples have no hard labels");
    }
    return labels;
  }

  /**
   * {@return the live soft labels or real targets, row-major: do not change them}
   *
   * @throws IllegalStateException if there are none
   */
  public float[] targets() {
    if (targets == null) {
      throw new IllegalStateException("these examples have no soft labels or targets");
    }
    return targets;
  }

  /**
   * {@return a copy of some examples, in the given order}
   *
   * @param indices which, each in [0, {@link #size}); may repeat
   * @throws IndexOutOfBoundsException if there is no such example
   */
  public Examples select(int... indices) {
    for (int index : indices) {
      Require.index(index, size, "indices");
    }
    int count = indices.length;
    float[] chosen = new float[count * inputLength];
    for (int i = 0; i < count; i++) {
      System.arraycopy(inputs, indices[i] * inputLength, chosen, i * inputLength, inputLength);
    }
    int[] chosenLabels = null;
    if (labels != null) {
      int each = size == 0 ? 0 : labels.length / size;
      chosenLabels = new int[count * each];
      for (int i = 0; i < count; i++) {
        System.arraycopy(labels, indices[i] * each, chosenLabels, i * each, each);
      }
    }
    float[] chosenTargets = null;
    if (targets != null) {
      int each = size == 0 ? 0 : targets.length / size;
      chosenTargets = new float[count * each];
      for (int i = 0; i < count; i++) {
        System.arraycopy(targets, indices[i] * each, chosenTargets, i * each, each);
      }
    }
    return new Examples(chosen, inputShape, chosenLabels, chosenTargets);
  }

  /**
   * {@return a copy of neighbouring examples}
   *
   * @param from the first, in [0, {@link #size}]
   * @param to past the last, in [{@code from}, {@link #size}]
   * @throws IndexOutOfBoundsException if the range is not within the set
   */
  public Examples range(int from, int to) {
    if (from < 0 || from > size) {
      throw new IndexOutOfBoundsException("from must be in [0, " + size + "], but was " + from);
    }
    if (to < from || to > size) {
      throw new IndexOutOfBoundsException(
          "to must be in [from = " + from + ", " + size + "], but was " + to);
    }
    int[] indices = new int[to - from];
    Arrays.setAll(indices, i -> from + i);
    return select(indices);
  }

  @Override
  public String toString() {
    String kind = labels != null ? "hard labels" : targets != null ? "targets" : "no targets";
    return size + " examples of shape " + Arrays.toString(inputShape) + ", " + kind;
  }
}
