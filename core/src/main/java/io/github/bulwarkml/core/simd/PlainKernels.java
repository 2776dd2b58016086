// Copyright the Bulwark authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.github.bulwarkml.core.simd;

/**
 * The kernels in plain Java: simple counted loops that the JIT compiler vectorises where it can,
 * and several accumulators where it must not reorder. The reference of every other implementation.
 *
 * @since 0.1.0
 */
public final class PlainKernels implements Kernels {
  private static final FloatKernels FLOATS = new PlainFloatKernels();
  private static final PolarKernels POLAR = new PlainPolarKernels();
  private static final BitKernels BITS = new PlainBitKernels();
  private static final DenseKernels DENSE = new PlainDenseKernels();
  private static final LayerKernels LAYERS = new PlainLayerKernels();

  /** Creates the kernels; all instances are alike. */
  public PlainKernels() {}

  @Override
  public String description() {
    return "plain";
  }

  @Override
  public FloatKernels floats() {
    return FLOATS;
  }

  @Override
  public PolarKernels polar() {
    return POLAR;
  }

  @Override
  public BitKernels bits() {
    return BITS;
  }

  @Override
  public DenseKernels dense() {
    return DENSE;
  }

  @Override
  public LayerKernels layers() {
    return LAYERS;
  }

  @Override
  public String toString() {
    return description();
  }
}
