// Copyright the Bulwark authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.github.bulwarkml.robustness.diversity;

import io.github.bulwarkml.core.internal.Require;
import io.github.bulwarkml.core.stats.FTest;
import io.github.bulwarkml.core.stats.Interval;
import io.github.bulwarkml.core.stats.MeanDifference;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * What the models of one pre-training set have in common. All measurements are fractions.
 *
 * @param pretraining the name of the set
 * @param models the number of its models
 * @param runs the number of runs (seeds) they come from
 * @param id the mean in-distribution accuracy (or macro-F1)
 * @param ood the mean out-of-distribution accuracy (or macro-F1)
 * @param rho the mean effective robustness
 * @param sd the sample standard deviation of the models' effective robustness; empty for one model
 * @param interval Student's t interval of the mean over runs; empty with fewer than 2 runs
 * @param sameLine the test of one common line with the reference set; empty if a family does not
 *     determine a line
 * @param difference mean effective robustness minus that of the reference set, with Welch's
 *     interval over models; empty with fewer than 2 models, and for the reference itself
 * @since 0.1.0
 */
@SuppressWarnings("OptionalUsedAsFieldOrParameterType")
public record PretrainingOutcome(
    String pretraining,
    int models,
    int runs,
    double id,
    double ood,
    double rho,
    OptionalDouble sd,
    Optional<Interval> interval,
    Optional<FTest> sameLine,
    Optional<MeanDifference> difference) {
  /**
   * Checks the parts.
   *
   * @param pretraining the name of the set
   * @param models the number of its models, at least 1
   * @param runs the number of runs, at least 1
   * @param id the mean in distribution, in [0, 1]
   * @param ood the mean out of distribution, in [0, 1]
   * @param rho the mean effective robustness, in [-1, 1]
   * @param sd the standard deviation of the models' effective robustness
   * @param interval the interval of the mean over runs
   * @param sameLine the test of one common line with the reference set
   * @param difference the difference to the reference set
   * @throws IllegalArgumentException if a number is out of range
   */
  public PretrainingOutcome {
    Objects.requireNonNull(pretraining, "pretraining");
    Require.atLeast(models, 1, "models");
    Require.atLeast(runs, 1, "runs");
    Require.inRange(id, 0, 1, "id");
    Require.inRange(ood, 0, 1, "ood");
    Require.inRange(rho, -1, 1, "rho");
    if (sd.isPresent()) {
      Require.nonNegative(sd.getAsDouble(), "sd");
    }
    Objects.requireNonNull(interval, "interval");
    Objects.requireNonNull(sameLine, "sameLine");
    Objects.requireNonNull(difference, "difference");
  }
}
