// Copyright the Bulwark authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.github.bulwarkml.core.simd;

/**
 * One implementation of all kernels. Integer and byte results, and every element-wise float result,
 * are the same in all implementations, bit for bit; sums over many floats may differ by about 1e-7
 * times the square root of the length, relative to the sum of magnitudes.
 *
 * <p>Stateless and safe to share. Keep the group a class needs in a {@code static final} field, so
 * that the compiler sees through the call.
 *
 * @since 0.1.0
 */
public interface Kernels {
  /** {@return what runs, for example {@code plain} or {@code vector-256}} */
  String description();

  /** {@return arithmetic on float arrays} */
  FloatKernels floats();

  /** {@return the node functions of polar decoders} */
  PolarKernels polar();

  /** {@return packed and unpacked bits in byte arrays} */
  BitKernels bits();

  /** {@return dense layers and many dot products at once} */
  DenseKernels dense();

  /** {@return what layers of networks do to every element} */
  LayerKernels layers();
}
