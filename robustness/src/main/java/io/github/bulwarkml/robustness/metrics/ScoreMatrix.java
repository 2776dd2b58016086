// Copyright the Bulwark authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.github.bulwarkml.robustness.metrics;

import io.github.bulwarkml.core.internal.Require;
import java.util.Arrays;

/**
 * Scores of n examples for K classes, row by row: logits, log-probabilities or probabilities.
 *
 * <p>Ties: wherever scores are ranked, the class with the lower index comes first.
 *
 * <p>Immutable.
 *
 * @since 0.1.0
 */
public final class ScoreMatrix {
  private final int rows;
  private final int columns;
  private final double[] values;

  private ScoreMatrix(int rows, int columns, double[] values) {
    this.rows = rows;
    this.columns = columns;
    this.values = values;
  }

  /**
   * {@return the matrix of the given values}
   *
   * @param rows n, at least 1
   * @param columns K, in [1, {@value Labels#MAXIMUM_CLASSES}]
   * @param values [rows * columns], row by row, finite; copied
   * @throws IllegalArgumentException if a size does not fit or a value is not finite
   */
  public static ScoreMatrix of(int rows, int columns, double[] values) {
    return checked(rows, columns, values.clone(), "values");
  }

  /**
   * {@return the matrix of the given rows}
   *
   * @param rows at least one, all of one length of at least 1, finite
   * @throws IllegalArgumentException if the rows do not fit or a value is not finite
   */
  public static ScoreMatrix of(double[][] rows) {
    if (rows.length == 0) {
      throw new IllegalArgumentException("rows must not be empty");
    }
    int columns = rows[0].length;
    long size = (long) rows.length * columns;
    if (size > Integer.MAX_VALUE - 8) {
      throw new IllegalArgumentException("rows must hold at most 2^31 - 9 values, but was " + size);
    }
    double[] values = new double[(int) size];
    for (int i = 0; i < rows.length; i++) {
      Require.sameLength(rows[i].length, columns, "rows[" + i + "]", "rows[0]");
      System.arraycopy(rows[i], 0, values, i * columns, columns);
    }
    return checked(rows.length, columns, values, "rows");
  }

  private static ScoreMatrix checked(int rows, int columns, double[] values, String name) {
    Require.atLeast(rows, 1, "rows");
    Require.inRange(columns, 1, Labels.MAXIMUM_CLASSES, "columns");
    if ((long) rows * columns != values.length) {
      throw new IllegalArgumentException(
          "values must hold rows * columns = "
              + (long) rows * columns
              + " numbers, but has "
              + values.length);
    }
    for (int i = 0; i < values.length; i++) {
      if (!(Math.abs(values[i]) <= Double.MAX_VALUE)) {
        throw new IllegalArgumentException(
            name
                + " at row "
                + i / columns
                + ", column "
                + i % columns
                + " must be finite, but was "
                + values[i]);
      }
    }
    return new ScoreMatrix(rows, columns, values);
  }

  /** A matrix of finite values that nobody else holds. */
  static ScoreMatrix adopt(int rows, int columns, double[] values) {
    return new ScoreMatrix(rows, columns, values);
  }

  /** {@return the number of examples n} */
  public int rows() {
    return rows;
  }

  /** {@return the number of classes K} */
  public int columns() {
    return columns;
  }

  /**
   * {@return the score of one class for one example}
   *
   * @param row the example, in [0, n)
   * @param column the class, in [0, K)
   * @throws IllegalArgumentException if an index is out of range
   */
  public double get(int row, int column) {
    Require.inRange(column, 0, columns - 1, "column");
    return values[start(row) + column];
  }

  /**
   * Copies one row.
   *
   * @param row the example, in [0, n)
   * @param target receives K scores from index 0 on
   * @throws IllegalArgumentException if the row is out of range or the target too short
   */
  public void copyRow(int row, double[] target) {
    int start = start(row);
    if (target.length < columns) {
      throw new IllegalArgumentException(
          "target must have at least " + columns + " elements, but has " + target.length);
    }
    System.arraycopy(values, start, target, 0, columns);
  }

  /** {@return all scores, row by row} */
  public double[] toArray() {
    return values.clone();
  }

  /**
   * {@return the class with the highest score; the lowest index among equals}
   *
   * @param row the example, in [0, n)
   * @throws IllegalArgumentException if it is out of range
   */
  public int argmax(int row) {
    int start = start(row);
    int best = 0;
    for (int c = 1; c < columns; c++) {
      if (values[start + c] > values[start + best]) {
        best = c;
      }
    }
    return best;
  }

  /** {@return the class with the highest score of every example} */
  public int[] argmax() {
    int[] predicted = new int[rows];
    for (int row = 0; row < rows; row++) {
      predicted[row] = argmax(row);
    }
    return predicted;
  }

  /**
   * {@return how many classes come before the given one when the example's scores are sorted in
   * descending order, equal scores by ascending class}
   *
   * @param row the example, in [0, n)
   * @param label the class, in [0, K)
   * @throws IllegalArgumentException if an index is out of range
   */
  public int rank(int row, int label) {
    int start = start(row);
    Require.inRange(label, 0, columns - 1, "label");
    double score = values[start + label];
    int before = 0;
    for (int c = 0; c < columns; c++) {
      double other = values[start + c];
      if (other > score || (other == score && c < label)) {
        before++;
      }
    }
    return before;
  }

  /**
   * {@return for every example, whether its true class is among the k best}
   *
   * @param truth the true labels [n], each in [0, K)
   * @param k in [1, K]
   * @throws IllegalArgumentException if a length or label or {@code k} is out of range
   */
  public boolean[] topHits(int[] truth, int k) {
    Require.sameLength(truth.length, rows, "truth", "the scores");
    Require.inRange(k, 1, columns, "k");
    Labels.requireInRange(truth, columns, "truth");
    boolean[] hits = new boolean[rows];
    for (int row = 0; row < rows; row++) {
      hits[row] = rank(row, truth[row]) < k;
    }
    return hits;
  }

  /**
   * {@return the share of examples whose true class is among the k best}
   *
   * @param truth the true labels [n], each in [0, K)
   * @param k in [1, K]; 1 is accuracy
   * @throws IllegalArgumentException if a length or label or {@code k} is out of range
   */
  public double topAccuracy(int[] truth, int k) {
    int hits = 0;
    for (boolean hit : topHits(truth, k)) {
      hits += hit ? 1 : 0;
    }
    return (double) hits / rows;
  }

  private int start(int row) {
    return Require.inRange(row, 0, rows - 1, "row") * columns;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof ScoreMatrix matrix
        && rows == matrix.rows
        && columns == matrix.columns
        && Arrays.equals(values, matrix.values);
  }

  @Override
  public int hashCode() {
    return 31 * (31 * rows + columns) + Arrays.hashCode(values);
  }

  @Override
  public String toString() {
    return "ScoreMatrix(" + rows + " x " + columns + ")";
  }
}
