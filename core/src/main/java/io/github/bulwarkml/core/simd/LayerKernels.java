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

  /**
   * Takes the largest element of each window of a row of windows, channel by channel, and where it
   * was. NaN counts as largest; of equal elements the first is taken.
   *
   * @param image pixels of some channels each
   * @param from the first element of the first window
   * @param windows how many windows, at least 0
   * @param geometry how windows lie
   * @param largest where the elements go, [windows, channels]
   * @param largestOffset where they start
   * @param chosen where the places in the image go, [windows, channels]
   * @param chosenOffset where they start
   * @throws IllegalArgumentException if a range is outside its array
   */
  void maxPool(
      float[] image,
      int from,
      int windows,
      WindowGeometry geometry,
      float[] largest,
      int largestOffset,
      int[] chosen,
      int chosenOffset);

  /**
   * Square windows over an image.
   *
   * @param channels values per pixel, at least 1
   * @param size pixels along a side, at least 1
   * @param step elements from a window to the next of its row, at least 0
   * @param line elements from a row of pixels to the next, at least 0
   */
  record WindowGeometry(int channels, int size, int step, int line) {
    /** {@return elements from the start of the first window to the end of the last} */
    long extent(int windows) {
      return windows == 0 ? 0 : (windows - 1L) * step + (size - 1L) * line + (long) size * channels;
    }
  }
}
