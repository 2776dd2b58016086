// Copyright the Bulwark authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.github.bulwarkml.core.simd;

import jdk.incubator.vector.ByteVector;
import jdk.incubator.vector.VectorOperators;

/**
 * Sums of bytes that saturate at -127 and 127. The vector module has a saturating sum from JDK 24
 * on, fetched by name because this class also runs on 17; before, the second operand is narrowed to
 * what the first leaves room for, which needs no wider lanes.
 */
final class SaturatingBytes {
  private static final VectorOperators.Binary SADD = saturatingAdd();
  private static final boolean NATIVE = SADD != null;

  private SaturatingBytes() {}

  private static VectorOperators.Binary saturatingAdd() {
    try {
      return (VectorOperators.Binary) VectorOperators.class.getField("SADD").get(null);
    } catch (ReflectiveOperationException e) {
      return null;
    }
  }

  /** {@return the sum of every lane, in [-127, 127]} */
  static ByteVector add(ByteVector x, ByteVector y) {
    ByteVector sum = NATIVE ? x.lanewise(SADD, y) : addNarrowed(x, y);
    return sum.max((byte) -127);
  }

  /** The sum saturated to [-128, 127]: y is clamped to [-128 - min(x, 0), 127 - max(x, 0)]. */
  static ByteVector addNarrowed(ByteVector x, ByteVector y) {
    ByteVector zero = ByteVector.zero(ByteVector.SPECIES_PREFERRED);
    ByteVector highest = ByteVector.broadcast(ByteVector.SPECIES_PREFERRED, 127).sub(x.max(zero));
    ByteVector lowest = ByteVector.broadcast(ByteVector.SPECIES_PREFERRED, -128).sub(x.min(zero));
    return y.max(lowest).min(highest).add(x);
  }
}
