// Copyright the Bulwark authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.github.bulwarkml.robustness.diversity;

import io.github.bulwarkml.core.internal.Require;
import io.github.bulwarkml.robustness.Trend;
import java.util.Objects;

/**
 * What a {@link DiversityReport} looks at. Immutable.
 *
 * @param design which pre-training set plays which part
 * @param metric accuracy or macro-F1
 * @param baseline one line for all runs or one each
 * @param level the confidence level of all intervals, in (0, 1)
 * @since 0.1.0
 */
public record DiversityOptions(
    DiversityDesign design, DiversityMetric metric, BaselineScope baseline, double level) {
  /**
   * Checks the parts.
   *
   * @param design which pre-training set plays which part
   * @param metric accuracy or macro-F1
   * @param baseline one line for all runs or one each
   * @param level the confidence level of all intervals, in (0, 1)
   * @throws IllegalArgumentException if {@code level} is out of range
   */
  public DiversityOptions {
    Objects.requireNonNull(design, "design");
    Objects.requireNonNull(metric, "metric");
    Objects.requireNonNull(baseline, "baseline");
    Require.inside(level, 0, 1, "level");
  }

  /** {@return the SynthTrap design, accuracy, one line, 95 %} */
  public static DiversityOptions defaults() {
    return new DiversityOptions(
        DiversityDesign.synthTrap(),
        DiversityMetric.ACCURACY,
        BaselineScope.COMMON,
        Trend.DEFAULT_LEVEL);
  }

  /**
   * {@return these options with another design}
   *
   * @param newDesign which pre-training set plays which part
   */
  public DiversityOptions withDesign(DiversityDesign newDesign) {
    return new DiversityOptions(newDesign, metric, baseline, level);
  }

  /**
   * {@return these options with another metric}
   *
   * @param newMetric accuracy or macro-F1
   */
  public DiversityOptions withMetric(DiversityMetric newMetric) {
    return new DiversityOptions(design, newMetric, baseline, level);
  }

  /**
   * {@return these options with another baseline}
   *
   * @param newBaseline one line for all runs or one each
   */
  public DiversityOptions withBaseline(BaselineScope newBaseline) {
    return new DiversityOptions(design, metric, newBaseline, level);
  }

  /**
   * {@return these options with another confidence level}
   *
   * @param newLevel in (0, 1)
   * @throws IllegalArgumentException if {@code newLevel} is out of range
   */
  public DiversityOptions withLevel(double newLevel) {
    Require.inside(newLevel, 0, 1, "newLevel");
    return new DiversityOptions(design, metric, baseline, newLevel);
  }
}
