// Copyright the Bulwark authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.github.bulwarkml.benchmarks.reproduce;

import io.github.bulwarkml.core.internal.Require;
import io.github.bulwarkml.core.stats.Interval;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;

/**
 * A number of ours with its uncertainty.
 *
 * @param value the number, finite
 * @param interval its confidence interval; empty for a number without sampling error
 * @param unit the unit, such as {@code "points"}; empty for none
 * @param digits digits after the point when shown, in [0, 17]
 * @since 0.1.0
 */
public record Measurement(double value, Optional<Interval> interval, String unit, int digits) {
  /**
   * Checks the parts.
   *
   * @param value the number, finite
   * @param interval its confidence interval
   * @param unit the unit; empty for none
   * @param digits digits after the point when shown, in [0, 17]
   * @throws IllegalArgumentException if a number is out of range
   */
  public Measurement {
    Require.finite(value, "value");
    Objects.requireNonNull(interval, "interval");
    Objects.requireNonNull(unit, "unit");
    Require.inRange(digits, 0, 17, "digits");
  }

  /**
   * {@return a number without sampling error, such as the result of an enumeration}
   *
   * @param value the number, finite
   * @param unit the unit; empty for none
   * @param digits digits after the point when shown, in [0, 17]
   */
  public static Measurement exact(double value, String unit, int digits) {
    return new Measurement(value, Optional.empty(), unit, digits);
  }

  /**
   * {@return an estimate}
   *
   * @param value the number, finite
   * @param interval its confidence interval
   * @param unit the unit; empty for none
   * @param digits digits after the point when shown, in [0, 17]
   */
  public static Measurement of(double value, Interval interval, String unit, int digits) {
    return new Measurement(value, Optional.of(interval), unit, digits);
  }

  /** {@return the lower end of the interval, or the value of an exact number} */
  double low() {
    return interval.map(Interval::low).orElse(value);
  }

  /** {@return the upper end of the interval, or the value of an exact number} */
  double high() {
    return interval.map(Interval::high).orElse(value);
  }

  /** {@return the value with its unit} */
  public String valueText() {
    return number(value, digits) + (unit.isEmpty() ? "" : " " + unit);
  }

  /** {@return the interval with its level, or "exact"} */
  public String intervalText() {
    return interval
        .map(
            ends ->
                "["
                    + number(ends.low(), digits)
                    + ", "
                    + number(ends.high(), digits)
                    + "] at "
                    + percent(ends.level()))
        .orElse("exact");
  }

  /** {@return a level such as {@code 95 %} or {@code 99.9 %}} */
  static String percent(double level) {
    String text = String.format(Locale.ROOT, "%.4f", 100 * level);
    return text.replaceFirst("\\.?0+$", "") + " %";
  }

  /** {@return a number in fixed-point form, with a true minus sign} */
  static String number(double value, int digits) {
    String text = String.format(Locale.ROOT, "%." + digits + "f", value);
    return (text.matches("-[0.]*") ? text.substring(1) : text).replace('-', '−');
  }

  @Override
  public String toString() {
    return valueText() + " " + intervalText();
  }
}
