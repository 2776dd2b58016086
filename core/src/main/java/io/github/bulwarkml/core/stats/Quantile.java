// Copyright the Bulwark authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.github.bulwarkml.core.stats;

import io.github.bulwarkml.core.internal.Require;
import java.util.Arrays;
import java.util.Objects;

/**
 * Sample quantiles. The q-quantile of n sorted values lies at position q (n - 1), counted from 0;
 * the conventions differ in what they do between two positions.
 *
 * <p>A position within 1e-9 of a whole number counts as that number, so that 0.95 as a double does
 * not shift an order statistic.
 *
 * <p>Stateless and thread-safe; arguments are not changed. Cost: one sort; the {@code OfSorted}
 * versions take constant time.
 *
 * <p>Reference: Hyndman, Fan, "Sample quantiles in statistical packages", The American Statistician
 * 50 (1996), doi:10.2307/2684934 ({@link #linear} is their type 7).
 *
 * @since 0.1.0
 */
public final class Quantile {
  private Quantile() {}

  /**
   * {@return the quantile with linear interpolation between the neighbouring order statistics}
   *
   * @param values {@code [n]}, at least one, finite, in any order
   * @param q in [0, 1]
   * @throws IllegalArgumentException if there are no values, one is not finite, or q is out of
   *     range
   */
  public static double linear(double[] values, double q) {
    return linearOfSorted(sorted(values), q);
  }

  /**
   * {@return the lower of the neighbouring order statistics, that at floor(q (n - 1))}
   *
   * @param values {@code [n]}, at least one, finite, in any order
   * @param q in [0, 1]
   * @throws IllegalArgumentException if there are no values, one is not finite, or q is out of
   *     range
   */
  public static double lower(double[] values, double q) {
    return lowerOfSorted(sorted(values), q);
  }

  /**
   * {@return the higher of the neighbouring order statistics, that at ceil(q (n - 1))}
   *
   * @param values {@code [n]}, at least one, finite, in any order
   * @param q in [0, 1]
   * @throws IllegalArgumentException if there are no values, one is not finite, or q is out of
   *     range
   */
  public static double higher(double[] values, double q) {
    return higherOfSorted(sorted(values), q);
  }

  /**
   * {@return the median: the linear 1/2-quantile}
   *
   * @param values {@code [n]}, at least one, finite, in any order
   * @throws IllegalArgumentException if there are no values or one is not finite
   */
  public static double median(double[] values) {
    return linear(values, 0.5);
  }

  /**
   * {@return the central interval of resampled values: from the lower order statistic at (1 -
   * level) / 2 to the higher one at (1 + level) / 2}
   *
   * @param values {@code [n]}, at least one, finite, in any order
   * @param level the confidence level, in (0, 1)
   * @throws IllegalArgumentException if there are no values, one is not finite, or the level is out
   *     of range
   */
  public static Interval interval(double[] values, double level) {
    Require.inside(level, 0, 1, "level");
    double[] sorted = sorted(values);
    double tail = 0.5 * (1 - level);
    return new Interval(lowerOfSorted(sorted, tail), higherOfSorted(sorted, 1 - tail), level);
  }

  /**
   * {@return {@link #linear} of values that are already in ascending order, which is not checked}
   *
   * @param sorted {@code [n]}, at least one, finite, ascending
   * @param q in [0, 1]
   * @throws IllegalArgumentException if there are no values, NaN is met or q is out of range
   */
  public static double linearOfSorted(double[] sorted, double q) {
    double position = position(sorted, q);
    int below = (int) position;
    if (below == sorted.length - 1 || sorted[below] == sorted[below + 1]) {
      return number(sorted[below]);
    }
    double share = position - below;
    // Not low + share (high - low), which overflows for huge neighbours of different sign.
    return number(sorted[below] * (1 - share) + sorted[below + 1] * share);
  }

  /**
   * {@return {@link #lower} of values that are already in ascending order, which is not checked}
   *
   * @param sorted {@code [n]}, at least one, ascending
   * @param q in [0, 1]
   * @throws IllegalArgumentException if there are no values, NaN is met or q is out of range
   */
  public static double lowerOfSorted(double[] sorted, double q) {
    return number(sorted[(int) position(sorted, q)]);
  }

  /**
   * {@return {@link #higher} of values that are already in ascending order, which is not checked}
   *
   * @param sorted {@code [n]}, at least one, ascending
   * @param q in [0, 1]
   * @throws IllegalArgumentException if there are no values, NaN is met or q is out of range
   */
  public static double higherOfSorted(double[] sorted, double q) {
    return number(sorted[(int) Math.ceil(position(sorted, q))]);
  }

  private static double number(double value) {
    if (Double.isNaN(value)) {
      throw new IllegalArgumentException("sorted must not hold NaN, but does");
    }
    return value;
  }

  private static double position(double[] sorted, double q) {
    Objects.requireNonNull(sorted, "sorted");
    Require.inRange(q, 0, 1, "q");
    if (sorted.length == 0) {
      throw new IllegalArgumentException("sorted must not be empty");
    }
    double position = q * (sorted.length - 1);
    double whole = Math.rint(position);
    return Math.abs(position - whole) < 1e-9 ? whole : position;
  }

  private static double[] sorted(double[] values) {
    Objects.requireNonNull(values, "values");
    if (values.length == 0) {
      throw new IllegalArgumentException("values must not be empty");
    }
    double[] sorted = Require.allFinite(values, "values").clone();
    Arrays.sort(sorted);
    return sorted;
  }
}
