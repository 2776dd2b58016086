// Copyright the Bulwark authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.github.bulwarkml.core.simd;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.ShortVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/**
 * Float arithmetic in vector lanes; what is left after the last full vector runs in plain loops.
 */
final class VectorFloatKernels implements FloatKernels {
  private static final VectorSpecies<Float> F = FloatVector.SPECIES_PREFERRED;
  private static final VectorSpecies<Integer> I = IntVector.SPECIES_PREFERRED;
  private static final VectorSpecies<Double> D = DoubleVector.SPECIES_PREFERRED;

  /** As many floats as there are doubles in a full register. */
  private static final VectorSpecies<Float> HALF_F =
      VectorSpecies.of(float.class, VectorKernels.halfShape());

  /** As many shorts as there are ints in a full register. */
  private static final VectorSpecies<Short> HALF_S =
      VectorSpecies.of(short.class, VectorKernels.halfShape());

  private static final int LANES = F.length();
  private static final FloatKernels TAIL = new PlainFloatKernels();

  @Override
  public float dot(float[] a, int aOffset, float[] b, int bOffset, int length) {
    Bounds.check(a.length, aOffset, length, "a");
    Bounds.check(b.length, bOffset, length, "b");
    int i = 0;
    float sum = 0;
    if (length >= LANES) {
      FloatVector s0 = FloatVector.zero(F);
      FloatVector s1 = s0;
      FloatVector s2 = s0;
      FloatVector s3 = s0;
      for (; i <= length - 4 * LANES; i += 4 * LANES) {
        s0 = Fused.multiplyAdd(load(a, aOffset + i), load(b, bOffset + i), s0);
        s1 = Fused.multiplyAdd(load(a, aOffset + i + LANES), load(b, bOffset + i + LANES), s1);
        s2 =
            Fused.multiplyAdd(
                load(a, aOffset + i + 2 * LANES), load(b, bOffset + i + 2 * LANES), s2);
        s3 =
            Fused.multiplyAdd(
                load(a, aOffset + i + 3 * LANES), load(b, bOffset + i + 3 * LANES), s3);
      }
      for (; i <= length - LANES; i += LANES) {
        s0 = Fused.multiplyAdd(load(a, aOffset + i), load(b, bOffset + i), s0);
      }
      sum = s0.add(s1).add(s2.add(s3)).reduceLanes(VectorOperators.ADD);
    }
    for (; i < length; i++) {
      sum += a[aOffset + i] * b[bOffset + i];
    }
    return sum;
  }

  private static FloatVector load(float[] a, int offset) {
    return FloatVector.fromArray(F, a, offset);
  }

  private static DoubleVector widen(float[] a, int offset) {
    return (DoubleVector)
        FloatVector.fromArray(HALF_F, a, offset).convertShape(VectorOperators.F2D, D, 0);
  }

  @Override
  public double preciseDot(float[] a, int aOffset, float[] b, int bOffset, int length) {
    Bounds.check(a.length, aOffset, length, "a");
    Bounds.check(b.length, bOffset, length, "b");
    int width = D.length();
    int i = 0;
    double sum = 0;
    if (length >= width) {
      DoubleVector s0 = DoubleVector.zero(D);
      DoubleVector s1 = s0;
      for (; i <= length - 2 * width; i += 2 * width) {
        // The product of two floats is exact in double: nothing is lost without fusing.
        s0 = s0.add(widen(a, aOffset + i).mul(widen(b, bOffset + i)));
        s1 = s1.add(widen(a, aOffset + i + width).mul(widen(b, bOffset + i + width)));
      }
      for (; i <= length - width; i += width) {
        s0 = s0.add(widen(a, aOffset + i).mul(widen(b, bOffset + i)));
      }
      sum = s0.add(s1).reduceLanes(VectorOperators.ADD);
    }
    return sum + TAIL.preciseDot(a, aOffset + i, b, bOffset + i, length - i);
  }

  @Override
  public float squaredDistance(float[] a, int aOffset, float[] b, int bOffset, int length) {
    Bounds.check(a.length, aOffset, length, "a");
    Bounds.check(b.length, bOffset, length, "b");
    int i = 0;
    float sum = 0;
    if (length >= LANES) {
      FloatVector s0 = FloatVector.zero(F);
      FloatVector s1 = s0;
      for (; i <= length - 2 * LANES; i += 2 * LANES) {
        FloatVector d0 = load(a, aOffset + i).sub(load(b, bOffset + i));
        FloatVector d1 = load(a, aOffset + i + LANES).sub(load(b, bOffset + i + LANES));
        s0 = Fused.multiplyAdd(d0, d0, s0);
        s1 = Fused.multiplyAdd(d1, d1, s1);
      }
      for (; i <= length - LANES; i += LANES) {
        FloatVector d = load(a, aOffset + i).sub(load(b, bOffset + i));
        s0 = Fused.multiplyAdd(d, d, s0);
      }
      sum = s0.add(s1).reduceLanes(VectorOperators.ADD);
    }
    for (; i < length; i++) {
      float d = a[aOffset + i] - b[bOffset + i];
      sum += d * d;
    }
    return sum;
  }

  @Override
  public double squaredNorm(float[] x, int xOffset, int length) {
    return preciseDot(x, xOffset, x, xOffset, length);
  }

  @Override
  public double sum(float[] x, int xOffset, int length) {
    Bounds.check(x.length, xOffset, length, "x");
    int width = D.length();
    int i = 0;
    double sum = 0;
    if (length >= width) {
      DoubleVector s0 = DoubleVector.zero(D);
      DoubleVector s1 = s0;
      for (; i <= length - 2 * width; i += 2 * width) {
        s0 = s0.add(widen(x, xOffset + i));
        s1 = s1.add(widen(x, xOffset + i + width));
      }
      for (; i <= length - width; i += width) {
        s0 = s0.add(widen(x, xOffset + i));
      }
      sum = s0.add(s1).reduceLanes(VectorOperators.ADD);
    }
    return sum + TAIL.sum(x, xOffset + i, length - i);
  }

  @Override
  public float max(float[] x, int xOffset, int length) {
    Bounds.check(x.length, xOffset, length, "x");
    int i = 0;
    float max = Float.NEGATIVE_INFINITY;
    if (length >= LANES) {
      FloatVector largest = FloatVector.broadcast(F, max);
      for (; i <= length - LANES; i += LANES) {
        largest = largest.max(load(x, xOffset + i));
      }
      max = largest.reduceLanes(VectorOperators.MAX);
    }
    for (; i < length; i++) {
      max = Math.max(max, x[xOffset + i]);
    }
    return max;
  }

  @Override
  public int argmax(float[] x, int xOffset, int length) {
    Bounds.check(x.length, xOffset, length, "x");
    if (length < LANES) {
      return TAIL.argmax(x, xOffset, length);
    }
    FloatVector lowest = FloatVector.broadcast(F, Float.NEGATIVE_INFINITY);
    FloatVector largest = lowest;
    int i = 0;
    for (; i <= length - LANES; i += LANES) {
      FloatVector v = load(x, xOffset + i);
      // Comparing passes over NaNs, which the lanes' max would keep.
      largest = largest.blend(v, v.compare(VectorOperators.GT, largest));
    }
    float max = largest.reduceLanes(VectorOperators.MAX);
    for (; i < length; i++) {
      max = x[xOffset + i] > max ? x[xOffset + i] : max;
    }
    return indexOf(max, x, xOffset, length);
  }

  private static int indexOf(float value, float[] x, int xOffset, int length) {
    int i = 0;
    for (; i <= length - LANES; i += LANES) {
      VectorMask<Float> equal = load(x, xOffset + i).compare(VectorOperators.EQ, value);
      if (equal.anyTrue()) {
        return i + equal.firstTrue();
      }
    }
    for (; i < length; i++) {
      if (x[xOffset + i] == value) {
        return i;
      }
    }
    return -1;
  }

  @Override
  public void axpy(float alpha, float[] x, int xOffset, float[] y, int yOffset, int length) {
    Bounds.check(x.length, xOffset, length, "x");
    Bounds.check(y.length, yOffset, length, "y");
    FloatVector factor = FloatVector.broadcast(F, alpha);
    int i = 0;
    for (; i <= length - LANES; i += LANES) {
      // Not fused: the plain kernels must give the same bits.
      load(y, yOffset + i).add(load(x, xOffset + i).mul(factor)).intoArray(y, yOffset + i);
    }
    for (; i < length; i++) {
      y[yOffset + i] += alpha * x[xOffset + i];
    }
  }

  @Override
  public void scale(float alpha, float[] x, int xOffset, int length) {
    Bounds.check(x.length, xOffset, length, "x");
    FloatVector factor = FloatVector.broadcast(F, alpha);
    int i = 0;
    for (; i <= length - LANES; i += LANES) {
      load(x, xOffset + i).mul(factor).intoArray(x, xOffset + i);
    }
    for (; i < length; i++) {
      x[xOffset + i] *= alpha;
    }
  }

  @Override
  public void add(float[] x, int xOffset, float[] y, int yOffset, int length) {
    Bounds.check(x.length, xOffset, length, "x");
    Bounds.check(y.length, yOffset, length, "y");
    int i = 0;
    for (; i <= length - LANES; i += LANES) {
      load(y, yOffset + i).add(load(x, xOffset + i)).intoArray(y, yOffset + i);
    }
    for (; i < length; i++) {
      y[yOffset + i] += x[xOffset + i];
    }
  }

  @Override
  public void clip(float[] x, int xOffset, int length, float low, float high) {
    Bounds.check(x.length, xOffset, length, "x");
    Bounds.ordered(low, high);
    int i = 0;
    for (; i <= length - LANES; i += LANES) {
      load(x, xOffset + i).max(low).min(high).intoArray(x, xOffset + i);
    }
    for (; i < length; i++) {
      x[xOffset + i] = Math.min(Math.max(x[xOffset + i], low), high);
    }
  }

  @Override
  public void halfToFloat(
      short[] half, int halfOffset, float[] target, int targetOffset, int length) {
    Bounds.check(half.length, halfOffset, length, "half");
    Bounds.check(target.length, targetOffset, length, "target");
    int i = 0;
    for (; i <= length - LANES; i += LANES) {
      IntVector bits =
          (IntVector)
              ShortVector.fromArray(HALF_S, half, halfOffset + i)
                  .convertShape(VectorOperators.S2I, I, 0);
      IntVector magnitude = bits.and(0x7fff);
      IntVector scaled =
          magnitude
              .lanewise(VectorOperators.LSHL, 13)
              .reinterpretAsFloats()
              .mul(HalfFloat.BIAS)
              .reinterpretAsInts();
      VectorMask<Integer> special = magnitude.compare(VectorOperators.GE, HalfFloat.INFINITY);
      scaled
          .blend(scaled.or(0x7f800000), special)
          .or(bits.and(0x8000).lanewise(VectorOperators.LSHL, 16))
          .reinterpretAsFloats()
          .intoArray(target, targetOffset + i);
    }
    for (; i < length; i++) {
      target[targetOffset + i] = HalfFloat.toFloat(half[halfOffset + i]);
    }
  }
}
