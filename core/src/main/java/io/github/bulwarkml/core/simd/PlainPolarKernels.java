// Copyright the Bulwark authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.github.bulwarkml.core.simd;

import static io.github.bulwarkml.core.simd.EightBytes.ONES;
import static io.github.bulwarkml.core.simd.EightBytes.WORD;

/**
 * Polar node functions in plain loops. C2 vectorises only loops whose arrays share one index, since
 * ranges at different offsets might overlap: where the first input starts at the target's offset,
 * the second one is copied into the target first. A decoder with one array per level is laid out
 * so.
 */
final class PlainPolarKernels implements PolarKernels {
  /** Below, the copy costs more than it saves. */
  private static final int WORTH_COPYING = 32;

  private static final int MAGNITUDE = 0x7fffffff;
  private static final int INFINITY = 0x7f800000;

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
    if (aOffset == targetOffset && length >= WORTH_COPYING) {
      if (bOffset == targetOffset) {
        sharedIndex(a, b, target, targetOffset, targetOffset + length);
        return;
      }
      if (a != target) {
        System.arraycopy(b, bOffset, target, targetOffset, length);
        sharedIndex(a, target, target, targetOffset, targetOffset + length);
        return;
      }
    }
    for (int i = 0; i < length; i++) {
      int x = Float.floatToRawIntBits(a[aOffset + i]);
      int y = Float.floatToRawIntBits(b[bOffset + i]);
      int p = x & MAGNITUDE;
      int q = y & MAGNITUDE;
      int magnitude = Math.max(p, q) > INFINITY ? MAGNITUDE : Math.min(p, q);
      target[targetOffset + i] = Float.intBitsToFloat(magnitude | (x ^ y) & ~MAGNITUDE);
    }
  }

  private static void sharedIndex(float[] a, float[] b, float[] target, int from, int to) {
    for (int i = from; i < to; i++) {
      float x = a[i];
      float y = b[i];
      // Equal to sign * sign * min of magnitudes in all sign cases, zeros included.
      target[i] = Math.max(Math.min(x, y), -Math.max(x, y));
    }
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
    for (int i = 0; i < length; i++) {
      int flipped = Float.floatToRawIntBits(a[aOffset + i]) ^ bits[bitsOffset + i] << 31;
      target[targetOffset + i] = b[bOffset + i] + Float.intBitsToFloat(flipped);
    }
  }

  @Override
  public void hardDecision(float[] llr, int llrOffset, byte[] bits, int bitsOffset, int length) {
    Bounds.check(llr.length, llrOffset, length, "llr");
    Bounds.check(bits.length, bitsOffset, length, "bits");
    for (int i = 0; i < length; i++) {
      bits[bitsOffset + i] = (byte) (llr[llrOffset + i] < 0 ? 1 : 0);
    }
  }

  @Override
  public void f(
      byte[] a, int aOffset, byte[] b, int bOffset, byte[] target, int targetOffset, int length) {
    Bounds.check(a.length, aOffset, length, "a");
    Bounds.check(b.length, bOffset, length, "b");
    Bounds.check(target.length, targetOffset, length, "target");
    int i = 0;
    if (canCopySecond(a, aOffset, target, targetOffset, length)) {
      System.arraycopy(b, bOffset, target, targetOffset, length);
      int words = targetOffset + (length & -8);
      for (int p = targetOffset; p < words; p += 8) {
        WORD.set(target, p, EightBytes.minSum((long) WORD.get(a, p), (long) WORD.get(target, p)));
      }
      i = length & -8;
    }
    for (; i < length - 7; i += 8) {
      WORD.set(
          target,
          targetOffset + i,
          EightBytes.minSum((long) WORD.get(a, aOffset + i), (long) WORD.get(b, bOffset + i)));
    }
    for (; i < length; i++) {
      int x = a[aOffset + i];
      int y = b[bOffset + i];
      target[targetOffset + i] = (byte) Math.max(Math.min(x, y), (byte) -Math.max(x, y));
    }
  }

  private static boolean canCopySecond(
      byte[] a, int aOffset, byte[] target, int targetOffset, int length) {
    return aOffset == targetOffset && a != target && length >= WORTH_COPYING;
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
    for (; i < length - 7; i += 8) {
      long x = (long) WORD.get(a, aOffset + i);
      long flips = (long) WORD.get(bits, bitsOffset + i);
      WORD.set(
          target,
          targetOffset + i,
          EightBytes.addSaturated(
              EightBytes.negateWhere(x, flips), (long) WORD.get(b, bOffset + i)));
    }
    for (; i < length; i++) {
      int flip = -(bits[bitsOffset + i] & 1);
      byte signed = (byte) ((a[aOffset + i] ^ flip) - flip);
      target[targetOffset + i] = saturate(b[bOffset + i] + signed);
    }
  }

  @Override
  public void addSaturated(
      byte[] a, int aOffset, byte[] b, int bOffset, byte[] target, int targetOffset, int length) {
    Bounds.check(a.length, aOffset, length, "a");
    Bounds.check(b.length, bOffset, length, "b");
    Bounds.check(target.length, targetOffset, length, "target");
    int i = 0;
    if (canCopySecond(a, aOffset, target, targetOffset, length)) {
      System.arraycopy(b, bOffset, target, targetOffset, length);
      int words = targetOffset + (length & -8);
      for (int p = targetOffset; p < words; p += 8) {
        WORD.set(
            target, p, EightBytes.addSaturated((long) WORD.get(a, p), (long) WORD.get(target, p)));
      }
      i = length & -8;
    }
    for (; i < length - 7; i += 8) {
      WORD.set(
          target,
          targetOffset + i,
          EightBytes.addSaturated(
              (long) WORD.get(a, aOffset + i), (long) WORD.get(b, bOffset + i)));
    }
    for (; i < length; i++) {
      target[targetOffset + i] = saturate(a[aOffset + i] + b[bOffset + i]);
    }
  }

  @Override
  public void hardDecision(byte[] llr, int llrOffset, byte[] bits, int bitsOffset, int length) {
    Bounds.check(llr.length, llrOffset, length, "llr");
    Bounds.check(bits.length, bitsOffset, length, "bits");
    int i = 0;
    for (; i < length - 7; i += 8) {
      WORD.set(bits, bitsOffset + i, (long) WORD.get(llr, llrOffset + i) >>> 7 & ONES);
    }
    for (; i < length; i++) {
      bits[bitsOffset + i] = (byte) (llr[llrOffset + i] >>> 7 & 1);
    }
  }

  private static byte saturate(int sum) {
    return (byte) Math.max(-127, Math.min(127, sum));
  }
}
