// Copyright the Bulwark authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.github.bulwarkml.core.simd;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorShape;

/**
 * The kernels on the JDK's vector module, at the width the processor prefers. Loaded by name from
 * {@link ActiveKernels}, so that nothing else needs the module.
 *
 * @since 0.1.0
 */
public final class VectorKernels implements Kernels {
  /** The narrowest registers worth using: narrower ones have no half to widen from. */
  private static final int NARROWEST = 128;

  private final FloatKernels floats;
  private final PolarKernels polar;
  private final BitKernels bits;
  private final DenseKernels dense;
  private final LayerKernels layers;

  /**
   * Creates the kernels; all instances are alike.
   *
   * @throws UnsupportedOperationException if the processor has no vector registers of 128 bits
   */
  public VectorKernels() {
    if (width() < NARROWEST) {
      throw new UnsupportedOperationException("vector registers have " + width() + " bits only");
    }
    floats = new VectorFloatKernels();
    polar = new VectorPolarKernels();
    bits = new VectorBitKernels();
    dense = new VectorDenseKernels();
    layers = new VectorLayerKernels();
  }

  private static int width() {
    return FloatVector.SPECIES_PREFERRED.vectorBitSize();
  }

  /** A shape of half the preferred width: what widens or narrows to it in one step. */
  static VectorShape halfShape() {
    return VectorShape.forBitSize(width() / 2);
  }

  @Override
  public String description() {
    return "vector-" + width();
  }

  @Override
  public FloatKernels floats() {
    return floats;
  }

  @Override
  public PolarKernels polar() {
    return polar;
  }

  @Override
  public BitKernels bits() {
    return bits;
  }

  @Override
  public DenseKernels dense() {
    return dense;
  }

  @Override
  public LayerKernels layers() {
    return layers;
  }

  @Override
  public String toString() {
    return description();
  }
}
