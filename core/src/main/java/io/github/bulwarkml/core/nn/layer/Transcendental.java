// Copyright the Bulwark authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.github.bulwarkml.core.nn.layer;

/**
 * The exponential and what is made of it. Networks in double precision use the JDK's functions;
 * networks on floats use a few multiplications that err by less than a float's last place.
 */
final class Transcendental {
  private static final double LOG2_E = 1.4426950408889634;

  /** ln 2 with trailing zero bits, so that its products with small integers are exact. */
  private static final double LN2_HIGH = 0x1.62e42feep-1;

  private static final double LN2_LOW = 0x1.a39ef35793c76p-33;

  /** Adding it rounds a small number to an integer that then stands in the lowest bits. */
  private static final double ROUNDER = 0x1.8p52;

  private static final double C3 = 1.0 / 6;
  private static final double C4 = 1.0 / 24;
  private static final double C5 = 1.0 / 120;
  private static final double C6 = 1.0 / 720;
  private static final double C7 = 1.0 / 5040;
  private static final double C8 = 1.0 / 40320;

  private static final double ROOT_HALF = 0.7071067811865476;
  private static final double DENSITY_AT_ZERO = 0.3989422804014327;

  private final boolean exact;

  Transcendental(boolean exact) {
    this.exact = exact;
  }

  /** {@return \(e^x\)} */
  double exp(double x) {
    return exact ? Math.exp(x) : quickExp(x);
  }

  /** {@return \(1/(1 + e^{-x})\)} */
  double sigmoid(double x) {
    return 1 / (1 + exp(-x));
  }

  /** {@return the hyperbolic tangent} */
  double tanh(double x) {
    if (exact) {
      return Math.tanh(x);
    }
    if (Math.abs(x) < 0.01) {
      double square = x * x; // 1 - 2/(e^2x + 1) would cancel
      return x * (1 - square * (1.0 / 3 - square * (2.0 / 15)));
    }
    return 1 - 2 / (quickExp(2 * x) + 1);
  }

  /**
   * {@return \(e^x\) to within 3e-10 relative in [-700, 700], constant beyond; NaN for NaN}
   * \(e^{n\ln 2 + r}\) with \(|r| \le \frac{\ln 2}{2}\) and a Taylor polynomial of degree 8.
   */
  static double quickExp(double x) {
    double bounded = Math.min(Math.max(x, -700), 700);
    double shifted = bounded * LOG2_E + ROUNDER;
    double n = shifted - ROUNDER;
    double r = (bounded - n * LN2_HIGH) - n * LN2_LOW;
    double p =
        1 + r * (1 + r * (0.5 + r * (C3 + r * (C4 + r * (C5 + r * (C6 + r * (C7 + r * C8)))))));
    return p * Double.longBitsToDouble((Double.doubleToRawLongBits(shifted) << 52) + ONE_BITS);
  }

  private static final long ONE_BITS = 0x3ff0000000000000L;

  /**
   * {@return twice the upper tail of the normal distribution beyond |x|, given \(e^{-x^2/2}\), to
   * within 1.5e-7} Abramowitz, Stegun, "Handbook of mathematical functions", 7.1.26.
   */
  private static double bothTails(double x, double bell) {
    double t = 1 / (1 + 0.3275911 * ROOT_HALF * Math.abs(x));
    return bell
        * t
        * (0.254829592
            + t * (-0.284496736 + t * (1.421413741 + t * (-1.453152027 + t * 1.061405429))));
  }

  /** {@return \(x\Phi(x)\) to within 3e-7} */
  static double quickGelu(double x) {
    double tail = 0.5 * bothTails(x, quickExp(-0.5 * x * x));
    return x > 0 ? x - x * tail : x * tail;
  }

  /** {@return \(\Phi(x) + x\phi(x)\) to within 3e-7} */
  static double quickGeluSlope(double x) {
    double bell = quickExp(-0.5 * x * x);
    double tail = 0.5 * bothTails(x, bell);
    return (x > 0 ? 1 - tail : tail) + x * DENSITY_AT_ZERO * bell;
  }
}
