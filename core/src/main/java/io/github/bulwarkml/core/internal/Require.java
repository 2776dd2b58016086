// Copyright the Bulwark authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.github.bulwarkml.core.internal;

import java.util.Collection;

/**
 * Argument checks whose messages say what must hold and what was given. Conditions are negated so
 * that NaN is refused.
 */
public final class Require {
  private Require() {}

  /** {@return value, if it is neither NaN nor infinite} */
  public static double finite(double value, String name) {
    if (!(Math.abs(value) <= Double.MAX_VALUE)) {
      throw new IllegalArgumentException(name + " must be finite, but was " + value);
    }
    return value;
  }

  /** {@return value, if finite and above 0} */
  public static double positive(double value, String name) {
    if (!(value > 0 && value <= Double.MAX_VALUE)) {
      throw new IllegalArgumentException(name + " must be finite and > 0, but was " + value);
    }
    return value;
  }

  /** {@return value, if finite and at least 0} */
  public static double nonNegative(double value, String name) {
    if (!(value >= 0 && value <= Double.MAX_VALUE)) {
      throw new IllegalArgumentException(name + " must be finite and >= 0, but was " + value);
    }
    return value;
  }

  /** {@return value, if in [low, high]} */
  public static double inRange(double value, double low, double high, String name) {
    if (!(value >= low && value <= high)) {
      throw new IllegalArgumentException(
          name + " must be in [" + number(low) + ", " + number(high) + "], but was " + value);
    }
    return value;
  }

  /** {@return value, if strictly between low and high} */
  public static double inside(double value, double low, double high, String name) {
    if (!(value > low && value < high)) {
      throw new IllegalArgumentException(
          name + " must be in (" + number(low) + ", " + number(high) + "), but was " + value);
    }
    return value;
  }

  /** {@return value, if in [low, high]} */
  public static int inRange(int value, int low, int high, String name) {
    if (value < low || value > high) {
      throw new IllegalArgumentException(
          high == Integer.MAX_VALUE
              ? name + " must be >= " + low + ", but was " + value
              : name + " must be in [" + low + ", " + high + "], but was " + value);
    }
    return value;
  }

  /** {@return value, if in [low, high]} */
  public static long inRange(long value, long low, long high, String name) {
    if (value < low || value > high) {
      throw new IllegalArgumentException(
          high == Long.MAX_VALUE
              ? name + " must be >= " + low + ", but was " + value
              : name + " must be in [" + low + ", " + high + "], but was " + value);
    }
    return value;
  }

  /** {@return value, if at least low} */
  public static int atLeast(int value, int low, String name) {
    return inRange(value, low, Integer.MAX_VALUE, name);
  }

  /** {@return index, if in [0, length)} */
  public static int index(int index, int length, String name) {
    return (int) index((long) index, length, name);
  }

  /** {@return index, if in [0, length)} */
  public static long index(long index, long length, String name) {
    if (index < 0 || index >= length) {
      throw new IndexOutOfBoundsException(
          name + " must be in [0, " + length + "), but was " + index);
    }
    return index;
  }

  /** Refuses a part from first on, of count elements, that leaves a whole of the given length. */
  public static void part(
      long first, long count, long length, String firstName, String countName, String wholeName) {
    if (first < 0 || first > length) {
      throw new IndexOutOfBoundsException(
          firstName
              + " must be in [0, length of "
              + wholeName
              + " = "
              + length
              + "], but was "
              + first);
    }
    if (count < 0 || count > length - first) {
      throw new IndexOutOfBoundsException(
          countName
              + " must be in [0, length of "
              + wholeName
              + " - "
              + firstName
              + " = "
              + (length - first)
              + "], but was "
              + count);
    }
  }

  /** Refuses a size whose arrays could never fit this process's heap. */
  public static void fitsHeap(long elements, int bytesEach, String name) {
    long most = Runtime.getRuntime().maxMemory() / bytesEach;
    if (elements > most || elements > Integer.MAX_VALUE - 8) {
      throw new IllegalArgumentException(
          name
              + " must be at most "
              + Math.min(most, Integer.MAX_VALUE - 8)
              + " to fit the heap, but was "
              + elements);
    }
  }

  /** Refuses a length that differs from the one it must equal. */
  public static void sameLength(int length, int expected, String name, String expectedName) {
    if (length != expected) {
      throw new IllegalArgumentException(
          name + " must be as long as " + expectedName + " (" + expected + "), but has " + length);
    }
  }

  /** {@return values, if none is NaN or infinite} */
  public static double[] allFinite(double[] values, String name) {
    for (int i = 0; i < values.length; i++) {
      if (!(Math.abs(values[i]) <= Double.MAX_VALUE)) {
        throw new IllegalArgumentException(
            name + "[" + i + "] is " + values[i] + "; drop or impute before use");
      }
    }
    return values;
  }

  /** Refuses an empty collection. */
  public static <C extends Collection<?>> C notEmpty(C values, String name) {
    if (values.isEmpty()) {
      throw new IllegalArgumentException(name + " must not be empty");
    }
    return values;
  }

  private static String number(double value) {
    return value == Math.rint(value) && Math.abs(value) < 1e15
        ? Long.toString((long) value)
        : Double.toString(value);
  }
}
