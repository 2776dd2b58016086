// Copyright the Bulwark authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.github.bulwarkml.core.io;

/**
 * IEEE 754 binary16 numbers ("half precision") in a {@code short}: 1 sign bit, 5 exponent bits, 10
 * fraction bits. Largest finite value 65504, smallest positive one 2<sup>-24</sup>.
 *
 * <p>Conversions to binary16 round to nearest, ties to even, and overflow to infinity, as NumPy
 * does. Every binary16 number survives the way to {@code float} and back; a NaN keeps its sign and
 * the upper bits of its payload.
 *
 * @since 0.1.0
 */
public final class Float16 {
  private static final int INFINITY = 0x7C00;
  private static final int QUIET = 0x0200;

  private Float16() {}

  /**
   * {@return the value, exactly}
   *
   * @param half the 16 bits
   */
  public static float toFloat(short half) {
    int sign = (half & 0x8000) << 16;
    int magnitude = half & 0x7FFF;
    if (magnitude >= INFINITY) {
      return Float.intBitsToFloat(sign | 0x7F800000 | (magnitude & 0x03FF) << 13);
    }
    // The same bits read as a float are 2^112 too small, for subnormal numbers too.
    float value = Float.intBitsToFloat(magnitude << 13) * 0x1p112f;
    return Float.intBitsToFloat(sign | Float.floatToRawIntBits(value));
  }

  /**
   * {@return the nearest binary16 number}
   *
   * @param value any number; NaN stays NaN
   */
  public static short fromFloat(float value) {
    if (Float.isNaN(value)) {
      int bits = Float.floatToRawIntBits(value);
      return (short) (bits >>> 16 & 0x8000 | INFINITY | QUIET | bits >>> 13 & 0x03FF);
    }
    return fromDouble(value); // exact widening
  }

  /**
   * {@return the nearest binary16 number, rounded once}
   *
   * @param value any number; NaN stays NaN
   */
  public static short fromDouble(double value) {
    int sign = (int) (Double.doubleToRawLongBits(value) >>> 48) & 0x8000;
    double magnitude = Math.abs(value);
    if (Double.isNaN(value)) {
      return (short) (sign | INFINITY | QUIET);
    }
    if (magnitude >= 65520) { // half-way between 65504 and 2^16, which ties to the even 2^16
      return (short) (sign | INFINITY);
    }
    // The step between neighbours is 2^(exponent - 10), and 2^-24 below 2^-14.
    int exponent = Math.max(Math.getExponent(magnitude), -14);
    long steps = (long) Math.rint(Math.scalb(magnitude, 10 - exponent));
    // Counting steps in the first binade runs through the subnormal numbers; a carry runs on.
    return (short) (sign | (int) (steps + ((long) (exponent + 14) << 10)));
  }
}
