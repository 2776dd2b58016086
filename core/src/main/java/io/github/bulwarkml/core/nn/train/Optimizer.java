// Copyright the Bulwark authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.github.bulwarkml.core.nn.train;

import io.github.bulwarkml.core.tensor.ParameterVector;
import java.util.Map;

/**
 * A rule that turns gradients into steps, and what it remembers between them.
 *
 * <pre>{@code
 * Optimizer optimizer = Adam.standard().start(model.parameters());
 * optimizer.step(parameters, gradient, 1e-3);
 * }</pre>
 *
 * <p>Made by {@link OptimizerSettings#start}. Steps are in single precision, in PyTorch's order of
 * operations, and allocate nothing. Mutable and not thread-safe.
 *
 * @since 0.1.0
 */
public interface Optimizer {
  /** {@return the settings this optimiser was started from} */
  OptimizerSettings settings();

  /**
   * Changes the parameters by one step against the gradient.
   *
   * @param parameters changed in place; as long as those the optimiser was started with
   * @param gradient of what is minimised, as long as {@code parameters}; left alone
   * @param learningRate the length of the step, finite and at least 0
   * @throws IllegalArgumentException if the lengths differ or {@code learningRate} is out of range;
   *     nothing is changed then
   */
  void step(ParameterVector parameters, ParameterVector gradient, double learningRate);

  /** {@return how many steps were made, restored ones included} */
  int steps();

  /** {@return copies of what is remembered between steps, by name, in a fixed order} */
  Map<String, ParameterVector> state();

  /**
   * Goes on from where another optimiser of the same settings was.
   *
   * @param steps how many steps it had made, at least 0
   * @param state what it remembered: the names and lengths of {@link #state}
   * @throws IllegalArgumentException if {@code steps} is negative or names or lengths differ;
   *     nothing is changed then
   */
  void restore(int steps, Map<String, ParameterVector> state);
}
