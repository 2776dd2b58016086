// Copyright the Bulwark authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.github.bulwarkml.core.simd;

/**
 * What a dense layer applies to its sums.
 *
 * @since 0.1.0
 */
public enum Activation {
  /** Nothing. */
  IDENTITY,
  /** {@code max(x, 0)}; NaN stays NaN. */
  RELU,
  /**
   * \(\lambda x\) for \(x > 0\), else \(\lambda\alpha(e^x - 1)\) (Klambauer et al.,
   * "Self-normalizing neural networks", arXiv 1706.02515, equation 2), to within 4e-7 relative.
   */
  SELU;

  /** The scale \(\lambda\) of SELU, from the fixed point (0, 1), appendix A1 of the paper. */
  public static final double SELU_LAMBDA = 1.0507009873554805;

  /** The slope \(\alpha\) of SELU, from the same place. */
  public static final double SELU_ALPHA = 1.6732632423543772;
}
