// Copyright the Bulwark authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.github.bulwarkml.robustness;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Effective robustness in one line, for the prompt and for small programs.
 *
 * <pre>{@code
 * List<AccuracyPair> standard =
 *     List.of(
 *         AccuracyPair.of("alexnet", 0.5652, 0.4358),
 *         AccuracyPair.of("resnet18", 0.6976, 0.5731),
 *         AccuracyPair.of("resnet50", 0.7613, 0.6321),
 *         AccuracyPair.of("nasnetalarge", 0.8257, 0.7219));
 * Robustness.report(standard, List.of(AccuracyPair.of("clip", 0.6330, 0.5577)));
 * }</pre>
 *
 * <p>Everything else is a matter of {@link RobustnessStudy}.
 *
 * @since 0.1.0
 */
public final class Robustness {
  /** Resamples of the baseline models. */
  private static final int RESAMPLES = 1000;

  private Robustness() {}

  /**
   * {@return the report of models against their common trend: LOGIT, least squares, 95 % intervals,
   * 1000 resamples, seed 42}
   *
   * @param models the models, each name once; at least two with different ID accuracies
   * @throws IllegalArgumentException if the models do not determine a line or a name occurs twice
   */
  public static RobustnessReport report(List<AccuracyPair> models) {
    return RobustnessStudy.of(Candidate.of(models)).bootstrap(RESAMPLES).run();
  }

  /**
   * {@return the report of baseline models and others against the baseline's trend: LOGIT, least
   * squares, 95 % intervals, 1000 resamples, seed 42}
   *
   * @param baseline the models that draw the trend; at least two with different ID accuracies
   * @param measured the other models, which are listed first; no name occurs twice
   * @throws IllegalArgumentException if the baseline does not determine a line or a name occurs
   *     twice
   */
  public static RobustnessReport report(List<AccuracyPair> baseline, List<AccuracyPair> measured) {
    return study(baseline, measured).run();
  }

  /**
   * {@return the report of what interventions changed: effective and relative robustness of every
   * changed model against that of its base, and the quadrant; otherwise as {@link #report(List,
   * List)}}
   *
   * @param baseline the models that draw the trend; at least two with different ID accuracies
   * @param base the model that the interventions started from; may be one of the baseline
   * @param changed the models after an intervention; no name occurs twice
   * @throws IllegalArgumentException if the baseline does not determine a line or a name occurs
   *     twice
   */
  public static RobustnessReport interventions(
      List<AccuracyPair> baseline, AccuracyPair base, List<AccuracyPair> changed) {
    List<AccuracyPair> measured = new ArrayList<>();
    if (!baseline.contains(base)) {
      measured.add(base);
    }
    measured.addAll(changed);
    return study(baseline, measured).relativeTo(base.model()).run();
  }

  private static RobustnessStudy study(List<AccuracyPair> baseline, List<AccuracyPair> measured) {
    Set<String> names = new HashSet<>();
    baseline.forEach(pair -> names.add(pair.model()));
    List<AccuracyPair> all = new ArrayList<>(baseline);
    all.addAll(measured);
    return RobustnessStudy.of(Candidate.of(all))
        .baseline(
            candidate ->
                names.contains(candidate.pair().model())
                    ? Optional.empty()
                    : Optional.of("not a baseline model"))
        .bootstrap(RESAMPLES)
        .highlight(measured.stream().map(AccuracyPair::model).toList());
  }
}
