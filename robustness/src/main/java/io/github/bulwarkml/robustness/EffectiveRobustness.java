// Copyright the Bulwark authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.github.bulwarkml.robustness;

import io.github.bulwarkml.core.internal.Require;
import io.github.bulwarkml.core.stats.Interval;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;

/**
 * How far a model's OOD accuracy lies above what its ID accuracy leads one to expect: \(\rho =
 * \mathrm{acc}_{ood} - \beta(\mathrm{acc}_{id})\), taken in the original units, not in the
 * transformed space.
 *
 * <pre>{@code
 * BaselineFit line = BaselineFit.of(standardModels);
 * EffectiveRobustness clip = line.evaluate(AccuracyPair.of("clip", 0.633, 0.558));
 * clip.points(); // percentage points above the line
 * }</pre>
 *
 * <p>All numbers are fractions; {@link #points()} and {@link #toString()} turn them into percentage
 * points. Immutable.
 *
 * <p>Reference: Taori et al., "Measuring robustness to natural distribution shifts in image
 * classification", NeurIPS 2020, arXiv:2007.00644, section 2.
 *
 * @param pair the model and its accuracies
 * @param predicted the OOD accuracy that the trend expects
 * @param lineInterval the interval of rho from the uncertainty of the line alone; empty if
 *     undefined
 * @param predictionInterval the interval of rho from the line's uncertainty and the scatter of
 *     models around it: a model on the trend has 0 inside; empty if undefined
 * @param bootstrapInterval the interval of rho from refitting the line to resampled models; empty
 *     if there was no bootstrap
 * @param usedForFit whether the model is one of those the trend was fitted to
 * @param excludedReason why it is not; empty if it is or was never considered
 * @since 0.1.0
 */
public record EffectiveRobustness(
    AccuracyPair pair,
    double predicted,
    Optional<Interval> lineInterval,
    Optional<Interval> predictionInterval,
    Optional<Interval> bootstrapInterval,
    boolean usedForFit,
    String excludedReason) {

  /**
   * Checks the parts.
   *
   * @param pair the model and its accuracies
   * @param predicted the OOD accuracy that the trend expects, finite
   * @param lineInterval the interval of rho from the line alone
   * @param predictionInterval the interval of rho from the line and the scatter around it
   * @param bootstrapInterval the interval of rho from the bootstrap
   * @param usedForFit whether the trend was fitted to the model
   * @param excludedReason why not
   * @throws IllegalArgumentException if {@code predicted} is not finite
   */
  public EffectiveRobustness {
    Objects.requireNonNull(pair, "pair");
    Require.finite(predicted, "predicted");
    Objects.requireNonNull(lineInterval, "lineInterval");
    Objects.requireNonNull(predictionInterval, "predictionInterval");
    Objects.requireNonNull(bootstrapInterval, "bootstrapInterval");
    Objects.requireNonNull(excludedReason, "excludedReason");
  }

  /** {@return the model's name} */
  public String model() {
    return pair.model();
  }

  /** {@return the effective robustness as a fraction} */
  public double rho() {
    return pair.ood() - predicted;
  }

  /** {@return the effective robustness in percentage points: 100 rho} */
  public double points() {
    return 100 * rho();
  }

  /**
   * {@return what an intervention changed, this being the model it started from}
   *
   * @param changed the model after the intervention, against the same trend
   */
  public RelativeRobustness to(EffectiveRobustness changed) {
    return new RelativeRobustness(this, changed);
  }

  @Override
  public String toString() {
    StringBuilder text = new StringBuilder();
    text.append(
        String.format(
            Locale.ROOT,
            "%s: effective robustness %+.2f points (OOD %.2f %%, expected %.2f %% at ID %.2f %%)",
            model(),
            points(),
            100 * pair.ood(),
            100 * predicted,
            100 * pair.id()));
    append(text, "line", lineInterval);
    append(text, "prediction", predictionInterval);
    append(text, "bootstrap", bootstrapInterval);
    return text.toString();
  }

  private static void append(StringBuilder text, String name, Optional<Interval> interval) {
    interval.ifPresent(
        i ->
            text.append(
                String.format(
                    Locale.ROOT,
                    "; %s %s interval [%.2f, %.2f]",
                    ReportTables.level(i.level()),
                    name,
                    100 * i.low(),
                    100 * i.high())));
  }
}
