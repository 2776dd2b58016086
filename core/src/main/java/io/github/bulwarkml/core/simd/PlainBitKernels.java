// Copyright the Bulwark authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.github.bulwarkml.core.simd;

import static io.github.bulwarkml.core.simd.EightBytes.WORD;

/** Bit arithmetic in plain loops. */
final class PlainBitKernels implements BitKernels {
  @Override
  public void xor(
      byte[] a, int aOffset, byte[] b, int bOffset, byte[] target, int targetOffset, int length) {
    Bounds.check(a.length, aOffset, length, "a");
    Bounds.check(b.length, bOffset, length, "b");
    Bounds.check(target.length, targetOffset, length, "target");
    int i = 0;
    for (; i < length - 7; i += 8) {
      WORD.set(
          target,
          targetOffset + i,
          (long) WORD.get(a, aOffset + i) ^ (long) WORD.get(b, bOffset + i));
    }
    for (; i < length; i++) {
      target[targetOffset + i] = (byte) (a[aOffset + i] ^ b[bOffset + i]);
    }
  }

  @Override
  public long popcount(byte[] x, int xOffset, int length) {
    Bounds.check(x.length, xOffset, length, "x");
    long count = 0;
    int i = 0;
    for (; i < length - 7; i += 8) {
      count += Long.bitCount((long) WORD.get(x, xOffset + i));
    }
    for (; i < length; i++) {
      count += Integer.bitCount(x[xOffset + i] & 0xff);
    }
    return count;
  }

  @Override
  public long hammingDistance(byte[] a, int aOffset, byte[] b, int bOffset, int length) {
    Bounds.check(a.length, aOffset, length, "a");
    Bounds.check(b.length, bOffset, length, "b");
    long count = 0;
    int i = 0;
    for (; i < length - 7; i += 8) {
      count += Long.bitCount((long) WORD.get(a, aOffset + i) ^ (long) WORD.get(b, bOffset + i));
    }
    for (; i < length; i++) {
      count += Integer.bitCount((a[aOffset + i] ^ b[bOffset + i]) & 0xff);
    }
    return count;
  }
}
