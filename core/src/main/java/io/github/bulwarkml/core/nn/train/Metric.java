// Copyright the Bulwark authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.github.bulwarkml.core.nn.train;

import io.github.bulwarkml.core.nn.DifferentiableModel;
import io.github.bulwarkml.core.nn.Examples;
import java.util.Objects;

/**
 * What is measured on the validation set.
 *
 * @param name one word in lowerCamelCase, for tables and progress
 * @param higherIsBetter whether training wants it to grow
 * @param measure how it is measured
 * @since 0.1.0
 */
public record Metric(String name, boolean higherIsBetter, Measure measure) {
  /** Measures a model on a set. */
  @FunctionalInterface
  public interface Measure {
    /**
     * {@return the number}
     *
     * @param model the model; its parameters and state are to be left as they are
     * @param examples the set
     */
    double of(DifferentiableModel model, Examples examples);
  }

  /**
   * Checks that nothing is null.
   *
   * @param name one word in lowerCamelCase
   * @param higherIsBetter whether training wants it to grow
   * @param measure how it is measured
   */
  public Metric {
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(measure, "measure");
  }

  /** {@return {@link Evaluation#accuracy}; the set must have hard labels} */
  public static Metric accuracy() {
    return new Metric("accuracy", true, Evaluation::accuracy);
  }

  /** {@return {@link Evaluation#meanLoss}} */
  public static Metric loss() {
    return new Metric("loss", false, Evaluation::meanLoss);
  }

  /** {@return whether one value is better than another; NaN is never better} */
  boolean isBetter(double value, double than) {
    return higherIsBetter ? value > than : value < than;
  }
}
