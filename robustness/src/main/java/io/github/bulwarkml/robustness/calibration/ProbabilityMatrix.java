// Copyright the Bulwark authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.github.bulwarkml.robustness.calibration;

import io.github.bulwarkml.core.internal.Require;
import io.github.bulwarkml.robustness.metrics.Labels;
import io.github.bulwarkml.robustness.metrics.ScoreMatrix;

/**
 * Predicted class probabilities of n examples, each row summing to 1, with their logarithms.
 *
 * <p>Made from probabilities, which are renormalised, or from logits by softmax; logarithms of the
 * latter stay finite where the probability underflows to 0. The predicted class is the one of the
 * largest score, the lowest index among equals.
 *
 * <p>Immutable. Uses {@link StrictMath}, so that equal input gives equal bits everywhere.
 *
 * @since 0.1.0
 */
public final class ProbabilityMatrix {
  /** How far the sum of a row may be from 1. */
  public static final double SUM_TOLERANCE = 1e-4;

  private final ScoreMatrix scores;
  private final boolean logits;
  private final double[] probabilities;
  private final double[] logNorms;
  private final int[] predicted;

  private ProbabilityMatrix(
      ScoreMatrix scores, boolean logits, double[] probabilities, double[] logNorms) {
    this.scores = scores;
    this.logits = logits;
    this.probabilities = probabilities;
    this.logNorms = logNorms;
    this.predicted = scores.argmax();
  }

  /**
   * {@return the matrix of the given probabilities, each row divided by its sum}
   *
   * @param probabilities n x K; each at least 0, each row summing to 1 within {@value
   *     #SUM_TOLERANCE}
   * @throws IllegalArgumentException naming the first row that breaks a rule, counted from 0
   */
  public static ProbabilityMatrix ofProbabilities(ScoreMatrix probabilities) {
    int columns = probabilities.columns();
    double[] normalised = probabilities.toArray();
    double[] logNorms = new double[probabilities.rows()];
    for (int row = 0; row < probabilities.rows(); row++) {
      double sum = 0;
      for (int c = 0; c < columns; c++) {
        double p = normalised[row * columns + c];
        if (!(p >= 0)) {
          throw new IllegalArgumentException(
              "probabilities: row " + row + ", column " + c + " must be in [0, 1], but was " + p);
        }
        sum += p;
      }
      if (!(Math.abs(sum - 1) <= SUM_TOLERANCE)) {
        throw new IllegalArgumentException(
            "probabilities: row "
                + row
                + " must sum to 1 within "
                + SUM_TOLERANCE
                + ", but sums to "
                + sum);
      }
      for (int c = 0; c < columns; c++) {
        normalised[row * columns + c] /= sum;
      }
      logNorms[row] = StrictMath.log(sum);
    }
    return new ProbabilityMatrix(probabilities, false, normalised, logNorms);
  }

  /**
   * {@return the softmax of the given logits}
   *
   * @param logits n x K, finite
   */
  public static ProbabilityMatrix ofLogits(ScoreMatrix logits) {
    int columns = logits.columns();
    double[] values = logits.toArray();
    double[] logNorms = new double[logits.rows()];
    for (int row = 0; row < logits.rows(); row++) {
      int start = row * columns;
      double max = values[start + logits.argmax(row)];
      double sum = 0;
      for (int c = 0; c < columns; c++) {
        values[start + c] = StrictMath.exp(values[start + c] - max);
        sum += values[start + c];
      }
      for (int c = 0; c < columns; c++) {
        values[start + c] /= sum;
      }
      logNorms[row] = max + StrictMath.log(sum);
    }
    return new ProbabilityMatrix(logits, true, values, logNorms);
  }

  /** {@return the number of examples n} */
  public int rows() {
    return scores.rows();
  }

  /** {@return the number of classes K} */
  public int columns() {
    return scores.columns();
  }

  /**
   * {@return the probability of one class for one example, in [0, 1]}
   *
   * @param row the example, in [0, n)
   * @param label the class, in [0, K)
   * @throws IllegalArgumentException if an index is out of range
   */
  public double probability(int row, int label) {
    Require.inRange(row, 0, rows() - 1, "row");
    Require.inRange(label, 0, columns() - 1, "label");
    return probabilities[row * columns() + label];
  }

  /**
   * {@return the natural logarithm of a probability; negative infinity for a given probability of
   * 0, finite for logits}
   *
   * @param row the example, in [0, n)
   * @param label the class, in [0, K)
   * @throws IllegalArgumentException if an index is out of range
   */
  public double logProbability(int row, int label) {
    Require.inRange(label, 0, columns() - 1, "label");
    return logScore(row, label) - logNorms[row];
  }

  /** The logarithm of a probability up to a constant of the row: without its rounding. */
  double logScore(int row, int label) {
    double score = scores.get(row, label);
    return logits ? score : StrictMath.log(score);
  }

  /**
   * {@return the class of the largest score}
   *
   * @param row the example, in [0, n)
   * @throws IllegalArgumentException if it is out of range
   */
  public int predicted(int row) {
    return predicted[Require.inRange(row, 0, rows() - 1, "row")];
  }

  /** {@return the predicted class of every example} */
  public int[] predicted() {
    return predicted.clone();
  }

  /** {@return the probability of the predicted class of every example} */
  public double[] confidences() {
    double[] confidences = new double[rows()];
    for (int row = 0; row < confidences.length; row++) {
      confidences[row] = Math.min(1, probabilities[row * columns() + predicted[row]]);
    }
    return confidences;
  }

  /** {@return sum over classes of p ln p of every example: minus its entropy in nats, at most 0} */
  public double[] negativeEntropies() {
    double[] values = new double[rows()];
    for (int row = 0; row < values.length; row++) {
      for (int c = 0; c < columns(); c++) {
        double p = probabilities[row * columns() + c];
        values[row] += p > 0 ? p * StrictMath.log(p) : 0;
      }
    }
    return values;
  }

  /**
   * {@return for every example whether the predicted class is the true one}
   *
   * @param truth the true labels [n], each in [0, K)
   * @throws IllegalArgumentException if the length differs or a label is out of range
   */
  public boolean[] correct(int[] truth) {
    requireLabels(truth);
    boolean[] correct = new boolean[rows()];
    for (int row = 0; row < correct.length; row++) {
      correct[row] = predicted[row] == truth[row];
    }
    return correct;
  }

  /**
   * {@return these predictions at another temperature: softmax of the logarithms divided by it}
   *
   * @param temperature T, finite and above 0; 1 changes nothing, above 1 flattens
   * @throws IllegalArgumentException if it is out of range
   */
  public ProbabilityMatrix withTemperature(double temperature) {
    Require.positive(temperature, "temperature");
    double[] scaled = new double[Math.multiplyExact(rows(), columns())];
    for (int row = 0; row < rows(); row++) {
      double max = logScore(row, predicted[row]);
      for (int c = 0; c < columns(); c++) {
        // any score so low that exp gives 0 stands for minus infinity
        double value = (logScore(row, c) - max) / temperature;
        scaled[row * columns() + c] = Math.max(-1e300, value);
      }
    }
    return ofLogits(ScoreMatrix.of(rows(), columns(), scaled));
  }

  int[] requireLabels(int[] truth) {
    Require.sameLength(truth.length, rows(), "truth", "the predictions");
    return Labels.requireInRange(truth, columns(), "truth");
  }

  @Override
  public String toString() {
    return "ProbabilityMatrix(" + rows() + " x " + columns() + ")";
  }
}
