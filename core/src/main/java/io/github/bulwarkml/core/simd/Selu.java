// Copyright the Bulwark authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.github.bulwarkml.core.simd;

/**
 * SELU by arithmetic alone, so that it costs a few nanoseconds in plain Java and the same steps run
 * in vector lanes: \(e^x - 1 = 2^n(e^r - 1) + (2^n - 1)\) with \(x = n\ln 2 + r\), \(|r| \le
 * \frac{\ln 2}{2}\), and a Taylor polynomial of degree 7 for \(e^r - 1\) (truncation below 6e-9
 * relative).
 */
final class Selu {
  /** Below, {@code e^x - 1} rounds to -1. */
  static final float LOWEST = -20f;

  /** 1 / ln 2. */
  static final float LOG2_E = (float) 1.4426950408889634;

  /** ln 2 with nine trailing zero bits, so that its products with n are exact; and the rest. */
  static final float LN2_HIGH = 0x1.62e4p-1f;

  static final float LN2_LOW = (float) (0.6931471805599453 - 0x1.62e4p-1);

  /** Adding it rounds a small number to an integer that then stands in the lowest bits. */
  static final float ROUNDER = 0x1.8p23f;

  static final float SCALE = (float) Activation.SELU_LAMBDA;
  static final float NEGATIVE_SCALE = (float) (Activation.SELU_LAMBDA * Activation.SELU_ALPHA);
  static final float C3 = 1f / 6;
  static final float C4 = 1f / 24;
  static final float C5 = 1f / 120;
  static final float C6 = 1f / 720;
  static final float C7 = 1f / 5040;

  private Selu() {}

  static float of(float x) {
    return x > 0 ? SCALE * x : NEGATIVE_SCALE * expm1(Math.max(x, LOWEST));
  }

  /** {@code e^x - 1} for x in [LOWEST, 0]; NaN for NaN. */
  private static float expm1(float x) {
    float shifted = x * LOG2_E + ROUNDER;
    float n = shifted - ROUNDER;
    float r = (x - n * LN2_HIGH) - n * LN2_LOW;
    float p = r * r * (0.5f + r * (C3 + r * (C4 + r * (C5 + r * (C6 + r * C7))))) + r;
    float power = Float.intBitsToFloat((Float.floatToRawIntBits(shifted) << 23) + 0x3f800000);
    return power * p + (power - 1);
  }
}
