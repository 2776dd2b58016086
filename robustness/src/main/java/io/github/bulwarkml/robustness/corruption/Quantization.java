// Copyright the Bulwark authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.github.bulwarkml.robustness.corruption;

/**
 * How a value in [0, 1] becomes a byte at the end of a corruption.
 *
 * @since 0.1.0
 */
public enum Quantization {
  /** The integer part of 255 x: what the published sets used; half a level darker on average. */
  TRUNCATE,
  /** The integer nearest to 255 x. */
  ROUND
}
