// Copyright the Bulwark authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.github.bulwarkml.core.simd;

/**
 * What the layers of networks do to every element of an array, from its start on.
 *
 * @since 0.1.0
 */
public interface LayerKernels {
  /**
   * Computes {@code x = max(x, 0)}; NaN stays NaN.
   *
   * @param x the array to change
   * @param length how many elements, at least 0
   * @throws IllegalArgumentException if the array is shorter
   */
  void relu(float[] x, int length);

  /**
   * Sets {@code g} to zero where {@code y} is not above zero.
   *
   * @param y what {@link #relu} gave
   * @param g the array to change
   * @param length how many elements, at least 0
   * @throws IllegalArgumentException if an array is shorter
   */
  void reluGradient(float[] y, float[] g, int length);

  /**
   * Computes {@link Activation#SELU} in place.
   *
   * @param x the array to change
   * @param length how many elements, at least 0
   * @throws IllegalArgumentException if the array is shorter
   */
  void selu(float[] x, int length);

  /**
   * Multiplies {@code g} by the slope of {@link Activation#SELU}.
   *
   * @param y what {@link #selu} gave
   * @param g the array to change
   * @param length how many elements, at least 0
   * @throws IllegalArgumentException if an array is shorter
   */
  void seluGradient(float[] y, float[] g, int length);
}
