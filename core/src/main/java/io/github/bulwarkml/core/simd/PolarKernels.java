// Copyright the Bulwark authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.github.bulwarkml.core.simd;

/**
 * The node functions of polar decoders over long ranges, in float and in symmetric 8-bit
 * arithmetic. Log-likelihood ratios are positive in favour of bit 0. Bits are one per byte; only
 * the lowest bit of the byte counts. Every result is the same, bit for bit, in all implementations
 * (a NaN is a NaN).
 *
 * <p>With \(f(a,b) = \mathrm{sign}(a)\,\mathrm{sign}(b)\min(|a|,|b|)\) and \(g(a,b,u) = b +
 * (1-2u)a\). A decoder that keeps frames side by side (position major, frame minor) calls these
 * once per node for all frames. A target may be one of the inputs at the same offset; ranges must
 * not overlap otherwise. A range outside its array is an {@link IllegalArgumentException}.
 *
 * <p>8-bit values live in [-127, 127]: sums saturate there, on both ends alike, so that a change of
 * sign of all inputs is a change of sign of all outputs. An input of -128 is negated to itself.
 *
 * <p>Reference: Leroux, Raymond, Sarkis, Gross, "A semi-parallel successive-cancellation decoder
 * for polar codes", IEEE TSP 61(2), 2013, doi:10.1109/TSP.2012.2223693, equations 5 and 6.
 *
 * @since 0.1.0
 */
public interface PolarKernels {
  /**
   * The min-sum check node: {@code target = f(a, b)}; a zero takes the product of the signs.
   *
   * @param a log-likelihood ratios of the first half
   * @param aOffset where they start
   * @param b log-likelihood ratios of the second half
   * @param bOffset where they start
   * @param target the left child's log-likelihood ratios
   * @param targetOffset where they start
   * @param length how many, at least 0
   * @throws IllegalArgumentException if a range is outside its array
   */
  void f(
      float[] a, int aOffset, float[] b, int bOffset, float[] target, int targetOffset, int length);

  /**
   * The variable node: {@code target = g(a, b, bits)}.
   *
   * @param a log-likelihood ratios of the first half
   * @param aOffset where they start
   * @param b log-likelihood ratios of the second half
   * @param bOffset where they start
   * @param bits the left child's encoded bits
   * @param bitsOffset where they start
   * @param target the right child's log-likelihood ratios
   * @param targetOffset where they start
   * @param length how many, at least 0
   * @throws IllegalArgumentException if a range is outside its array
   */
  void g(
      float[] a,
      int aOffset,
      float[] b,
      int bOffset,
      byte[] bits,
      int bitsOffset,
      float[] target,
      int targetOffset,
      int length);

  /**
   * Decides: a bit is 1 where the log-likelihood ratio is below 0, so that erasures become 0.
   *
   * @param llr log-likelihood ratios
   * @param llrOffset where they start
   * @param bits where the decisions go, one per byte
   * @param bitsOffset where they start
   * @param length how many, at least 0
   * @throws IllegalArgumentException if a range is outside its array
   */
  void hardDecision(float[] llr, int llrOffset, byte[] bits, int bitsOffset, int length);

  /**
   * The 8-bit min-sum check node: {@code target = f(a, b)}.
   *
   * @param a log-likelihood ratios of the first half
   * @param aOffset where they start
   * @param b log-likelihood ratios of the second half
   * @param bOffset where they start
   * @param target the left child's log-likelihood ratios
   * @param targetOffset where they start
   * @param length how many, at least 0
   * @throws IllegalArgumentException if a range is outside its array
   */
  void f(byte[] a, int aOffset, byte[] b, int bOffset, byte[] target, int targetOffset, int length);

  /**
   * The 8-bit variable node: {@code target = g(a, b, bits)}, saturated to [-127, 127].
   *
   * @param a log-likelihood ratios of the first half
   * @param aOffset where they start
   * @param b log-likelihood ratios of the second half
   * @param bOffset where they start
   * @param bits the left child's encoded bits
   * @param bitsOffset where they start
   * @param target the right child's log-likelihood ratios
   * @param targetOffset where they start
   * @param length how many, at least 0
   * @throws IllegalArgumentException if a range is outside its array
   */
  void g(
      byte[] a,
      int aOffset,
      byte[] b,
      int bOffset,
      byte[] bits,
      int bitsOffset,
      byte[] target,
      int targetOffset,
      int length);

  /**
   * The 8-bit variable node whose bits are all 0, also the sum of a repetition node: {@code target
   * = a + b}, saturated to [-127, 127].
   *
   * @param a the first summands
   * @param aOffset where they start
   * @param b the second summands
   * @param bOffset where they start
   * @param target the sums
   * @param targetOffset where they start
   * @param length how many, at least 0
   * @throws IllegalArgumentException if a range is outside its array
   */
  void addSaturated(
      byte[] a, int aOffset, byte[] b, int bOffset, byte[] target, int targetOffset, int length);

  /**
   * Decides: a bit is 1 where the 8-bit log-likelihood ratio is below 0.
   *
   * @param llr log-likelihood ratios
   * @param llrOffset where they start
   * @param bits where the decisions go, one per byte
   * @param bitsOffset where they start
   * @param length how many, at least 0
   * @throws IllegalArgumentException if a range is outside its array
   */
  void hardDecision(byte[] llr, int llrOffset, byte[] bits, int bitsOffset, int length);
}
