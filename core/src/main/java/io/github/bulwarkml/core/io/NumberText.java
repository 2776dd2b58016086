// Copyright the Bulwark authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.github.bulwarkml.core.io;

import java.util.OptionalDouble;
import java.util.OptionalLong;

/** Numbers as text files write them: decimal digits, a point, an exponent; no locale. */
final class NumberText {
  private NumberText() {}

  /** {@return the number, or empty if the text is none or exceeds the range of a double} */
  static OptionalDouble decimal(String text, boolean grouped) {
    String plain = grouped ? ungroup(text) : text;
    if (!isDecimal(plain)) {
      return OptionalDouble.empty();
    }
    double value = Double.parseDouble(plain);
    return Double.isInfinite(value) ? OptionalDouble.empty() : OptionalDouble.of(value);
  }

  /** {@return the whole number, or empty if the text is none or exceeds 64 bits} */
  static OptionalLong integer(String text, boolean grouped) {
    String plain = grouped ? ungroup(text) : text;
    int start = signLength(plain);
    int digits = digitsFrom(plain, start);
    if (digits == 0 || start + digits != plain.length()) {
      return OptionalLong.empty();
    }
    try {
      return OptionalLong.of(Long.parseLong(plain));
    } catch (NumberFormatException e) {
      return OptionalLong.empty();
    }
  }

  private static boolean isDecimal(String text) {
    int at = signLength(text);
    int whole = digitsFrom(text, at);
    at += whole;
    int fraction = 0;
    if (at < text.length() && text.charAt(at) == '.') {
      fraction = digitsFrom(text, at + 1);
      at += 1 + fraction;
    }
    if (whole + fraction == 0) {
      return false;
    }
    if (at < text.length() && (text.charAt(at) == 'e' || text.charAt(at) == 'E')) {
      at += 1;
      at += signLength(text.substring(at));
      int exponent = digitsFrom(text, at);
      if (exponent == 0) {
        return false;
      }
      at += exponent;
    }
    return at == text.length();
  }

  /** Removes well-placed commas: one to three digits, then groups of exactly three. */
  private static String ungroup(String text) {
    int comma = text.indexOf(',');
    if (comma < 0) {
      return text;
    }
    int start = signLength(text);
    int leading = digitsFrom(text, start);
    if (leading < 1 || leading > 3 || start + leading != comma) {
      return text;
    }
    StringBuilder plain = new StringBuilder(text.substring(0, comma));
    int at = comma;
    while (at < text.length() && text.charAt(at) == ',') {
      if (digitsFrom(text, at + 1) != 3) {
        return text;
      }
      plain.append(text, at + 1, at + 4);
      at += 4;
    }
    return plain.append(text.substring(at)).toString();
  }

  private static int signLength(String text) {
    return !text.isEmpty() && (text.charAt(0) == '-' || text.charAt(0) == '+') ? 1 : 0;
  }

  private static int digitsFrom(String text, int start) {
    int end = start;
    while (end < text.length() && text.charAt(end) >= '0' && text.charAt(end) <= '9') {
      end++;
    }
    return end - start;
  }
}
