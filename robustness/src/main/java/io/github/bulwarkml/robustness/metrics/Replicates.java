// Copyright the Bulwark authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.github.bulwarkml.robustness.metrics;

import io.github.bulwarkml.core.internal.Require;
import java.util.OptionalDouble;

/**
 * The summary of one metric over replicates (training seeds): mean and sample standard deviation
 * with divisor n - 1, as WILDS reports them.
 *
 * @param count how many replicates, at least 1
 * @param mean their mean
 * @param standardDeviation the sample standard deviation; empty for one replicate, which has none
 * @since 0.1.0
 */
@SuppressWarnings("OptionalUsedAsFieldOrParameterType")
public record Replicates(int count, double mean, OptionalDouble standardDeviation) {
  /**
   * Checks the parts.
   *
   * @param count how many replicates, at least 1
   * @param mean their mean, finite
   * @param standardDeviation the sample standard deviation, at least 0; empty for one replicate
   * @throws IllegalArgumentException if a number is out of range
   */
  public Replicates {
    Require.atLeast(count, 1, "count");
    Require.finite(mean, "mean");
    standardDeviation.ifPresent(value -> Require.nonNegative(value, "standardDeviation"));
  }

  /**
   * {@return the summary of the values}
   *
   * @param values one per replicate, in [-1e150, 1e150]
   * @throws IllegalArgumentException if there is no value or one is out of range
   */
  public static Replicates of(double... values) {
    if (values.length == 0) {
      throw new IllegalArgumentException("values must not be empty");
    }
    Require.allFinite(values, "values");
    for (int i = 0; i < values.length; i++) {
      Require.inRange(values[i], -1e150, 1e150, "values[" + i + "]");
    }
    double mean = 0;
    for (double value : values) {
      mean += value / values.length;
    }
    if (values.length == 1) {
      return new Replicates(1, mean, OptionalDouble.empty());
    }
    double squares = 0;
    for (double value : values) {
      squares += (value - mean) * (value - mean) / (values.length - 1);
    }
    return new Replicates(values.length, mean, OptionalDouble.of(Math.sqrt(squares)));
  }
}
