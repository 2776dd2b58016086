// Copyright the Bulwark authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.github.bulwarkml.core.simd;

import io.github.bulwarkml.core.internal.Require;
import java.util.Arrays;

/**
 * Finds the row of a matrix that is nearest to a query, the same row under all kernels: k-means
 * assignment and image-cluster lookup.
 *
 * <p>Nearness is the largest inner product ({@link #byInnerProduct}) or the smallest Euclidean
 * distance ({@link #byDistance}), both decided by double sums in index order with ties going to the
 * smaller row. Float inner products of 16 queries at a time find the few rows that can win: their
 * error is at most \(\gamma_n\lVert q\rVert\lVert c\rVert\) whatever the order of summation, with
 * \(\gamma_n = nu/(1-nu)\), \(u = 2^{-24}\) (Higham, "Accuracy and Stability of Numerical
 * Algorithms", 2nd edition, section 3.1); only those are summed again.
 *
 * <p>Cost: one pass of float products over all rows per 16 queries. Immutable and safe to share, as
 * long as the rows are not changed (they are not copied).
 *
 * @since 0.1.0
 */
public final class NearestRow {
  private static final int QUERIES = 16;
  private static final int ROWS = 1024;
  private static final double UNIT = 0x1p-24;

  private final DenseKernels dense;
  private final float[] rows;
  private final int count;
  private final int dimension;

  /** What is taken off a row's inner product: half its squared norm, or 0. */
  private final double[] penalties;

  private final double largestNorm;
  private final double largestPenalty;

  NearestRow(DenseKernels dense, float[] rows, int count, int dimension, boolean byDistance) {
    this.dense = dense;
    this.rows = rows;
    this.count = Require.atLeast(count, 1, "count");
    this.dimension = Require.atLeast(dimension, 1, "dimension");
    Bounds.matrix(rows.length, count, dimension, "rows");
    this.penalties = new double[count];
    double norm = 0;
    for (int j = 0; j < count; j++) {
      double squares = squares(rows, j * dimension, "rows");
      norm = Math.max(norm, squares);
      penalties[j] = byDistance ? squares / 2 : 0;
    }
    this.largestNorm = Math.sqrt(norm);
    this.largestPenalty = byDistance ? norm / 2 : 0;
  }

  /**
   * {@return the search for the row with the largest inner product}
   *
   * @param rows the matrix, [count, dimension]; kept, not copied
   * @param count its rows, at least 1
   * @param dimension its columns, at least 1
   * @throws IllegalArgumentException if the matrix does not fit the array or is not finite
   */
  public static NearestRow byInnerProduct(float[] rows, int count, int dimension) {
    return new NearestRow(ActiveKernels.get().dense(), rows, count, dimension, false);
  }

  /**
   * {@return the search for the row at the smallest Euclidean distance}
   *
   * @param rows the matrix, [count, dimension]; kept, not copied
   * @param count its rows, at least 1
   * @param dimension its columns, at least 1
   * @throws IllegalArgumentException if the matrix does not fit the array or is not finite
   */
  public static NearestRow byDistance(float[] rows, int count, int dimension) {
    return new NearestRow(ActiveKernels.get().dense(), rows, count, dimension, true);
  }

  /**
   * Finds the nearest row of every query.
   *
   * @param queries the queries, [queryCount, dimension], finite
   * @param queryCount how many, at least 0
   * @return the nearest row of each
   * @throws IllegalArgumentException if the queries do not fit the array or are not finite
   */
  public int[] ofAll(float[] queries, int queryCount) {
    Bounds.matrix(queries.length, queryCount, dimension, "queries");
    int[] nearest = new int[queryCount];
    float[] block = new float[Math.min(QUERIES, queryCount) * dimension];
    float[] scores = new float[Math.min(QUERIES, queryCount) * Math.min(ROWS, count)];
    Candidates[] candidates = new Candidates[Math.min(QUERIES, queryCount)];
    for (int first = 0; first < queryCount; first += QUERIES) {
      int width = Math.min(QUERIES, queryCount - first);
      System.arraycopy(queries, first * dimension, block, 0, width * dimension);
      for (int q = 0; q < width; q++) {
        candidates[q] = new Candidates(slack(block, q * dimension));
      }
      for (int from = 0; from < count; from += ROWS) {
        int height = Math.min(ROWS, count - from);
        dense.dots(block, width, rows, from * dimension, height, dimension, scores);
        for (int q = 0; q < width; q++) {
          for (int j = 0; j < height; j++) {
            candidates[q].offer(from + j, scores[q * height + j] - penalties[from + j]);
          }
        }
      }
      for (int q = 0; q < width; q++) {
        nearest[first + q] = decide(block, q * dimension, candidates[q]);
      }
    }
    return nearest;
  }

  /** Twice the largest error of a float score; infinite if a float sum may overflow. */
  private double slack(float[] block, int offset) {
    double magnitude = Math.sqrt(squares(block, offset, "queries")) * largestNorm;
    if (magnitude > 0x1p126) {
      return Double.POSITIVE_INFINITY;
    }
    double rounding = (dimension + 1) * UNIT / (1 - (dimension + 1) * UNIT);
    // Products that underflow lose at most the smallest float each; penalties are exact to 2^-52.
    double underflow = dimension * (double) Float.MIN_VALUE;
    return 2 * (rounding * magnitude + underflow + 0x1p-50 * largestPenalty);
  }

  private double squares(float[] x, int offset, String name) {
    double sum = 0;
    for (int k = 0; k < dimension; k++) {
      double value = x[offset + k];
      if (!(Math.abs(value) <= Float.MAX_VALUE)) {
        throw new IllegalArgumentException(name + " must be finite, but hold " + value);
      }
      sum += value * value;
    }
    return sum;
  }

  private int decide(float[] block, int offset, Candidates candidates) {
    int best = -1;
    double bestScore = Double.NEGATIVE_INFINITY;
    for (int c = 0; c < candidates.size; c++) {
      int row = candidates.rows[c];
      double score = -penalties[row];
      int p = row * dimension;
      double product = 0;
      for (int k = 0; k < dimension; k++) {
        product += (double) block[offset + k] * rows[p + k];
      }
      score += product;
      if (best < 0 || score > bestScore) {
        bestScore = score;
        best = row;
      }
    }
    return best;
  }

  /** The rows, in order, whose scores are within the slack of the best so far. */
  private static final class Candidates {
    private final double slack;
    private double best = Double.NEGATIVE_INFINITY;
    private int[] rows = new int[8];
    private double[] scores = new double[8];
    private int size;

    Candidates(double slack) {
      this.slack = slack;
    }

    void offer(int row, double score) {
      // A score that is not a number has overflowed, and the slack is then infinite.
      if (score < best - slack) {
        return;
      }
      best = Math.max(best, score);
      if (size == rows.length) {
        prune();
      }
      rows[size] = row;
      scores[size++] = score;
    }

    private void prune() {
      int kept = 0;
      for (int c = 0; c < size; c++) {
        if (!(scores[c] < best - slack)) {
          rows[kept] = rows[c];
          scores[kept++] = scores[c];
        }
      }
      size = kept;
      if (size > rows.length / 2) {
        rows = Arrays.copyOf(rows, 2 * rows.length);
        scores = Arrays.copyOf(scores, 2 * scores.length);
      }
    }
  }
}
