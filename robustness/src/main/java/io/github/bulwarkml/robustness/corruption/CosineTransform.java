// Copyright the Bulwark authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.github.bulwarkml.robustness.corruption;

/**
 * The accurate integer 8-point cosine transforms of the Independent JPEG Group's library ("islow"):
 * bit for bit what encoders and decoders built on it compute.
 *
 * <p>That library spends 11 multiplications per line on a flow graph; in integers modulo
 * 2<sup>32</sup> its results equal those of the matrix below, split in even and odd parts, whose
 * short loops over many lines the compiler turns into vector instructions. Sample k of line i is
 * {@code lanes[k][i]}. A block needs two passes with a transposition between them.
 *
 * <p>Reference: Loeffler, Ligtenberg, Moschytz, "Practical fast 1-D DCT algorithms with 11
 * multiplications", ICASSP 1989, doi:10.1109/ICASSP.1989.266596; constants carry 13 bits, the first
 * pass keeps 2 bits more.
 */
final class CosineTransform {
  private static final int BITS = 13;
  private static final int PASS_BITS = 2;
  private static final int ONE = 1 << BITS;

  /** 2^13 sqrt(2) cos(pi / 8) and sin(pi / 8), as the library's rounded constants add up. */
  private static final int EVEN_COSINE = 10703;

  private static final int EVEN_SINE = 4433;
  private static final int EVEN_COSINE_AGAIN = 10704;

  /** What frequencies 1, 3, 5, 7 take from the differences 0-7, 1-6, 2-5, 3-4, and back. */
  private static final int[][] ODD = {
    {11363, 9633, 6437, 2260},
    {9633, -2259, -11362, -6436},
    {6437, -11362, 2261, 9633},
    {2260, -6436, 9633, -11363}
  };

  private CosineTransform() {}

  /**
   * The first forward pass, along the rows of blocks.
   *
   * @param from samples in [-128, 127]; overwritten
   * @param to set to the results
   */
  static void forwardRows(int[][] from, int[][] to, int length) {
    forward(from, to, length, BITS - PASS_BITS, 1 << PASS_BITS, 0);
  }

  /** The second forward pass, along the columns; results are 8 times the coefficients. */
  static void forwardColumns(int[][] from, int[][] to, int length) {
    forward(from, to, length, BITS + PASS_BITS, 1, PASS_BITS);
  }

  private static void forward(
      int[][] from, int[][] to, int length, int shift, int one, int flatShift) {
    for (int k = 0; k < 4; k++) {
      butterfly(from[k], from[7 - k], length);
    }
    even(from, to[0], one, one, one, one, flatShift, length);
    even(from, to[4], one, -one, -one, one, flatShift, length);
    even(from, to[2], EVEN_COSINE, EVEN_SINE, -EVEN_SINE, -EVEN_COSINE, shift, length);
    even(from, to[6], EVEN_SINE, -EVEN_COSINE_AGAIN, EVEN_COSINE_AGAIN, -EVEN_SINE, shift, length);
    for (int k = 0; k < 4; k++) {
      int[] w = ODD[k];
      combine(
          to[2 * k + 1], from[7], from[6], from[5], from[4], w[0], w[1], w[2], w[3], shift, length);
    }
  }

  private static void even(
      int[][] from, int[] to, int p, int q, int r, int s, int shift, int length) {
    combine(to, from[0], from[1], from[2], from[3], p, q, r, s, shift, length);
  }

  /**
   * The first inverse pass, along the columns of blocks.
   *
   * @param from coefficients
   * @param to set to the results
   */
  static void inverseColumns(int[][] from, int[][] to, int length) {
    inverse(from, to, length, BITS - PASS_BITS);
  }

  /** The second inverse pass, along the rows; results are samples around 0, not yet clipped. */
  static void inverseRows(int[][] from, int[][] to, int length) {
    inverse(from, to, length, BITS + PASS_BITS + 3);
  }

  private static void inverse(int[][] from, int[][] to, int length, int shift) {
    back(from, to[0], ONE, EVEN_COSINE, ONE, EVEN_SINE, length);
    back(from, to[1], ONE, EVEN_SINE, -ONE, -EVEN_COSINE_AGAIN, length);
    back(from, to[2], ONE, -EVEN_SINE, -ONE, EVEN_COSINE_AGAIN, length);
    back(from, to[3], ONE, -EVEN_COSINE, ONE, -EVEN_SINE, length);
    for (int k = 0; k < 4; k++) {
      int[] w = ODD[k];
      combine(to[7 - k], from[1], from[3], from[5], from[7], w[0], w[1], w[2], w[3], 0, length);
    }
    for (int k = 0; k < 4; k++) {
      butterfly(to[k], to[7 - k], shift, length);
    }
  }

  private static void back(int[][] from, int[] to, int p, int q, int r, int s, int length) {
    combine(to, from[0], from[2], from[4], from[6], p, q, r, s, 0, length);
  }

  /** (a, b) becomes (a + b, a - b). */
  private static void butterfly(int[] a, int[] b, int length) {
    for (int i = 0; i < length; i++) {
      int sum = a[i] + b[i];
      int difference = a[i] - b[i];
      a[i] = sum;
      b[i] = difference;
    }
  }

  /** (a, b) becomes (a + b, a - b), rounded to multiples of 2^shift and shifted down. */
  private static void butterfly(int[] a, int[] b, int shift, int length) {
    int half = 1 << (shift - 1);
    for (int i = 0; i < length; i++) {
      int sum = (a[i] + b[i] + half) >> shift;
      int difference = (a[i] - b[i] + half) >> shift;
      a[i] = sum;
      b[i] = difference;
    }
  }

  /** target = p a + q b + r c + s d, rounded to a multiple of 2^shift and shifted down. */
  private static void combine(
      int[] target,
      int[] a,
      int[] b,
      int[] c,
      int[] d,
      int p,
      int q,
      int r,
      int s,
      int shift,
      int length) {
    int half = (1 << shift) >> 1;
    for (int i = 0; i < length; i++) {
      target[i] = (p * a[i] + q * b[i] + r * c[i] + s * d[i] + half) >> shift;
    }
  }
}
