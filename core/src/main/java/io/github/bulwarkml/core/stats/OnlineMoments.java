// Copyright the Bulwark authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.github.bulwarkml.core.stats;

import io.github.bulwarkml.core.internal.Require;
import java.util.Objects;

/**
 * Count, mean, variance, minimum and maximum of values that come one at a time; two collections can
 * be merged.
 *
 * <p>Numerically stable: squared deviations are updated, never squares. Not thread-safe; fill one
 * per thread and merge in a fixed order.
 *
 * <p>References: [1] Welford, Technometrics 4 (1962), doi:10.1080/00401706.1962.10490022. [2] Chan,
 * Golub, LeVeque, "Updating formulae and a pairwise algorithm for computing sample variances"
 * (1979), eq. 2.1 (the merge).
 *
 * @since 0.1.0
 */
public final class OnlineMoments {
  private static final double LARGEST = 1e150;

  private long count;
  private double mean;
  private double squares;
  private double min = Double.POSITIVE_INFINITY;
  private double max = Double.NEGATIVE_INFINITY;

  /** Creates an empty collection. */
  public OnlineMoments() {}

  /**
   * {@return the moments of the given values}
   *
   * @param values any number of values, each in [-1e150, 1e150]
   * @throws IllegalArgumentException if a value is out of range or NaN
   */
  public static OnlineMoments of(double... values) {
    Objects.requireNonNull(values, "values");
    OnlineMoments moments = new OnlineMoments();
    for (int i = 0; i < values.length; i++) {
      moments.add(required(values[i], "values[" + i + "]"));
    }
    return moments;
  }

  /**
   * Adds a value.
   *
   * @param value in [-1e150, 1e150]
   * @throws IllegalArgumentException if the value is out of range or NaN
   */
  public void add(double value) {
    required(value, "value");
    count++;
    double delta = value - mean;
    mean += delta / count;
    squares += delta * (value - mean);
    min = Math.min(min, value);
    max = Math.max(max, value);
  }

  private static double required(double value, String name) {
    if (!(Math.abs(value) <= LARGEST)) {
      throw new IllegalArgumentException(name + " must be in [-1e150, 1e150], but was " + value);
    }
    return value;
  }

  /**
   * Adds all values of another collection, which is left as it is.
   *
   * @param other what to add; may be empty
   */
  public void merge(OnlineMoments other) {
    Objects.requireNonNull(other, "other");
    if (other.count == 0) {
      return;
    }
    long total = Math.addExact(count, other.count);
    double delta = other.mean - mean;
    double share = (double) other.count / (double) total;
    squares += other.squares + delta * delta * (double) count * share;
    mean += delta * share;
    count = total;
    min = Math.min(min, other.min);
    max = Math.max(max, other.max);
  }

  /** {@return how many values were added} */
  public long count() {
    return count;
  }

  /**
   * {@return the mean}
   *
   * @throws IllegalStateException if no value was added
   */
  public double mean() {
    requireCount(1);
    return mean;
  }

  /**
   * {@return the sample variance, the sum of squared deviations divided by count - 1}
   *
   * @throws IllegalStateException if fewer than 2 values were added
   */
  public double variance() {
    requireCount(2);
    return squares / (count - 1);
  }

  /**
   * {@return the sum of squared deviations divided by count}
   *
   * @throws IllegalStateException if no value was added
   */
  public double populationVariance() {
    requireCount(1);
    return squares / count;
  }

  /**
   * {@return the square root of {@link #variance}}
   *
   * @throws IllegalStateException if fewer than 2 values were added
   */
  public double standardDeviation() {
    return Math.sqrt(variance());
  }

  /**
   * {@return the standard deviation divided by the square root of the count}
   *
   * @throws IllegalStateException if fewer than 2 values were added
   */
  public double standardErrorOfMean() {
    return Math.sqrt(variance() / count);
  }

  /**
   * {@return the t interval of the mean}
   *
   * @param level the confidence level, in (0, 1)
   * @throws IllegalArgumentException if {@code level} is out of range
   * @throws IllegalStateException if fewer than 2 values were added
   */
  public Interval meanInterval(double level) {
    Require.inside(level, 0, 1, "level");
    double half = StudentT.critical(level, (double) Math.max(1, count - 1)) * standardErrorOfMean();
    return new Interval(mean - half, mean + half, level);
  }

  /**
   * {@return the smallest value}
   *
   * @throws IllegalStateException if no value was added
   */
  public double min() {
    requireCount(1);
    return min;
  }

  /**
   * {@return the largest value}
   *
   * @throws IllegalStateException if no value was added
   */
  public double max() {
    requireCount(1);
    return max;
  }

  private void requireCount(long least) {
    if (count < least) {
      throw new IllegalStateException(
          "at least " + least + " values must have been added, but were " + count);
    }
  }

  @Override
  public String toString() {
    return count == 0
        ? "OnlineMoments(count=0)"
        : "OnlineMoments(count=" + count + ", mean=" + mean + ", min=" + min + ", max=" + max + ")";
  }
}
