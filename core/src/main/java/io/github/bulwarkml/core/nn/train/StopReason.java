// Copyright the Bulwark authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.github.bulwarkml.core.nn.train;

/**
 * Why training ended.
 *
 * @since 0.1.0
 */
public enum StopReason {
  /** All steps were made. */
  COMPLETED,
  /** The validation metric had not improved for as long as patience allows. */
  NO_IMPROVEMENT
}
