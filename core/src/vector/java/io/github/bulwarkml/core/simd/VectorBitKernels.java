// Copyright the Bulwark authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.github.bulwarkml.core.simd;

import jdk.incubator.vector.ByteVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/**
 * Bit arithmetic in vector lanes. Counting stays with the plain loops: they use the processor's
 * 64-bit count, and the vector module has none before JDK 19.
 */
final class VectorBitKernels implements BitKernels {
  private static final VectorSpecies<Byte> B = ByteVector.SPECIES_PREFERRED;
  private static final BitKernels PLAIN = new PlainBitKernels();

  @Override
  public void xor(
      byte[] a, int aOffset, byte[] b, int bOffset, byte[] target, int targetOffset, int length) {
    Bounds.check(a.length, aOffset, length, "a");
    Bounds.check(b.length, bOffset, length, "b");
    Bounds.check(target.length, targetOffset, length, "target");
    int i = 0;
    for (; i <= length - B.length(); i += B.length()) {
      ByteVector.fromArray(B, a, aOffset + i)
          .lanewise(VectorOperators.XOR, ByteVector.fromArray(B, b, bOffset + i))
          .intoArray(target, targetOffset + i);
    }
    PLAIN.xor(a, aOffset + i, b, bOffset + i, target, targetOffset + i, length - i);
  }

  @Override
  public long popcount(byte[] x, int xOffset, int length) {
    return PLAIN.popcount(x, xOffset, length);
  }

  @Override
  public long hammingDistance(byte[] a, int aOffset, byte[] b, int bOffset, int length) {
    return PLAIN.hammingDistance(a, aOffset, b, bOffset, length);
  }
}
