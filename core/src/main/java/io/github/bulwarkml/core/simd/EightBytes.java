// Copyright the Bulwark authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.github.bulwarkml.core.simd;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Arithmetic on the eight bytes of a long at once, without carries between them. C2 does not
 * vectorise loops of comparing or saturating bytes, but does vectorise these loops of longs.
 *
 * <p>Reference: Warren, "Hacker's Delight", 2nd edition, section 2-18.
 */
final class EightBytes {
  static final VarHandle WORD =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  /** The lowest bit of every byte. */
  static final long ONES = 0x0101010101010101L;

  /** The highest bit of every byte. */
  private static final long HIGH = 0x8080808080808080L;

  /** All bits of every byte but the highest. */
  private static final long LOW = ~HIGH;

  private EightBytes() {}

  /** {@return the sum of every byte, modulo 256} */
  private static long add(long x, long y) {
    return ((x & LOW) + (y & LOW)) ^ ((x ^ y) & HIGH);
  }

  /** {@return all ones in the bytes whose highest bit is set, all zeros elsewhere} */
  private static long spread(long highBits) {
    return (highBits << 1) - (highBits >>> 7);
  }

  /** {@return a or -a in every byte, by the lowest bit of that byte of bits} */
  static long negateWhere(long a, long bits) {
    long ones = bits & ONES;
    return add(a ^ ((ones << 8) - ones), ones);
  }

  /** {@return the sum of every byte as a signed number, saturated to [-127, 127]} */
  static long addSaturated(long x, long y) {
    long sum = add(x, y);
    long overflow = spread((x ^ sum) & (y ^ sum) & HIGH);
    // 127 where x is positive, -128 where it is negative.
    long limit = (x >>> 7 & ONES) + LOW;
    long saturated = (sum & ~overflow) | (limit & overflow);
    // What is -128 becomes -127.
    long rest = saturated ^ HIGH;
    long lowest = ~(((rest & LOW) + LOW) | rest) & HIGH;
    return saturated + (lowest >>> 7);
  }

  /** {@return max(min(x, y), -max(x, y)) in every byte as a signed number} */
  static long minSum(long x, long y) {
    long larger = spread(greater(x, y));
    long max = (x & larger) | (y & ~larger);
    long min = (y & larger) | (x & ~larger);
    long negated = add(~max, ONES);
    long first = spread(greater(min, negated));
    return (min & first) | (negated & ~first);
  }

  /** {@return the highest bit in every byte where x exceeds y as a signed number} */
  private static long greater(long x, long y) {
    // Low bits: 128 + x - y - 1 keeps the highest bit just where x exceeds y.
    long lows = (x & LOW | HIGH) - (y & LOW) - ONES;
    return (~x & y | ~(x ^ y) & lows) & HIGH;
  }
}
