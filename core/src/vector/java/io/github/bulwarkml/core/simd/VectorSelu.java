// Copyright the Bulwark authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.github.bulwarkml.core.simd;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;

/** The steps of {@link Selu} in vector lanes. */
final class VectorSelu {
  private VectorSelu() {}

  static FloatVector of(FloatVector x) {
    FloatVector low = x.max(Selu.LOWEST);
    FloatVector shifted = low.mul(Selu.LOG2_E).add(Selu.ROUNDER);
    FloatVector n = shifted.sub(Selu.ROUNDER);
    FloatVector r = low.sub(n.mul(Selu.LN2_HIGH)).sub(n.mul(Selu.LN2_LOW));
    FloatVector p = r.mul(Selu.C7).add(Selu.C6);
    p = p.mul(r).add(Selu.C5);
    p = p.mul(r).add(Selu.C4);
    p = p.mul(r).add(Selu.C3);
    p = p.mul(r).add(0.5f);
    p = p.mul(r.mul(r)).add(r);
    FloatVector power =
        ((IntVector) shifted.reinterpretAsInts())
            .lanewise(VectorOperators.LSHL, 23)
            .add(0x3f800000)
            .reinterpretAsFloats();
    FloatVector negative = power.mul(p).add(power.sub(1f)).mul(Selu.NEGATIVE_SCALE);
    VectorMask<Float> positive = x.compare(VectorOperators.GT, 0f);
    return negative.blend(x.mul(Selu.SCALE), positive);
  }
}
