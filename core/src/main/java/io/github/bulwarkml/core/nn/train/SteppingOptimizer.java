// Copyright the Bulwark authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.github.bulwarkml.core.nn.train;

import io.github.bulwarkml.core.internal.Require;
import io.github.bulwarkml.core.tensor.ParameterVector;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/** What all optimisers share: checks, the count of steps, and named memory. */
abstract class SteppingOptimizer implements Optimizer {
  private final OptimizerSettings settings;
  private final int length;
  private final Map<String, ParameterVector> memory = new LinkedHashMap<>();
  private int steps;

  SteppingOptimizer(OptimizerSettings settings, ParameterVector layout, String... names) {
    this.settings = settings;
    this.length = layout.length();
    for (String name : names) {
      memory.put(name, layout.zerosLike());
    }
  }

  /** {@return the live values remembered under a name} */
  final float[] memory(String name) {
    return Objects.requireNonNull(memory.get(name), name).array();
  }

  /** Makes step number {@code step}, counted from 1. */
  abstract void step(float[] parameters, float[] gradient, double learningRate, int step);

  @Override
  public final OptimizerSettings settings() {
    return settings;
  }

  @Override
  public final void step(
      ParameterVector parameters, ParameterVector gradient, double learningRate) {
    Require.sameLength(parameters.length(), length, "parameters", "the optimiser's memory");
    Require.sameLength(gradient.length(), length, "gradient", "parameters");
    Require.nonNegative(learningRate, "learningRate");
    steps = Math.addExact(steps, 1);
    step(parameters.array(), gradient.array(), learningRate, steps);
  }

  @Override
  public final int steps() {
    return steps;
  }

  @Override
  public final Map<String, ParameterVector> state() {
    Map<String, ParameterVector> copies = new LinkedHashMap<>();
    memory.forEach((name, values) -> copies.put(name, values.copy()));
    return copies;
  }

  @Override
  public final void restore(int newSteps, Map<String, ParameterVector> state) {
    Require.atLeast(newSteps, 0, "steps");
    if (!state.keySet().equals(memory.keySet())) {
      throw new IllegalArgumentException(
          "state must hold "
              + memory.keySet()
              + " for "
              + settings
              + ", but holds "
              + state.keySet());
    }
    state.forEach(
        (name, values) ->
            Require.sameLength(values.length(), length, "state '" + name + "'", "parameters"));
    memory.forEach((name, values) -> values.copyFrom(Objects.requireNonNull(state.get(name))));
    steps = newSteps;
  }

  @Override
  public final String toString() {
    return settings + " after " + steps + " steps";
  }
}
