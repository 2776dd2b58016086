// Copyright the Bulwark authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.github.bulwarkml.robustness.corruption;

/**
 * Which published code a corruption follows where two exist.
 *
 * <p>It shows in snow, frost and the elastic transform. Zoom blur comes out the same, as zooms
 * below 2 leave at most one pixel to trim, and pixelate differs at exact ties only.
 *
 * @since 0.1.0
 */
public enum CorruptionVariant {
  /**
   * The code for images of any size (Michaelis et al. 2019): zooms keep the top left, pixelate
   * enlarges by nearest neighbour, the elastic field scales with the image and has no affine part,
   * frost textures are enlarged by 1.1.
   */
  SIZE_FREE,
  /**
   * The code that made ImageNet-C (Hendrycks and Dietterich 2019): zooms keep the centre, pixelate
   * enlarges by a box filter, the elastic transform has fixed sizes and an affine part, frost
   * textures keep their size. Motion blur and snow streaks, which that code left to an external
   * program, are the size-free ones here too.
   */
  ORIGINAL
}
