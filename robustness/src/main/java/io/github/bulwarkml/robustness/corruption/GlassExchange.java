// Copyright the Bulwark authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.github.bulwarkml.robustness.corruption;

/**
 * What glass blur does with a pixel and its partner.
 *
 * @since 0.1.0
 */
public enum GlassExchange {
  /**
   * What the published code does: on RGB images it copies the partner over the pixel, because both
   * sides of its exchange are views of one array; on grey images it swaps.
   */
  PUBLISHED,
  /** A true swap, on all images: what the paper describes. */
  SWAP
}
