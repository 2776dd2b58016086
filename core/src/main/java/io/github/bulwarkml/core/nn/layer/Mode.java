// Copyright the Bulwark authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.github.bulwarkml.core.nn.layer;

/**
 * What layers do that behave differently while training: batch norm and dropout.
 *
 * @since 0.1.0
 */
public enum Mode {
  /** Batch norm uses the batch's own mean and variance; dropout drops. */
  TRAINING,
  /**
   * Like training, but batch norm uses its running mean and variance, so that no example touches
   * another's gradient: what private training needs.
   */
  PER_EXAMPLE,
  /** Batch norm uses its running mean and variance; dropout passes everything. */
  INFERENCE
}
