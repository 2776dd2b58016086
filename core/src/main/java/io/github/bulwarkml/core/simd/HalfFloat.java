// Copyright the Bulwark authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.github.bulwarkml.core.simd;

/** One IEEE 754 half-precision number; {@code Float.float16ToFloat} exists only from JDK 20 on. */
final class HalfFloat {
  /** Moves the exponent from half precision's bias to float's: 2 to the power 127 - 15. */
  static final float BIAS = 0x1p112f;

  /** The smallest bit pattern, without sign, of an infinity or NaN. */
  static final int INFINITY = 0x7c00;

  private HalfFloat() {}

  static float toFloat(short half) {
    int magnitude = half & 0x7fff;
    // The shifted bits are a float whose exponent is 112 too small, subnormals included: one exact
    // product repairs both. Infinities and NaNs then lack the exponent of all ones.
    int bits = Float.floatToRawIntBits(Float.intBitsToFloat(magnitude << 13) * BIAS);
    int special = magnitude >= INFINITY ? 0x7f800000 : 0;
    return Float.intBitsToFloat(bits | special | (half & 0x8000) << 16);
  }
}
