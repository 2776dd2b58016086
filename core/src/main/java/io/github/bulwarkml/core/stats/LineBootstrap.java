// Copyright the Bulwark authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.github.bulwarkml.core.stats;

import io.github.bulwarkml.core.NumericalException;
import io.github.bulwarkml.core.internal.Require;
import io.github.bulwarkml.core.random.Seed;
import io.github.bulwarkml.core.random.SplitMix64;
import java.util.Objects;
import java.util.function.DoubleBinaryOperator;

/**
 * Slope and intercept of a line on every bootstrap replicate, and the intervals that follow.
 *
 * <p>All intervals are percentile intervals whose lower end is the order statistic at floor(q (B -
 * 1)) and whose upper end is that at ceil(q (B - 1)). Immutable.
 *
 * @since 0.1.0
 */
public final class LineBootstrap {
  private final Line fit;
  private final double[] slopes;
  private final double[] intercepts;
  private final long redrawn;
  private final Seed seed;

  /** Takes ownership of the arrays. */
  LineBootstrap(Line fit, double[] slopes, double[] intercepts, long redrawn, Seed seed) {
    this.fit = fit;
    this.slopes = slopes;
    this.intercepts = intercepts;
    this.redrawn = redrawn;
    this.seed = seed;
  }

  /**
   * A statistic of a replicate's line that draws random numbers of its own.
   *
   * @since 0.1.0
   */
  @FunctionalInterface
  public interface RandomStatistic {
    /**
     * {@return the statistic, finite}
     *
     * @param slope the replicate's slope
     * @param intercept the replicate's intercept
     * @param random a stream that belongs to this replicate alone
     */
    double value(double slope, double intercept, SplitMix64 random);
  }

  /** {@return the line through the data themselves} */
  public Line fit() {
    return fit;
  }

  /** {@return the number of replicates} */
  public int replicates() {
    return slopes.length;
  }

  /** {@return the slope of every replicate {@code [replicates]}, a copy} */
  public double[] slopes() {
    return slopes.clone();
  }

  /** {@return the intercept of every replicate {@code [replicates]}, a copy} */
  public double[] intercepts() {
    return intercepts.clone();
  }

  /** {@return how many resamples were drawn again because all their x were equal} */
  public long redrawn() {
    return redrawn;
  }

  /** {@return the seed that the replicates came from} */
  public Seed seed() {
    return seed;
  }

  /**
   * {@return the interval of the slope}
   *
   * @param level the confidence level, in (0, 1)
   * @throws IllegalArgumentException if {@code level} is out of range
   */
  public Interval slopeInterval(double level) {
    return Quantile.interval(slopes, level);
  }

  /**
   * {@return the interval of the intercept}
   *
   * @param level the confidence level, in (0, 1)
   * @throws IllegalArgumentException if {@code level} is out of range
   */
  public Interval interceptInterval(double level) {
    return Quantile.interval(intercepts, level);
  }

  /**
   * {@return the interval of the line's height at x}
   *
   * @param x where to evaluate, finite
   * @param level the confidence level, in (0, 1)
   * @throws IllegalArgumentException if an argument is out of range
   */
  public Interval lineInterval(double x, double level) {
    Require.finite(x, "x");
    return interval((slope, intercept) -> intercept + slope * x, level);
  }

  /**
   * {@return the interval of any function of slope and intercept, such as a residual in original
   * units}
   *
   * @param statistic takes slope and intercept, returns a finite number
   * @param level the confidence level, in (0, 1)
   * @throws IllegalArgumentException if {@code level} is out of range
   * @throws NumericalException if the statistic is NaN or infinite
   */
  public Interval interval(DoubleBinaryOperator statistic, double level) {
    return distribution(statistic).interval(level);
  }

  /**
   * {@return a function of slope and intercept on the data and on every replicate}
   *
   * @param statistic takes slope and intercept, returns a finite number
   * @throws NumericalException if the statistic is NaN or infinite
   */
  public BootstrapDistribution distribution(DoubleBinaryOperator statistic) {
    Objects.requireNonNull(statistic, "statistic");
    double[] values = new double[slopes.length];
    for (int r = 0; r < values.length; r++) {
      values[r] = finite(statistic.applyAsDouble(slopes[r], intercepts[r]));
    }
    double estimate = finite(statistic.applyAsDouble(fit.slope(), fit.intercept()));
    return new BootstrapDistribution(estimate, values, seed);
  }

  /**
   * {@return the interval of a function of slope, intercept and fresh random numbers: the option
   * "model + test set", which also draws the evaluated model's counts}
   *
   * @param statistic evaluated once per replicate, with a stream derived from the seed, the label
   *     and the replicate's index
   * @param label names the streams: the same label gives the same random numbers
   * @param level the confidence level, in (0, 1)
   * @throws IllegalArgumentException if {@code level} is out of range
   * @throws NumericalException if the statistic is NaN or infinite
   */
  public Interval interval(RandomStatistic statistic, String label, double level) {
    Objects.requireNonNull(statistic, "statistic");
    Require.inside(level, 0, 1, "level");
    long root = seed.child("bootstrap/evaluation").child(label).value();
    double[] values = new double[slopes.length];
    for (int r = 0; r < values.length; r++) {
      values[r] = finite(statistic.value(slopes[r], intercepts[r], Bootstrap.stream(root, r)));
    }
    return Quantile.interval(values, level);
  }

  private static double finite(double value) {
    if (!(Math.abs(value) <= Double.MAX_VALUE)) {
      throw new NumericalException("the statistic of a replicate's line is " + value);
    }
    return value;
  }

  @Override
  public String toString() {
    return "LineBootstrap(fit=" + fit + ", replicates=" + slopes.length + ")";
  }
}
