// Copyright the Bulwark authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.github.bulwarkml.core.simd;

/**
 * Bits in byte arrays, one per byte or packed. Ranges of one call may be the same but must not
 * overlap otherwise; a range outside its array is an {@link IllegalArgumentException}.
 *
 * @since 0.1.0
 */
public interface BitKernels {
  /**
   * Computes {@code target = a ^ b}, the partial sums of a polar decoder.
   *
   * @param a the first operand
   * @param aOffset where it starts
   * @param b the second operand
   * @param bOffset where it starts
   * @param target where the result goes
   * @param targetOffset where it starts
   * @param length how many bytes, at least 0
   * @throws IllegalArgumentException if a range is outside its array
   */
  void xor(
      byte[] a, int aOffset, byte[] b, int bOffset, byte[] target, int targetOffset, int length);

  /**
   * {@return the number of one bits}
   *
   * @param x the bytes
   * @param xOffset where the range starts
   * @param length how many bytes, at least 0
   * @throws IllegalArgumentException if the range is outside the array
   */
  long popcount(byte[] x, int xOffset, int length);

  /**
   * {@return the number of bits in which two ranges differ}
   *
   * @param a the first operand
   * @param aOffset where it starts
   * @param b the second operand
   * @param bOffset where it starts
   * @param length how many bytes, at least 0
   * @throws IllegalArgumentException if a range is outside its array
   */
  long hammingDistance(byte[] a, int aOffset, byte[] b, int bOffset, int length);
}
