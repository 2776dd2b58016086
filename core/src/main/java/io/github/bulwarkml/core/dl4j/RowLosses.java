// Copyright the Bulwark authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.github.bulwarkml.core.dl4j;

import io.github.bulwarkml.core.nn.Examples;
import io.github.bulwarkml.core.nn.Loss;
import java.util.Arrays;

/**
 * Losses of logits and their gradients, [examples, rows, width]. A row labelled {@link
 * Examples#IGNORED} does not count; an example's loss is the mean over the rows that do.
 */
final class RowLosses {
  private final Loss loss;
  private final int rows;
  private final int width;
  private final double[] z;
  private final double[] t;
  private final double[] g;

  RowLosses(Loss loss, int rows, int width) {
    this.loss = loss;
    this.rows = rows;
    this.width = width;
    this.z = new double[width];
    this.t = new double[width];
    this.g = new double[width];
  }

  /** Refuses targets that do not fit the outputs. */
  void requireFitting(Examples examples) {
    String outputs = rows == 1 ? "[" + width + "]" : "[" + rows + ", " + width + "]";
    if (examples.hasLabels()) {
      int[] labels = examples.labels();
      if (labels.length != (long) examples.size() * rows) {
        throw new IllegalArgumentException(
            "labels must have one value for each row of outputs of shape "
                + outputs
                + ", but has "
                + labels.length
                + " for "
                + examples);
      }
      for (int i = 0; i < labels.length; i++) {
        if (labels[i] >= width) {
          throw new IllegalArgumentException(
              "labels must be below the "
                  + width
                  + " outputs, but labels["
                  + i
                  + "] was "
                  + labels[i]);
        }
      }
    } else if (examples.hasTargets()) {
      if (examples.targets().length != (long) examples.size() * rows * width) {
        throw new IllegalArgumentException(
            "targets must have the outputs' shape "
                + outputs
                + " for each example, but has "
                + examples.targets().length
                + " values for "
                + examples);
      }
    } else {
      throw new IllegalArgumentException(
          "examples must have labels or targets, but were " + examples);
    }
  }

  private int countedRows(Examples examples, int example) {
    if (!examples.hasLabels()) {
      return rows;
    }
    int count = 0;
    for (int r = 0; r < rows; r++) {
      count += examples.labels()[example * rows + r] == Examples.IGNORED ? 0 : 1;
    }
    return count;
  }

  /**
   * The loss of one example.
   *
   * @param logits of all examples
   * @param offset where this example's logits start
   * @param examples the examples
   * @param example which one
   * @param scale what its gradient is multiplied by
   * @param gradient where its gradient goes, at the same offset
   */
  double example(
      float[] logits, int offset, Examples examples, int example, double scale, float[] gradient) {
    int counted = countedRows(examples, example);
    double sum = 0;
    for (int r = 0; r < rows; r++) {
      int at = offset + r * width;
      boolean hard = examples.hasLabels();
      int label = hard ? examples.labels()[example * rows + r] : 0;
      if (label == Examples.IGNORED) {
        Arrays.fill(gradient, at, at + width, 0);
        continue;
      }
      for (int k = 0; k < width; k++) {
        z[k] = logits[at + k];
        t[k] = hard ? (k == label ? 1 : 0) : examples.targets()[(example * rows + r) * width + k];
      }
      sum += loss.row(z, 0, t, 0, g, width);
      for (int k = 0; k < width; k++) {
        gradient[at + k] = (float) (g[k] * scale / counted);
      }
    }
    return counted == 0 ? 0 : sum / counted;
  }
}
