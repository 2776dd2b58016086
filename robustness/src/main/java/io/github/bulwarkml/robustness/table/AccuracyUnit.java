// Copyright the Bulwark authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.github.bulwarkml.robustness.table;

import io.github.bulwarkml.core.internal.Require;

/**
 * What a table's accuracies are written in. Always declared, never guessed: a table of low
 * accuracies would be misread.
 *
 * @since 0.1.0
 */
public enum AccuracyUnit {
  /** 0 to 100. */
  PERCENT(100),
  /** 0 to 1. */
  FRACTION(1);

  private final double one;

  AccuracyUnit(double one) {
    this.one = one;
  }

  /** {@return how an accuracy of 1 is written} */
  public double one() {
    return one;
  }

  /**
   * {@return the accuracy as a fraction}
   *
   * @param value the accuracy in this unit, in [0, {@link #one()}]
   * @throws IllegalArgumentException if {@code value} is out of range or NaN
   */
  public double toFraction(double value) {
    return Require.inRange(value, 0, one, "value") / one;
  }

  /**
   * {@return the fraction in this unit}
   *
   * @param fraction in [0, 1]
   * @throws IllegalArgumentException if {@code fraction} is out of range or NaN
   */
  public double fromFraction(double fraction) {
    return Require.inRange(fraction, 0, 1, "fraction") * one;
  }
}
