// Copyright the Bulwark authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.github.bulwarkml.core.nn.train;

import io.github.bulwarkml.core.tensor.ParameterVector;

/**
 * Which optimiser, with which constants. Immutable; prints itself as checkpoints keep it.
 *
 * @since 0.1.0
 */
public sealed interface OptimizerSettings permits Sgd, Adam, AdamW {
  /**
   * {@return an optimiser that has made no step}
   *
   * @param parameters of the layout that will be stepped; only looked at
   */
  Optimizer start(ParameterVector parameters);
}
