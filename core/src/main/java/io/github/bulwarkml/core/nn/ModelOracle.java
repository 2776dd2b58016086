// Copyright the Bulwark authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.github.bulwarkml.core.nn;

import io.github.bulwarkml.core.random.Seed;
import io.github.bulwarkml.core.tensor.ParameterVector;
import java.util.Objects;

/** A differentiable model seen through its losses alone. */
final class ModelOracle implements LossOracle {
  private final DifferentiableModel model;
  private final Examples examples;
  private final ParameterVector parameters;

  ModelOracle(DifferentiableModel model, Examples examples) {
    this.model = Objects.requireNonNull(model, "model");
    this.examples = Objects.requireNonNull(examples, "examples");
    this.parameters = model.parameters();
  }

  @Override
  public int parameterCount() {
    return parameters.length();
  }

  @Override
  public int exampleCount() {
    return examples.size();
  }

  @Override
  public ParameterVector parameters() {
    return parameters.copy();
  }

  @Override
  public void setParameters(ParameterVector values) {
    parameters.copyFrom(values);
    model.setParameters(parameters);
  }

  @Override
  public void perturb(Seed seed, double scale) {
    parameters.perturb(seed, scale);
    model.setParameters(parameters);
  }

  @Override
  public double[] losses(int[] which) {
    return model.losses(examples.select(which));
  }
}
