// Copyright the Bulwark authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.github.bulwarkml.core.simd;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;

/** Fused multiply-add where the processor has it; elsewhere Java would emulate it at great cost. */
final class Fused {
  /** Every x86 with 256-bit integer vectors (AVX2) fuses; other architectures with vectors do. */
  private static final boolean AVAILABLE =
      !isX86(System.getProperty("os.arch", ""))
          || IntVector.SPECIES_PREFERRED.vectorBitSize() >= 256;

  private Fused() {}

  private static boolean isX86(String architecture) {
    return architecture.equals("amd64")
        || architecture.equals("x86_64")
        || architecture.equals("x86")
        || architecture.equals("i386");
  }

  /** {@return a * b + sum, rounded once or twice} */
  static FloatVector multiplyAdd(FloatVector a, FloatVector b, FloatVector sum) {
    return AVAILABLE ? a.fma(b, sum) : sum.add(a.mul(b));
  }
}
