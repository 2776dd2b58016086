// Copyright the Bulwark authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.github.bulwarkml.benchmarks.reproduce.experiments;

import io.github.bulwarkml.benchmarks.reproduce.Experiment;
import io.github.bulwarkml.core.internal.Nearest;
import java.util.List;

/**
 * The list of all experiments. A new one is added here and nowhere else.
 *
 * @since 0.1.0
 */
public final class Experiments {
  private static final List<Experiment> ALL =
      List.of(
          new EffectiveRobustnessExperiment(),
          new GaussianWorldExperiment(),
          new PretrainingDiversityExperiment(),
          new IntervalCoverageExperiment());

  private Experiments() {}

  /** {@return all experiments in the order of the report} */
  public static List<Experiment> all() {
    return ALL;
  }

  /**
   * {@return the experiment of a name}
   *
   * @param name a name
   * @throws IllegalArgumentException if there is none; the message lists the names, nearest first
   */
  public static Experiment named(String name) {
    List<String> names = ALL.stream().map(Experiment::name).toList();
    return ALL.stream()
        .filter(experiment -> experiment.name().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "no experiment '"
                        + name
                        + "' (nearest first: "
                        + Nearest.list(name, names, names.size())
                        + ")"));
  }
}
