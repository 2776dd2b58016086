// Copyright the Bulwark authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.github.bulwarkml.robustness;

import io.github.bulwarkml.core.stats.Interval;
import java.util.Optional;

/** Intervals of differences. */
final class Residuals {
  private Residuals() {}

  /** {@return the interval of {@code value - prediction}, given that of the prediction} */
  static Optional<Interval> around(double value, Optional<Interval> prediction) {
    return prediction.map(p -> new Interval(value - p.high(), value - p.low(), p.level()));
  }

  /** {@return the interval mapped back to accuracies} */
  static Interval inverse(Transform transform, Interval interval) {
    return new Interval(
        transform.inverse(interval.low()), transform.inverse(interval.high()), interval.level());
  }
}
