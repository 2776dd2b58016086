// Copyright the Bulwark authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.github.bulwarkml.core.nn.train;

import io.github.bulwarkml.core.nn.Examples;
import io.github.bulwarkml.core.random.Seed;

/**
 * What is done to each training batch before its step: augmentation, mixing, label noise.
 *
 * @since 0.1.0
 */
@FunctionalInterface
public interface BatchTransform {
  /**
   * {@return the batch to train on} Equal arguments must give equal batches, or training can
   * neither be repeated nor resumed.
   *
   * @param batch what was drawn from the training set; not to be changed
   * @param seed the step's own seed
   */
  Examples apply(Examples batch, Seed seed);
}
