// Copyright the Bulwark authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.github.bulwarkml.robustness.diversity;

import io.github.bulwarkml.core.internal.Require;
import io.github.bulwarkml.core.stats.Interval;
import java.util.Objects;
import java.util.Optional;

/**
 * A combination of mean effective robustnesses that a claim says is above 0.
 *
 * @param text the combination in words
 * @param runs how many runs have all its sets
 * @param estimate its mean over these runs, a fraction
 * @param interval Student's t interval over the runs; empty with fewer than 2
 * @since 0.1.0
 */
public record Contrast(String text, int runs, double estimate, Optional<Interval> interval) {
  /**
   * Checks the parts.
   *
   * @param text the combination in words
   * @param runs how many runs, at least 1
   * @param estimate its mean, finite
   * @param interval its interval
   * @throws IllegalArgumentException if a number is out of range
   */
  public Contrast {
    Objects.requireNonNull(text, "text");
    Require.atLeast(runs, 1, "runs");
    Require.finite(estimate, "estimate");
    Objects.requireNonNull(interval, "interval");
  }

  /** {@return what the runs say about this being above 0} */
  public FindingVerdict verdict() {
    if (estimate > 0) {
      return interval.isPresent() && interval.get().low() > 0
          ? FindingVerdict.CONFIRMED
          : FindingVerdict.INDICATED;
    }
    return interval.isPresent() && interval.get().high() < 0
        ? FindingVerdict.REFUTED
        : FindingVerdict.NOT_SEEN;
  }
}
