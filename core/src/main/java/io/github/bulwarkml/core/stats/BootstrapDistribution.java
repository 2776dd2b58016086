// Copyright the Bulwark authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.github.bulwarkml.core.stats;

import io.github.bulwarkml.core.random.Seed;

/**
 * A statistic on the data and on every bootstrap replicate.
 *
 * <p>Immutable.
 *
 * @since 0.1.0
 */
public final class BootstrapDistribution {
  private final double estimate;
  private final double[] values;
  private final Seed seed;

  /** Takes ownership of the values, at least one. */
  BootstrapDistribution(double estimate, double[] values, Seed seed) {
    this.estimate = estimate;
    this.values = values;
    this.seed = seed;
  }

  /** {@return the statistic of the data themselves} */
  public double estimate() {
    return estimate;
  }

  /** {@return the statistic of every replicate {@code [replicates]}, a copy} */
  public double[] values() {
    return values.clone();
  }

  /** {@return the number of replicates} */
  public int replicates() {
    return values.length;
  }

  /** {@return the seed that the replicates came from} */
  public Seed seed() {
    return seed;
  }

  /**
   * {@return the percentile interval, with order statistics rounded outwards as in {@link
   * Quantile#interval}}
   *
   * @param level the confidence level, in (0, 1)
   * @throws IllegalArgumentException if {@code level} is out of range
   */
  public Interval interval(double level) {
    return Quantile.interval(values, level);
  }

  /** {@return the standard deviation of the replicates; 0 for a single one} */
  public double standardError() {
    double mean = LeastSquares.mean(values, null);
    double sum = 0;
    for (double value : values) {
      sum += (value - mean) * (value - mean);
    }
    return Math.sqrt(sum / Math.max(1, values.length - 1));
  }

  @Override
  public String toString() {
    return "BootstrapDistribution(estimate=" + estimate + ", replicates=" + values.length + ")";
  }
}
