// Copyright the Bulwark authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.github.bulwarkml.core.nn;

import io.github.bulwarkml.core.nn.layer.NativeArray;
import org.jspecify.annotations.Nullable;

/** The targets of examples as rows beside the rows of outputs, and the losses of both. */
final class Targets {
  private final int @Nullable [] labels;
  private final float @Nullable [] targets;
  private final int rows;
  private final int width;

  Targets(Examples examples, int outputLength, int width) {
    this.width = width;
    this.rows = outputLength / width;
    int size = examples.size();
    if (examples.hasLabels()) {
      labels = examples.labels();
      targets = null;
      if (labels.length != size * rows) {
        throw new IllegalArgumentException(
            "labels must be "
                + rows
                + " for each of "
                + size
                + " examples, but there are "
                + labels.length);
      }
      requireClasses(labels);
    } else if (examples.hasTargets()) {
      labels = null;
      targets = examples.targets();
      if (targets.length != (long) size * outputLength) {
        throw new IllegalArgumentException(
            "targets must be "
                + outputLength
                + " for each of "
                + size
                + " examples, but there are "
                + targets.length);
      }
    } else {
      throw new IllegalArgumentException("examples must have labels or targets, but have none");
    }
  }

  private void requireClasses(int[] all) {
    for (int i = 0; i < all.length; i++) {
      if (all[i] >= width) {
        throw new IllegalArgumentException(
            "labels must be in [0, " + width + "), but labels[" + i + "] was " + all[i]);
      }
    }
  }

  /**
   * Computes losses of examples, each the mean over its rows, and their gradients.
   *
   * @param loss the loss of one row
   * @param outputs the outputs, [at least count, rows, width]
   * @param from the first example
   * @param count how many examples
   * @param losses one per example of the whole set; written from {@code from} on
   * @param gradients of each example's own loss, as the outputs, zeros before; or null
   */
  void losses(
      Loss loss,
      NativeArray outputs,
      int from,
      int count,
      double[] losses,
      double @Nullable [] gradients) {
    double[] z = new double[count * rows * width];
    outputs.read(0, z, z.length);
    double[] g = gradients == null ? new double[z.length] : gradients;
    double[] t = targets == null ? new double[width] : widened(targets, from * rows, count * rows);
    for (int i = 0; i < count; i++) {
      int counted = counted(from + i);
      double sum = 0;
      for (int row = i * rows; row < (i + 1) * rows; row++) {
        if (labels == null) {
          sum += loss.row(z, row * width, t, row * width, g, width);
        } else if (labels[from * rows + row] != Examples.IGNORED) {
          int label = labels[from * rows + row];
          t[label] = 1;
          sum += loss.row(z, row * width, t, 0, g, width);
          t[label] = 0;
        }
      }
      losses[from + i] = counted == 0 ? 0 : sum / counted;
      if (counted > 1) {
        for (int k = i * rows * width; k < (i + 1) * rows * width; k++) {
          g[k] /= counted;
        }
      }
    }
  }

  private double[] widened(float[] values, int firstRow, int count) {
    double[] wide = new double[count * width];
    for (int k = 0; k < wide.length; k++) {
      wide[k] = values[firstRow * width + k];
    }
    return wide;
  }

  /** {@return how many rows of an example count} */
  private int counted(int example) {
    if (labels == null) {
      return rows;
    }
    int counted = 0;
    for (int row = 0; row < rows; row++) {
      counted += labels[example * rows + row] == Examples.IGNORED ? 0 : 1;
    }
    return counted;
  }
}
