// Copyright the Bulwark authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.github.bulwarkml.robustness.metrics;

import io.github.bulwarkml.core.NumericalException;
import io.github.bulwarkml.core.internal.Require;
import io.github.bulwarkml.core.random.Seed;
import io.github.bulwarkml.core.random.SplitMix64;
import io.github.bulwarkml.core.run.Parallel;
import io.github.bulwarkml.core.stats.Interval;
import io.github.bulwarkml.core.stats.Quantile;
import java.util.Arrays;
import java.util.Objects;

/**
 * Percentile bootstrap of any metric: the examples of the test set, or whole groups of them, are
 * drawn with replacement, and the metric is computed on every resample.
 *
 * <pre>{@code
 * Interval interval =
 *     ExampleBootstrap.of(Seed.of(1))
 *         .interval(n, ExampleMetrics.macroF1(truth, predicted, 182, MacroAverage.WILDS));
 * }</pre>
 *
 * <p>Resample r has its own stream of random numbers, so the result does not depend on the thread
 * count, and two metrics with one seed see the same resamples. Draw whole groups where examples of
 * a group resemble each other (pictures of one camera): drawing examples then gives intervals that
 * are too short.
 *
 * <p>Reference: Efron, Tibshirani, "An introduction to the bootstrap" (1993), sections 13.3 and
 * 8.3.
 *
 * @param resamples how many, in [1, {@value #MAXIMUM_RESAMPLES}]
 * @param level the confidence level, in (0, 1)
 * @param seed decides the draws
 * @param parallel how many threads may be used
 * @since 0.1.0
 */
public record ExampleBootstrap(int resamples, double level, Seed seed, Parallel parallel) {
  /** The largest number of resamples. */
  public static final int MAXIMUM_RESAMPLES = 1_000_000;

  /** The largest number of examples: 2<sup>24</sup>. */
  public static final int MAXIMUM_EXAMPLES = 1 << 24;

  /**
   * Checks the numbers.
   *
   * @param resamples how many, in [1, {@value #MAXIMUM_RESAMPLES}]
   * @param level the confidence level, in (0, 1)
   * @param seed decides the draws
   * @param parallel how many threads may be used
   * @throws IllegalArgumentException if a number is out of range
   */
  public ExampleBootstrap {
    Require.inRange(resamples, 1, MAXIMUM_RESAMPLES, "resamples");
    Require.inside(level, 0, 1, "level");
    Objects.requireNonNull(seed, "seed");
    Objects.requireNonNull(parallel, "parallel");
  }

  /**
   * {@return 1,000 resamples, level 0.95, all processors}
   *
   * @param seed decides the draws
   */
  public static ExampleBootstrap of(Seed seed) {
    return new ExampleBootstrap(1000, 0.95, seed, Parallel.available());
  }

  /**
   * {@return the interval of a metric, examples drawn one by one}
   *
   * @param examples n, in [1, {@value #MAXIMUM_EXAMPLES}]
   * @param metric the metric; sees positions in [0, n)
   * @throws IllegalArgumentException if {@code examples} is out of range
   * @throws NumericalException if the metric is not finite on a resample
   */
  public Interval interval(int examples, ExampleMetric metric) {
    return Quantile.interval(values(examples, metric), level);
  }

  /**
   * {@return the metric on every resample [resamples], examples drawn one by one}
   *
   * @param examples n, in [1, {@value #MAXIMUM_EXAMPLES}]
   * @param metric the metric; sees positions in [0, n)
   * @throws IllegalArgumentException if {@code examples} is out of range
   * @throws NumericalException if the metric is not finite on a resample
   */
  public double[] values(int examples, ExampleMetric metric) {
    Require.inRange(examples, 1, MAXIMUM_EXAMPLES, "examples");
    Objects.requireNonNull(metric, "metric");
    double[] values = new double[resamples];
    parallel.forEach(
        resamples,
        r -> {
          SplitMix64 random = stream(r);
          int[] sample = new int[examples];
          for (int i = 0; i < examples; i++) {
            sample[i] = random.nextInt(examples);
          }
          values[r] = finite(metric.of(sample), r);
        });
    return values;
  }

  /**
   * {@return the interval of a metric, groups drawn as a whole}
   *
   * @param groups the group of each example [n], none negative; n in [1, {@value
   *     #MAXIMUM_EXAMPLES}]
   * @param metric the metric; sees positions in [0, n)
   * @throws IllegalArgumentException if there is no example or a group is out of range
   * @throws NumericalException if the metric is not finite on a resample
   */
  public Interval intervalOverGroups(int[] groups, ExampleMetric metric) {
    return Quantile.interval(valuesOverGroups(groups, metric), level);
  }

  /**
   * {@return the metric on every resample [resamples], groups drawn as a whole: as many as there
   * are groups with examples}
   *
   * @param groups the group of each example [n], none negative; n in [1, {@value
   *     #MAXIMUM_EXAMPLES}]
   * @param metric the metric; sees positions in [0, n)
   * @throws IllegalArgumentException if there is no example or a group is out of range
   * @throws NumericalException if the metric is not finite on a resample
   */
  public double[] valuesOverGroups(int[] groups, ExampleMetric metric) {
    Require.inRange(groups.length, 1, MAXIMUM_EXAMPLES, "the length of groups");
    Labels.requireInRange(groups, Labels.MAXIMUM_CLASSES, "groups");
    Objects.requireNonNull(metric, "metric");
    int[][] members = members(groups);
    double[] values = new double[resamples];
    parallel.forEach(
        resamples,
        r -> {
          SplitMix64 random = stream(r);
          int[] drawn = new int[members.length];
          long size = 0;
          for (int g = 0; g < drawn.length; g++) {
            drawn[g] = random.nextInt(members.length);
            size += members[drawn[g]].length;
          }
          int[] sample = new int[Math.toIntExact(size)];
          int filled = 0;
          for (int g : drawn) {
            System.arraycopy(members[g], 0, sample, filled, members[g].length);
            filled += members[g].length;
          }
          values[r] = finite(metric.of(sample), r);
        });
    return values;
  }

  /** The examples of each group that has some. */
  private static int[][] members(int[] groups) {
    int[] counts = new int[Labels.classCount(groups)];
    for (int group : groups) {
      counts[group]++;
    }
    int[][] members = new int[counts.length][];
    for (int g = 0; g < counts.length; g++) {
      members[g] = new int[counts[g]];
    }
    int[] filled = new int[counts.length];
    for (int i = 0; i < groups.length; i++) {
      members[groups[i]][filled[groups[i]]++] = i;
    }
    return Arrays.stream(members).filter(group -> group.length > 0).toArray(int[][]::new);
  }

  private SplitMix64 stream(int resample) {
    return SplitMix64.of(seed.child("resample/" + resample));
  }

  private static double finite(double value, int resample) {
    if (!(Math.abs(value) <= Double.MAX_VALUE)) {
      throw new NumericalException("the metric is " + value + " on resample " + resample);
    }
    return value;
  }
}
