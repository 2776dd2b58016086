// Copyright the Bulwark authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.github.bulwarkml.robustness.metrics;

/**
 * A number computed from any multiset of the examples of one test set: what {@link
 * ExampleBootstrap} resamples. Ready-made ones are in {@link ExampleMetrics} and, for calibration,
 * in {@code CalibrationMetrics}.
 *
 * <p>Implementations are called from several threads at once.
 *
 * @since 0.1.0
 */
@FunctionalInterface
public interface ExampleMetric {
  /**
   * {@return the metric of a multiset of examples; finite}
   *
   * @param sample positions of examples, some several times, others not at all; neither changed nor
   *     kept
   */
  double of(int[] sample);
}
