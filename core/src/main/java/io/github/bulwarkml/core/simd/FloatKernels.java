// Copyright the Bulwark authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.github.bulwarkml.core.simd;

/**
 * Arithmetic on ranges of float arrays. A range outside its array is an {@link
 * IllegalArgumentException}; ranges of one call may be the same but must not overlap otherwise.
 *
 * <p>Methods that change an array give the same bits in every implementation. Sums of products are
 * taken in float where the name says nothing ({@link #dot}, {@link #squaredDistance}) and in double
 * for {@link #sum}, {@link #squaredNorm} and {@link #preciseDot}, because norms carry privacy
 * claims and must not overflow.
 *
 * @since 0.1.0
 */
public interface FloatKernels {
  /**
   * {@return the inner product, summed in float in an unspecified order; 0 for length 0}
   *
   * @param a the first array
   * @param aOffset where its range starts
   * @param b the second array
   * @param bOffset where its range starts
   * @param length how many elements, at least 0
   * @throws IllegalArgumentException if a range is outside its array
   */
  float dot(float[] a, int aOffset, float[] b, int bOffset, int length);

  /**
   * {@return the inner product of exact products, summed in double in an unspecified order}
   *
   * @param a the first array
   * @param aOffset where its range starts
   * @param b the second array
   * @param bOffset where its range starts
   * @param length how many elements, at least 0
   * @throws IllegalArgumentException if a range is outside its array
   */
  double preciseDot(float[] a, int aOffset, float[] b, int bOffset, int length);

  /**
   * {@return the sum of squared differences, in float in an unspecified order}
   *
   * @param a the first array
   * @param aOffset where its range starts
   * @param b the second array
   * @param bOffset where its range starts
   * @param length how many elements, at least 0
   * @throws IllegalArgumentException if a range is outside its array
   */
  float squaredDistance(float[] a, int aOffset, float[] b, int bOffset, int length);

  /**
   * {@return the sum of squares, in double in an unspecified order}
   *
   * @param x the array
   * @param xOffset where its range starts
   * @param length how many elements, at least 0
   * @throws IllegalArgumentException if the range is outside the array
   */
  double squaredNorm(float[] x, int xOffset, int length);

  /**
   * {@return the sum, in double in an unspecified order}
   *
   * @param x the array
   * @param xOffset where its range starts
   * @param length how many elements, at least 0
   * @throws IllegalArgumentException if the range is outside the array
   */
  double sum(float[] x, int xOffset, int length);

  /**
   * {@return the largest element as {@link Math#max(float, float)} orders them: NaN if there is
   * one, negative infinity for length 0}
   *
   * @param x the array
   * @param xOffset where its range starts
   * @param length how many elements, at least 0
   * @throws IllegalArgumentException if the range is outside the array
   */
  float max(float[] x, int xOffset, int length);

  /**
   * {@return the smallest index, counted from {@code xOffset}, of the largest element; NaNs are
   * passed over, zeros of both signs are equal, and -1 means that there is no number}
   *
   * @param x the array
   * @param xOffset where its range starts
   * @param length how many elements, at least 0
   * @throws IllegalArgumentException if the range is outside the array
   */
  int argmax(float[] x, int xOffset, int length);

  /**
   * Computes {@code y += alpha * x}, with one rounding for the product and one for the sum.
   *
   * @param alpha the factor
   * @param x the array to add
   * @param xOffset where its range starts
   * @param y the array to change
   * @param yOffset where its range starts
   * @param length how many elements, at least 0
   * @throws IllegalArgumentException if a range is outside its array
   */
  void axpy(float alpha, float[] x, int xOffset, float[] y, int yOffset, int length);

  /**
   * Computes {@code x *= alpha}.
   *
   * @param alpha the factor
   * @param x the array to change
   * @param xOffset where its range starts
   * @param length how many elements, at least 0
   * @throws IllegalArgumentException if the range is outside the array
   */
  void scale(float alpha, float[] x, int xOffset, int length);

  /**
   * Computes {@code y += x}.
   *
   * @param x the array to add
   * @param xOffset where its range starts
   * @param y the array to change
   * @param yOffset where its range starts
   * @param length how many elements, at least 0
   * @throws IllegalArgumentException if a range is outside its array
   */
  void add(float[] x, int xOffset, float[] y, int yOffset, int length);

  /**
   * Clamps every element into {@code [low, high]}; NaN stays NaN.
   *
   * @param x the array to change
   * @param xOffset where its range starts
   * @param length how many elements, at least 0
   * @param low the smallest value left
   * @param high the largest value left, at least {@code low}
   * @throws IllegalArgumentException if the range is outside the array or {@code !(low <= high)}
   */
  void clip(float[] x, int xOffset, int length, float low, float high);

  /**
   * Converts IEEE 754 half precision to float, exactly (a NaN keeps its payload bits).
   *
   * @param half the half-precision bits
   * @param halfOffset where their range starts
   * @param target where the floats go
   * @param targetOffset where their range starts
   * @param length how many elements, at least 0
   * @throws IllegalArgumentException if a range is outside its array
   */
  void halfToFloat(short[] half, int halfOffset, float[] target, int targetOffset, int length);
}
