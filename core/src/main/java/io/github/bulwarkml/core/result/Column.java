// Copyright the Bulwark authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.github.bulwarkml.core.result;

import io.github.bulwarkml.core.internal.Require;
import io.github.bulwarkml.core.internal.ShortestDecimal;
import io.github.bulwarkml.core.stats.Interval;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A column of a {@link Table}: its name, what its cells hold and how people see them. CSV always
 * carries all digits.
 *
 * @param name the header; in CSV too, unless {@code csvNames} says otherwise
 * @param kind what the cells hold
 * @param digits digits after the point, in [0, 17]; ignored for text and integers
 * @param csvNames the names of the CSV columns: one, or two for an interval
 * @since 0.1.0
 */
public record Column(String name, Kind kind, int digits, List<String> csvNames) {
  /** A fixed-point number of this size or more is shown in scientific form. */
  private static final double LARGEST_FIXED = 1e15;

  /** What a cell holds. */
  public enum Kind {
    /** Any object, by its {@code toString()}; aligned left. */
    TEXT,
    /** A whole number, in groups of three digits. */
    INTEGER,
    /** A number with a fixed number of digits after the point, if below 1e15. */
    DECIMAL,
    /** A number such as {@code 1.003e-1}. */
    SCIENTIFIC,
    /** An {@link Interval}, printed as {@code [low, high]}; two columns in CSV. */
    INTERVAL,
    /** An {@link Interval} with ends such as {@code 9.50e-2}; two columns in CSV. */
    SCIENTIFIC_INTERVAL
  }

  /**
   * Checks the parts.
   *
   * @param name the header
   * @param kind what the cells hold
   * @param digits digits after the point, in [0, 17]
   * @param csvNames the names of the CSV columns
   * @throws IllegalArgumentException if {@code digits} or the number of names is out of range
   */
  public Column {
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(kind, "kind");
    Require.inRange(digits, 0, 17, "digits");
    csvNames = List.copyOf(csvNames);
    boolean interval = kind == Kind.INTERVAL || kind == Kind.SCIENTIFIC_INTERVAL;
    if (csvNames.size() != (interval ? 2 : 1)) {
      throw new IllegalArgumentException(
          "csvNames must hold " + (interval ? 2 : 1) + " names, but was " + csvNames);
    }
  }

  /**
   * {@return a column of text}
   *
   * @param name the header
   */
  public static Column text(String name) {
    return new Column(name, Kind.TEXT, 0, List.of(name));
  }

  /**
   * {@return a column of whole numbers}
   *
   * @param name the header
   */
  public static Column integer(String name) {
    return new Column(name, Kind.INTEGER, 0, List.of(name));
  }

  /**
   * {@return a column of numbers in fixed-point form}
   *
   * @param name the header
   * @param digits digits after the point, in [0, 17]
   */
  public static Column decimal(String name, int digits) {
    return new Column(name, Kind.DECIMAL, digits, List.of(name));
  }

  /**
   * {@return a column of numbers in scientific form}
   *
   * @param name the header
   * @param digits digits after the point, in [0, 17]
   */
  public static Column scientific(String name, int digits) {
    return new Column(name, Kind.SCIENTIFIC, digits, List.of(name));
  }

  /**
   * {@return a column of intervals}
   *
   * @param name the header for people, for example {@code "95 % interval"}
   * @param digits digits after the point, in [0, 17]
   * @param lowName the CSV name of the lower end, for example {@code "low95"}
   * @param highName the CSV name of the upper end
   */
  public static Column interval(String name, int digits, String lowName, String highName) {
    return new Column(name, Kind.INTERVAL, digits, List.of(lowName, highName));
  }

  /**
   * {@return a column of intervals with ends in scientific form}
   *
   * @param name the header for people
   * @param digits digits after the point, in [0, 17]
   * @param lowName the CSV name of the lower end
   * @param highName the CSV name of the upper end
   */
  public static Column scientificInterval(
      String name, int digits, String lowName, String highName) {
    return new Column(name, Kind.SCIENTIFIC_INTERVAL, digits, List.of(lowName, highName));
  }

  /**
   * {@return this column under another name in CSV}
   *
   * @param csvName the name, in lowerCamelCase
   */
  public Column inCsvAs(String csvName) {
    return new Column(name, kind, digits, List.of(csvName));
  }

  /** {@return whether cells are set flush right} */
  boolean alignsRight() {
    return kind != Kind.TEXT;
  }

  /** {@return the cell as people see it; empty if absent} */
  String show(@Nullable Object cell) {
    if (cell == null) {
      return "";
    }
    return switch (kind) {
      case TEXT -> oneLine(plain(cell));
      case INTEGER -> grouped(cell.toString());
      case DECIMAL, SCIENTIFIC -> number(((Number) cell).doubleValue());
      case INTERVAL, SCIENTIFIC_INTERVAL -> {
        Interval interval = (Interval) cell;
        yield "[" + number(interval.low()) + ", " + number(interval.high()) + "]";
      }
    };
  }

  private String number(double value) {
    if (!Double.isFinite(value)) {
      return Double.toString(value);
    }
    // Rounds the digits that people know the number by, half away from zero.
    BigDecimal decimal = new BigDecimal(ShortestDecimal.toString(value));
    boolean fixed = kind == Kind.DECIMAL || kind == Kind.INTERVAL;
    if (fixed && Math.abs(value) < LARGEST_FIXED) {
      return decimal.setScale(digits, RoundingMode.HALF_UP).toPlainString();
    }
    if (value == 0) {
      return BigDecimal.ZERO.setScale(digits).toPlainString() + "e0";
    }
    BigDecimal rounded = decimal.round(new MathContext(digits + 1, RoundingMode.HALF_UP));
    int exponent = rounded.precision() - rounded.scale() - 1;
    return rounded
            .movePointLeft(exponent)
            .setScale(digits, RoundingMode.UNNECESSARY)
            .toPlainString()
        + "e"
        + exponent;
  }

  /** {@return the cell as CSV holds it: all digits, no grouping} */
  static String plain(Object cell) {
    if (cell instanceof Double number) {
      return ShortestDecimal.toString(number);
    }
    return cell instanceof Float number ? ShortestDecimal.toString(number) : cell.toString();
  }

  /**
   * {@return the cell as the table keeps it; a whole number of an integer column as Long}
   *
   * @throws IllegalArgumentException if the column cannot hold it
   */
  @Nullable Object accept(@Nullable Object cell) {
    boolean fits =
        cell == null
            || switch (kind) {
              case TEXT -> !cell.getClass().isArray();
              case INTEGER -> isWhole(cell);
              case DECIMAL, SCIENTIFIC -> cell instanceof Number;
              case INTERVAL, SCIENTIFIC_INTERVAL -> cell instanceof Interval;
            };
    if (!fits) {
      throw new IllegalArgumentException(
          "column '" + name + "' holds " + kind + ", but was given " + cell);
    }
    if (kind == Kind.INTEGER && (cell instanceof Double || cell instanceof Float)) {
      return ((Number) cell).longValue();
    }
    return cell;
  }

  private static boolean isWhole(Object cell) {
    if (cell instanceof Double || cell instanceof Float) {
      double value = ((Number) cell).doubleValue();
      return value == Math.rint(value) && Math.abs(value) <= 0x1p53;
    }
    return cell instanceof Long
        || cell instanceof Integer
        || cell instanceof Short
        || cell instanceof Byte
        || cell instanceof BigInteger;
  }

  /** Text for people stays on its line. */
  static String oneLine(String text) {
    StringBuilder line = null;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (Character.isISOControl(c) || c == '\u2028' || c == '\u2029') {
        if (line == null) {
          line = new StringBuilder(text);
        }
        line.setCharAt(i, ' ');
      }
    }
    return line == null ? text : line.toString();
  }

  private static String grouped(String digits) {
    int first = digits.startsWith("-") ? 1 : 0;
    StringBuilder text = new StringBuilder(digits);
    for (int i = digits.length() - 3; i > first; i -= 3) {
      text.insert(i, ' ');
    }
    return text.toString();
  }
}
