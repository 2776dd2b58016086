// Copyright the Bulwark authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.github.bulwarkml.core.internal;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import org.jspecify.annotations.Nullable;

/**
 * The digits of {@link Double#toString(double)} as JDK 19 and later define them: the shortest
 * decimal that rounds to the number and, of those, the closest. Older JDKs print some numbers with
 * more digits (JDK-4511638), so files would differ between JDKs.
 */
public final class ShortestDecimal {
  private static final boolean EXACT_JDK = Runtime.version().feature() >= 19;

  /** Decimals of this many digits have doubles of their own, so none is shorter or closer. */
  private static final int UNIQUE_DOUBLE = 15;

  private static final int UNIQUE_FLOAT = 6;

  private ShortestDecimal() {}

  /** {@return the number's text, the same on every JDK} */
  public static String toString(double value) {
    return EXACT_JDK ? Double.toString(value) : shortest(value);
  }

  /** {@return the number's text, the same on every JDK} */
  public static String toString(float value) {
    return EXACT_JDK ? Float.toString(value) : shortest(value);
  }

  /** The way of older JDKs, open to tests on every JDK. */
  static String shortest(double value) {
    String text = Double.toString(value);
    if (!Double.isFinite(value) || value == 0) {
      return text;
    }
    BigDecimal printed = new BigDecimal(text).abs().stripTrailingZeros();
    if (printed.precision() <= UNIQUE_DOUBLE && Math.abs(value) >= Double.MIN_NORMAL) {
      return text;
    }
    double magnitude = Math.abs(value);
    BigDecimal best =
        best(new BigDecimal(magnitude), printed, decimal -> decimal.doubleValue() == magnitude);
    return (value < 0 ? "-" : "") + layout(best);
  }

  /** The way of older JDKs, open to tests on every JDK. */
  static String shortest(float value) {
    String text = Float.toString(value);
    if (!Float.isFinite(value) || value == 0) {
      return text;
    }
    BigDecimal printed = new BigDecimal(text).abs().stripTrailingZeros();
    if (printed.precision() <= UNIQUE_FLOAT && Math.abs(value) >= Float.MIN_NORMAL) {
      return text;
    }
    float magnitude = Math.abs(value);
    BigDecimal best =
        best(new BigDecimal(magnitude), printed, decimal -> decimal.floatValue() == magnitude);
    return (value < 0 ? "-" : "") + layout(best);
  }

  private interface RoundsBack {
    boolean test(BigDecimal decimal);
  }

  private static BigDecimal best(BigDecimal exact, BigDecimal printed, RoundsBack back) {
    int digits = printed.precision();
    // Appending a zero keeps a decimal, so the first length that fails ends the search.
    while (digits > 1 && closest(exact, digits - 1, back) != null) {
      digits--;
    }
    BigDecimal best = closest(exact, Math.max(digits, 2), back);
    return best == null ? printed : best;
  }

  /** {@return the decimal of that many digits closest to the number, if it rounds back to it} */
  private static @Nullable BigDecimal closest(BigDecimal exact, int digits, RoundsBack back) {
    BigDecimal low = exact.round(new MathContext(digits, RoundingMode.DOWN));
    BigDecimal high = exact.round(new MathContext(digits, RoundingMode.UP));
    boolean lowFits = back.test(low);
    boolean highFits = back.test(high);
    if (lowFits && highFits) {
      int order = exact.subtract(low).compareTo(high.subtract(exact));
      boolean even = !low.unscaledValue().testBit(0);
      return order < 0 || order == 0 && even ? low : high;
    }
    return lowFits ? low : highFits ? high : null;
  }

  /** Lays digits out as {@link Double#toString(double)} does. */
  private static String layout(BigDecimal decimal) {
    String digits = decimal.stripTrailingZeros().unscaledValue().toString();
    int exponent = decimal.precision() - decimal.scale() - 1;
    if (exponent >= 7 || exponent < -3) {
      return digits.charAt(0)
          + "."
          + (digits.length() == 1 ? "0" : digits.substring(1))
          + "E"
          + exponent;
    }
    if (exponent < 0) {
      return "0." + "0".repeat(-exponent - 1) + digits;
    }
    int point = exponent + 1;
    return digits.length() <= point
        ? digits + "0".repeat(point - digits.length()) + ".0"
        : digits.substring(0, point) + "." + digits.substring(point);
  }
}
