// Copyright the Bulwark authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.github.bulwarkml.core.nn.train;

import io.github.bulwarkml.core.NumericalException;
import io.github.bulwarkml.core.nn.DifferentiableModel;
import io.github.bulwarkml.core.nn.Examples;
import io.github.bulwarkml.core.nn.Loss;
import java.util.Arrays;
import java.util.List;

/**
 * How well a model does on a set of any size: predictions, accuracy, mean loss and perplexity, in
 * {@link io.github.bulwarkml.core.nn.layer.Mode#INFERENCE}.
 *
 * <pre>{@code
 * double accuracy = Evaluation.accuracy(model, test);
 * int[] predicted = Evaluation.predictions(model, test);
 * }</pre>
 *
 * <p>Outputs in rows, as of language models, are predicted row by row. Sets pass in parts, so that
 * outputs never take more than a few megabytes at a time; results do not depend on the parts.
 *
 * @since 0.1.0
 */
public final class Evaluation {
  /** How many outputs are held at a time, unless one example has more. */
  private static final int OUTPUTS_PER_PART = 1 << 20;

  private static final int EXAMPLES_PER_PART = 1 << 12;

  private Evaluation() {}

  /**
   * {@return the index of the largest output of every row, [examples, rows]} Of equal ones the
   * first; a model with a single output per row predicts 1 if it is above 0, else 0.
   *
   * @param model any model
   * @param examples inputs of its shape; targets are not looked at
   * @throws IllegalArgumentException if the inputs have another shape
   * @throws NumericalException if an output is NaN
   */
  public static int[] predictions(DifferentiableModel model, Examples examples) {
    int width = width(model);
    int outputs = outputs(model);
    int rows = outputs / width;
    int[] predicted = new int[Math.multiplyExact(examples.size(), rows)];
    parts(
        examples.size(),
        outputs,
        (from, to) -> {
          float[] logits = model.logits(examples.range(from, to));
          for (int row = 0; row < (to - from) * rows; row++) {
            predicted[from * rows + row] = largest(logits, row * width, width, from * rows + row);
          }
        });
    return predicted;
  }

  /**
   * {@return the fraction of rows whose prediction is their label; ignored rows do not count}
   *
   * @param model any model
   * @param examples inputs of its shape with a hard label per row
   * @throws IllegalArgumentException if the shapes differ, there are no hard labels, one is not
   *     among the outputs, or no row counts
   * @throws NumericalException if an output is NaN
   */
  public static double accuracy(DifferentiableModel model, Examples examples) {
    if (!examples.hasLabels()) {
      throw new IllegalArgumentException("examples must have hard labels, but are " + examples);
    }
    int[] labels = examples.labels();
    int width = width(model);
    requireLabels(labels, examples.size() * (outputs(model) / width), Math.max(2, width));
    int[] predicted = predictions(model, examples);
    int correct = 0;
    int counted = 0;
    for (int i = 0; i < labels.length; i++) {
      if (labels[i] != Examples.IGNORED) {
        counted++;
        correct += predicted[i] == labels[i] ? 1 : 0;
      }
    }
    requireSome(counted);
    return (double) correct / counted;
  }

  /**
   * {@return the mean of the examples' losses}
   *
   * @param model any model
   * @param examples inputs and targets of its shapes, at least one
   * @throws IllegalArgumentException if the shapes differ or there is no example
   */
  public static double meanLoss(DifferentiableModel model, Examples examples) {
    if (examples.size() == 0) {
      throw new IllegalArgumentException("examples must not be empty");
    }
    return Arrays.stream(losses(model, examples)).sum() / examples.size();
  }

  /**
   * {@return the exponential of the mean cross-entropy of all rows that count: how many equally
   * likely outputs the model is as unsure about}
   *
   * @param model a model of {@link Loss#SOFTMAX_CROSS_ENTROPY}
   * @param examples inputs of its shape with a hard label per row
   * @throws IllegalArgumentException if the model has another loss, the shapes differ, there are no
   *     hard labels, or no row counts
   */
  public static double perplexity(DifferentiableModel model, Examples examples) {
    if (model.loss() != Loss.SOFTMAX_CROSS_ENTROPY) {
      throw new IllegalArgumentException(
          "model must have the loss SOFTMAX_CROSS_ENTROPY, but has " + model.loss());
    }
    if (!examples.hasLabels()) {
      throw new IllegalArgumentException("examples must have hard labels, but are " + examples);
    }
    int[] labels = examples.labels();
    double[] losses = losses(model, examples);
    int rows = examples.size() == 0 ? 0 : labels.length / examples.size();
    double sum = 0;
    int counted = 0;
    for (int e = 0; e < losses.length; e++) {
      int own = 0;
      for (int row = e * rows; row < (e + 1) * rows; row++) {
        own += labels[row] == Examples.IGNORED ? 0 : 1;
      }
      sum += losses[e] * own;
      counted += own;
    }
    requireSome(counted);
    return Math.exp(sum / counted);
  }

  private static double[] losses(DifferentiableModel model, Examples examples) {
    double[] losses = new double[examples.size()];
    parts(
        losses.length,
        outputs(model),
        (from, to) -> {
          double[] part = model.losses(examples.range(from, to));
          System.arraycopy(part, 0, losses, from, part.length);
        });
    return losses;
  }

  private static int largest(float[] values, int from, int width, int row) {
    int largest = 0;
    for (int k = 0; k < width; k++) {
      if (Float.isNaN(values[from + k])) {
        throw new NumericalException("output " + k + " of row " + row + " is NaN");
      }
      if (values[from + k] > values[from + largest]) {
        largest = k;
      }
    }
    return width == 1 ? (values[from] > 0 ? 1 : 0) : largest;
  }

  private static void requireLabels(int[] labels, int rows, int classes) {
    if (labels.length != rows) {
      throw new IllegalArgumentException(
          "examples must have "
              + rows
              + " labels, one per row of outputs, but have "
              + labels.length);
    }
    for (int i = 0; i < labels.length; i++) {
      if (labels[i] >= classes) {
        throw new IllegalArgumentException(
            "labels must be in [0, " + classes + "), but labels[" + i + "] was " + labels[i]);
      }
    }
  }

  private static void requireSome(int counted) {
    if (counted == 0) {
      throw new IllegalArgumentException("examples must have a row that counts");
    }
  }

  /** How many outputs the loss runs over. */
  private static int width(DifferentiableModel model) {
    List<Integer> shape = model.outputShape();
    return shape.isEmpty() ? 1 : shape.get(shape.size() - 1);
  }

  private static int outputs(DifferentiableModel model) {
    return model.outputShape().stream().reduce(1, Math::multiplyExact);
  }

  /** Work on the examples from one number to before another. */
  @FunctionalInterface
  private interface Part {
    void work(int from, int to);
  }

  private static void parts(int examples, int outputs, Part part) {
    int each = Math.min(EXAMPLES_PER_PART, Math.max(1, OUTPUTS_PER_PART / Math.max(1, outputs)));
    for (int from = 0; from < examples; from += each) {
      part.work(from, Math.min(examples, from + each));
    }
  }
}
