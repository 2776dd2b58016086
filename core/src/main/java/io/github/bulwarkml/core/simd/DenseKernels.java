// Copyright the Bulwark authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.github.bulwarkml.core.simd;

/**
 * Products of whole matrices, row-major and without gaps. Sums are taken in float in an unspecified
 * order. A matrix that does not fit its array, or a target that is also an input, is refused with
 * an {@link IllegalArgumentException}.
 *
 * @since 0.1.0
 */
public interface DenseKernels {
  /**
   * A dense layer over a batch: {@code target[r][o] = activation(bias[o] + sum_i x[r][i] *
   * weights[i][o])}.
   *
   * @param x the inputs, [batch, inputs]
   * @param batch how many rows, at least 0
   * @param inputs the width of the inputs, at least 0
   * @param weights the weights, [inputs, outputs]: the outputs of one input lie side by side
   * @param bias one per output
   * @param outputs the width of the outputs, at least 0
   * @param activation what to apply to the sums
   * @param target the outputs, [batch, outputs]; overwritten
   * @throws IllegalArgumentException if a matrix does not fit its array, or {@code target} is an
   *     input
   */
  void dense(
      float[] x,
      int batch,
      int inputs,
      float[] weights,
      float[] bias,
      int outputs,
      Activation activation,
      float[] target);

  /**
   * Many inner products: {@code target[i][j] = <a_i, b_j>} for rows of two matrices, where those of
   * {@code b} may start anywhere.
   *
   * @param a the first matrix, [aRows, columns]
   * @param aRows its rows, at least 0
   * @param b the array that holds the second matrix, [bRows, columns]
   * @param bOffset where the second matrix starts
   * @param bRows its rows, at least 0
   * @param columns the common width, at least 0
   * @param target the inner products, [aRows, bRows]; overwritten
   * @throws IllegalArgumentException if a matrix does not fit its array, or {@code target} is an
   *     input
   */
  void dots(float[] a, int aRows, float[] b, int bOffset, int bRows, int columns, float[] target);
}
