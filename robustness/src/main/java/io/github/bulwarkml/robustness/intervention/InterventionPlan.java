// Copyright the Bulwark authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.github.bulwarkml.robustness.intervention;

import io.github.bulwarkml.core.internal.Require;
import io.github.bulwarkml.core.random.Seed;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * Interventions one after the other.
 *
 * <p>Step k draws from {@code seed.child("step/k")}, so a plan that goes on like another one gives
 * the same examples up to that point. Immutable.
 *
 * @param steps the interventions, at least one
 * @since 0.1.0
 */
public record InterventionPlan(List<Intervention> steps) {
  /**
   * Copies the steps.
   *
   * @param steps the interventions, at least one
   * @throws IllegalArgumentException if there is none
   */
  public InterventionPlan {
    steps = List.copyOf(steps);
    Require.notEmpty(steps, "steps");
  }

  /**
   * {@return a plan of one step}
   *
   * @param first the step
   */
  public static InterventionPlan of(Intervention first) {
    return new InterventionPlan(List.of(first));
  }

  /**
   * {@return this plan with one step more}
   *
   * @param next what to do last
   */
  public InterventionPlan then(Intervention next) {
    Objects.requireNonNull(next, "next");
    List<Intervention> longer = new ArrayList<>(steps);
    longer.add(next);
    return new InterventionPlan(longer);
  }

  /**
   * {@return the outcome}
   *
   * @param input the data set
   * @param seed the seed of all steps
   * @throws IllegalArgumentException if the input does not allow a step; the message names it
   */
  public InterventionResult run(LabelledIndex input, Seed seed) {
    Objects.requireNonNull(input, "input");
    Objects.requireNonNull(seed, "seed");
    LabelledIndex index = input;
    List<InterventionResult.Step> done = new ArrayList<>();
    for (int k = 0; k < steps.size(); k++) {
      Intervention step = steps.get(k);
      Intervention.Change change;
      try {
        change = step.apply(index, seed.child("step/" + k));
      } catch (IllegalArgumentException e) {
        throw new IllegalArgumentException(step.operation() + ": " + e.getMessage(), e);
      }
      index = change.index();
      done.add(
          new InterventionResult.Step(
              step.operation(),
              step.parameters(),
              index.size(),
              index.classes(),
              change.details(),
              change.warnings()));
    }
    return new InterventionResult(seed, input.size(), input.classes(), done, index);
  }
}
