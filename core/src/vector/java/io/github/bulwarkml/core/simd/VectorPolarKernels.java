// Copyright the Bulwark authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.github.bulwarkml.core.simd;

import jdk.incubator.vector.ByteVector;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorShape;
import jdk.incubator.vector.VectorSpecies;

/**
 * Polar node functions in vector lanes; the rest after the last full vector runs in plain loops.
 */
final class VectorPolarKernels implements PolarKernels {
  private static final VectorSpecies<Float> F = FloatVector.SPECIES_PREFERRED;
  private static final VectorSpecies<Integer> I = IntVector.SPECIES_PREFERRED;
  private static final VectorSpecies<Byte> B = ByteVector.SPECIES_PREFERRED;

  /** As many bytes as there are floats in a full register; at least 64 bits exist. */
  private static final VectorSpecies<Byte> FEW_B =
      VectorSpecies.of(
          byte.class, VectorShape.forBitSize(Math.max(64, F.vectorBitSize() / Float.BYTES)));

  private static final boolean FEW_MATCH = FEW_B.length() == F.length();

  private static final PolarKernels TAIL = new PlainPolarKernels();

  @Override
  public void f(
      float[] a,
      int aOffset,
      float[] b,
      int bOffset,
      float[] target,
      int targetOffset,
      int length) {
    Bounds.check(a.length, aOffset, length, "a");
    Bounds.check(b.length, bOffset, length, "b");
    Bounds.check(target.length, targetOffset, length, "target");
    int i = 0;
    for (; i <= length - F.length(); i += F.length()) {
      FloatVector x = FloatVector.fromArray(F, a, aOffset + i);
      FloatVector y = FloatVector.fromArray(F, b, bOffset + i);
      x.min(y).max(x.max(y).neg()).intoArray(target, targetOffset + i);
    }
    TAIL.f(a, aOffset + i, b, bOffset + i, target, targetOffset + i, length - i);
  }

  @Override
  public void g(
      float[] a,
      int aOffset,
      float[] b,
      int bOffset,
      byte[] bits,
      int bitsOffset,
      float[] target,
      int targetOffset,
      int length) {
    Bounds.check(a.length, aOffset, length, "a");
    Bounds.check(b.length, bOffset, length, "b");
    Bounds.check(bits.length, bitsOffset, length, "bits");
    Bounds.check(target.length, targetOffset, length, "target");
    int i = 0;
    if (FEW_MATCH) {
      for (; i <= length - F.length(); i += F.length()) {
        IntVector signs =
            ((IntVector)
                    ByteVector.fromArray(FEW_B, bits, bitsOffset + i)
                        .convertShape(VectorOperators.B2I, I, 0))
                .lanewise(VectorOperators.LSHL, 31);
        FloatVector x =
            FloatVector.fromArray(F, a, aOffset + i)
                .reinterpretAsInts()
                .lanewise(VectorOperators.XOR, signs)
                .reinterpretAsFloats();
        FloatVector.fromArray(F, b, bOffset + i).add(x).intoArray(target, targetOffset + i);
      }
    }
    TAIL.g(
        a, aOffset + i, b, bOffset + i, bits, bitsOffset + i, target, targetOffset + i, length - i);
  }

  @Override
  public void hardDecision(float[] llr, int llrOffset, byte[] bits, int bitsOffset, int length) {
    Bounds.check(llr.length, llrOffset, length, "llr");
    Bounds.check(bits.length, bitsOffset, length, "bits");
    int i = 0;
    if (FEW_MATCH) {
      for (; i <= length - F.length(); i += F.length()) {
        IntVector ones =
            IntVector.zero(I)
                .blend(
                    1,
                    FloatVector.fromArray(F, llr, llrOffset + i)
                        .compare(VectorOperators.LT, 0)
                        .cast(I));
        ((ByteVector) ones.convertShape(VectorOperators.I2B, FEW_B, 0))
            .intoArray(bits, bitsOffset + i);
      }
    }
    TAIL.hardDecision(llr, llrOffset + i, bits, bitsOffset + i, length - i);
  }

  @Override
  public void f(
      byte[] a, int aOffset, byte[] b, int bOffset, byte[] target, int targetOffset, int length) {
    Bounds.check(a.length, aOffset, length, "a");
    Bounds.check(b.length, bOffset, length, "b");
    Bounds.check(target.length, targetOffset, length, "target");
    int i = 0;
    for (; i <= length - B.length(); i += B.length()) {
      ByteVector x = ByteVector.fromArray(B, a, aOffset + i);
      ByteVector y = ByteVector.fromArray(B, b, bOffset + i);
      x.min(y).max(x.max(y).neg()).intoArray(target, targetOffset + i);
    }
    TAIL.f(a, aOffset + i, b, bOffset + i, target, targetOffset + i, length - i);
  }

  @Override
  public void g(
      byte[] a,
      int aOffset,
      byte[] b,
      int bOffset,
      byte[] bits,
      int bitsOffset,
      byte[] target,
      int targetOffset,
      int length) {
    Bounds.check(a.length, aOffset, length, "a");
    Bounds.check(b.length, bOffset, length, "b");
    Bounds.check(bits.length, bitsOffset, length, "bits");
    Bounds.check(target.length, targetOffset, length, "target");
    int i = 0;
    for (; i <= length - B.length(); i += B.length()) {
      ByteVector flip = ByteVector.fromArray(B, bits, bitsOffset + i).and((byte) 1).neg();
      ByteVector x =
          ByteVector.fromArray(B, a, aOffset + i).lanewise(VectorOperators.XOR, flip).sub(flip);
      SaturatingBytes.add(x, ByteVector.fromArray(B, b, bOffset + i))
          .intoArray(target, targetOffset + i);
    }
    TAIL.g(
        a, aOffset + i, b, bOffset + i, bits, bitsOffset + i, target, targetOffset + i, length - i);
  }

  @Override
  public void addSaturated(
      byte[] a, int aOffset, byte[] b, int bOffset, byte[] target, int targetOffset, int length) {
    Bounds.check(a.length, aOffset, length, "a");
    Bounds.check(b.length, bOffset, length, "b");
    Bounds.check(target.length, targetOffset, length, "target");
    int i = 0;
    for (; i <= length - B.length(); i += B.length()) {
      SaturatingBytes.add(
              ByteVector.fromArray(B, a, aOffset + i), ByteVector.fromArray(B, b, bOffset + i))
          .intoArray(target, targetOffset + i);
    }
    TAIL.addSaturated(a, aOffset + i, b, bOffset + i, target, targetOffset + i, length - i);
  }

  @Override
  public void hardDecision(byte[] llr, int llrOffset, byte[] bits, int bitsOffset, int length) {
    Bounds.check(llr.length, llrOffset, length, "llr");
    Bounds.check(bits.length, bitsOffset, length, "bits");
    int i = 0;
    ByteVector one = ByteVector.broadcast(B, 1);
    ByteVector zero = ByteVector.zero(B);
    for (; i <= length - B.length(); i += B.length()) {
      ByteVector x = ByteVector.fromArray(B, llr, llrOffset + i);
      zero.blend(one, x.compare(VectorOperators.LT, zero)).intoArray(bits, bitsOffset + i);
    }
    TAIL.hardDecision(llr, llrOffset + i, bits, bitsOffset + i, length - i);
  }
}
