// Copyright the Bulwark authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.github.bulwarkml.core.stats;

import io.github.bulwarkml.core.NumericalException;
import io.github.bulwarkml.core.internal.Require;
import java.util.Arrays;
import java.util.Objects;

/**
 * Coefficients of correlation between two equally long samples.
 *
 * <p>Stateless and thread-safe; the arguments are not changed. All three are undefined, and
 * refused, if one of the samples is constant.
 *
 * <p>References: [1] Spearman, Am. J. Psychol. 15 (1904). [2] Kendall, "Rank correlation methods"
 * (1948) (tau-b). [3] Knight, JASA 61 (1966), doi:10.1080/01621459.1966.10480879 (the algorithm).
 *
 * @since 0.1.0
 */
public final class Correlation {
  private Correlation() {}

  /**
   * {@return Pearson's coefficient of linear correlation, in [-1, 1]}
   *
   * @param x {@code [n]}, finite, n at least 2, not constant
   * @param y {@code [n]}, finite, not constant
   * @throws IllegalArgumentException if the lengths differ, there are fewer than 2 values, a value
   *     is not finite, or a sample is constant
   * @throws NumericalException if the sums of squares overflow or underflow
   */
  public static double pearson(double[] x, double[] y) {
    requireSamples(x, y);
    double xMean = LeastSquares.mean(x, null);
    double yMean = LeastSquares.mean(y, null);
    double sxx = 0;
    double sxy = 0;
    double syy = 0;
    for (int i = 0; i < x.length; i++) {
      double dx = x[i] - xMean;
      double dy = y[i] - yMean;
      sxx += dx * dx;
      sxy += dx * dy;
      syy += dy * dy;
    }
    double r = sxy / Math.sqrt(sxx) / Math.sqrt(syy);
    if (!(sxx >= Double.MIN_NORMAL && syy >= Double.MIN_NORMAL && Math.abs(r) <= 2)) {
      throw new NumericalException(
          "the sums of squares left the range of double: " + sxx + " of x, " + syy + " of y");
    }
    return Math.max(-1, Math.min(1, r));
  }

  /**
   * {@return Spearman's coefficient: Pearson's of the ranks, where ties share their mean rank}
   *
   * @param x {@code [n]}, finite, n at least 2, not constant
   * @param y {@code [n]}, finite, not constant
   * @throws IllegalArgumentException if the lengths differ, there are fewer than 2 values, a value
   *     is not finite, or a sample is constant
   */
  public static double spearman(double[] x, double[] y) {
    requireSamples(x, y);
    return pearson(ranks(x), ranks(y));
  }

  /**
   * {@return Kendall's tau-b: concordant minus discordant pairs, divided by the geometric mean of
   * the numbers of pairs that are not tied in x and not tied in y}
   *
   * <p>Cost: n log n.
   *
   * @param x {@code [n]}, finite, n at least 2, not constant
   * @param y {@code [n]}, finite, not constant
   * @throws IllegalArgumentException if the lengths differ, there are fewer than 2 values, a value
   *     is not finite, or a sample is constant
   */
  public static double kendallTauB(double[] x, double[] y) {
    requireSamples(x, y);
    int n = x.length;
    double[] xRanks = ranks(x);
    double[] yRanks = ranks(y);
    int[] order = order(n, xRanks, yRanks);
    double[] sortedX = new double[n];
    double[] sortedY = new double[n];
    for (int i = 0; i < n; i++) {
      sortedX[i] = xRanks[order[i]];
      sortedY[i] = yRanks[order[i]];
    }
    long tiedBoth = 0;
    for (int i = 0, j; i < n; i = j) {
      for (j = i + 1; j < n && sortedX[j] == sortedX[i] && sortedY[j] == sortedY[i]; ) {
        j++;
      }
      tiedBoth += pairs(j - i);
    }
    long tiedX = tiedPairs(sortedX);
    long swaps = inversions(sortedY, new double[n], 0, n);
    long tiedY = tiedPairs(sortedY);
    long all = pairs(n);
    // Discordant pairs are the inversions; what is neither tied nor discordant is concordant.
    long difference = all - tiedX - tiedY + tiedBoth - 2 * swaps;
    double tau =
        (double) difference / Math.sqrt((double) (all - tiedX)) / Math.sqrt((double) (all - tiedY));
    return Math.max(-1, Math.min(1, tau));
  }

  /**
   * {@return the ranks 1 to n; equal values share the mean of their ranks}
   *
   * @param values {@code [n]}, finite
   * @throws IllegalArgumentException if a value is not finite
   */
  public static double[] ranks(double[] values) {
    Objects.requireNonNull(values, "values");
    Require.allFinite(values, "values");
    int n = values.length;
    int[] order = order(n, values, values);
    double[] ranks = new double[n];
    for (int i = 0, j; i < n; i = j) {
      for (j = i + 1; j < n && values[order[j]] == values[order[i]]; ) {
        j++;
      }
      for (int t = i; t < j; t++) {
        ranks[order[t]] = 0.5 * (i + 1.0 + j);
      }
    }
    return ranks;
  }

  /** The indices sorted by the first key, then the second, then the index. */
  private static int[] order(int n, double[] first, double[] second) {
    Integer[] boxed = new Integer[n];
    Arrays.setAll(boxed, i -> i);
    // + 0.0 makes -0.0 and 0.0 equal, which Double.compare keeps apart.
    Arrays.sort(
        boxed,
        (a, b) -> {
          int byFirst = Double.compare(first[a] + 0.0, first[b] + 0.0);
          return byFirst != 0 ? byFirst : Double.compare(second[a] + 0.0, second[b] + 0.0);
        });
    int[] order = new int[n];
    Arrays.setAll(order, i -> boxed[i]);
    return order;
  }

  private static long pairs(long count) {
    return count * (count - 1) / 2;
  }

  private static long tiedPairs(double[] sorted) {
    long tied = 0;
    for (int i = 0, j; i < sorted.length; i = j) {
      for (j = i + 1; j < sorted.length && sorted[j] == sorted[i]; ) {
        j++;
      }
      tied += pairs(j - i);
    }
    return tied;
  }

  /** Sorts values[from..to) and returns how many pairs were out of order. */
  private static long inversions(double[] values, double[] scratch, int from, int to) {
    if (to - from < 2) {
      return 0;
    }
    int mid = (from + to) >>> 1;
    long swaps = inversions(values, scratch, from, mid) + inversions(values, scratch, mid, to);
    int left = from;
    int right = mid;
    for (int i = from; i < to; i++) {
      if (left < mid && (right == to || values[left] <= values[right])) {
        scratch[i] = values[left++];
      } else {
        scratch[i] = values[right++];
        swaps += mid - left;
      }
    }
    System.arraycopy(scratch, from, values, from, to - from);
    return swaps;
  }

  private static void requireSamples(double[] x, double[] y) {
    LeastSquares.requirePoints(x, y);
    for (double value : y) {
      if (value != y[0]) {
        return;
      }
    }
    throw new IllegalArgumentException(
        "y must hold at least two different values, but all " + y.length + " are " + y[0]);
  }
}
