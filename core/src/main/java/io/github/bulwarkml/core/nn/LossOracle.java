// Copyright the Bulwark authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.github.bulwarkml.core.nn;

import io.github.bulwarkml.core.random.Seed;
import io.github.bulwarkml.core.tensor.ParameterVector;

/**
 * A model that only runs forward over a set of its own: all that methods without gradients need.
 *
 * <p>Mutable and not thread-safe.
 *
 * @since 0.1.0
 */
public interface LossOracle {
  /** {@return the number of parameters} */
  int parameterCount();

  /** {@return the number of examples of the set} */
  int exampleCount();

  /** {@return a copy of the parameters} */
  ParameterVector parameters();

  /**
   * Sets the parameters.
   *
   * @param parameters as many values as there are parameters
   * @throws IllegalArgumentException if the lengths differ
   */
  void setParameters(ParameterVector parameters);

  /**
   * Adds {@code scale} times the standard normal direction of a seed to the parameters ({@link
   * ParameterVector#perturb}).
   *
   * @param seed the direction
   * @param scale its factor, finite
   * @throws IllegalArgumentException if {@code scale} is not finite
   */
  void perturb(Seed seed, double scale);

  /**
   * {@return the loss per example at the current parameters}
   *
   * @param examples which examples, each in [0, {@link #exampleCount})
   * @throws IndexOutOfBoundsException if there is no such example
   */
  double[] losses(int[] examples);

  /**
   * {@return the oracle of a model over a set}
   *
   * @param model the model; perturbed in place
   * @param examples the set
   */
  static LossOracle of(DifferentiableModel model, Examples examples) {
    return new ModelOracle(model, examples);
  }
}
