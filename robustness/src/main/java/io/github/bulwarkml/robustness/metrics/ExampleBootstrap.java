// Copyright the Bulwark authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.github.bulwarkml.robustness.metrics;

import io.github.bulwarkml.core.NumericalException;
import io.github.bulwarkml.core.internal.Require;
import io.github.bulwarkml.core.random.Seed;
import io.github.bulwarkml.core.run.Parallel;
import io.github.bulwarkml.core.stats.Bootstrap;
import io.github.bulwarkml.core.stats.BootstrapDistribution;
import io.github.bulwarkml.core.stats.Interval;
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
 * <p>The settings of a {@link Bootstrap}, with a level. The result does not depend on the thread
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
    return distribution(examples, metric).interval(level);
  }

  /**
   * {@return the metric on every resample, examples drawn one by one}
   *
   * @param examples n, in [1, {@value #MAXIMUM_EXAMPLES}]
   * @param metric the metric; sees positions in [0, n)
   * @throws IllegalArgumentException if {@code examples} is out of range
   * @throws NumericalException if the metric is not finite on a resample
   */
  public BootstrapDistribution distribution(int examples, ExampleMetric metric) {
    Require.inRange(examples, 1, MAXIMUM_EXAMPLES, "examples");
    Objects.requireNonNull(metric, "metric");
    return bootstrap().examples(examples, metric::of);
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
    return distributionOverGroups(groups, metric).interval(level);
  }

  /**
   * {@return the metric on every resample, groups drawn as a whole: as many as there are groups
   * with examples}
   *
   * @param groups the group of each example [n], none negative; n in [1, {@value
   *     #MAXIMUM_EXAMPLES}]
   * @param metric the metric; sees positions in [0, n)
   * @throws IllegalArgumentException if there is no example or a group is out of range
   * @throws NumericalException if the metric is not finite on a resample
   */
  public BootstrapDistribution distributionOverGroups(int[] groups, ExampleMetric metric) {
    Require.inRange(groups.length, 1, MAXIMUM_EXAMPLES, "the length of groups");
    Labels.requireInRange(groups, Labels.MAXIMUM_CLASSES, "groups");
    Objects.requireNonNull(metric, "metric");
    return bootstrap().groups(groups, metric::of);
  }

  private Bootstrap bootstrap() {
    return Bootstrap.builder().replicates(resamples).seed(seed).parallel(parallel).build();
  }
}
