// Copyright the Bulwark authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.github.bulwarkml.core.stats;

/**
 * A confidence or prediction interval.
 *
 * @param low the lower end; may be infinite
 * @param high the upper end, at least {@code low}; may be infinite
 * @param level the confidence level, in (0, 1), for example 0.95
 * @since 0.1.0
 */
public record Interval(double low, double high, double level) {
  /**
   * Checks the ends and the level.
   *
   * @param low the lower end; may be infinite
   * @param high the upper end, at least {@code low}; may be infinite
   * @param level the confidence level, in (0, 1)
   * @throws IllegalArgumentException if an end is NaN, the ends are out of order, or the level is
   *     out of range
   */
  public Interval {
    if (!(low <= high)) {
      throw new IllegalArgumentException(
          "low must be <= high, but was low = " + low + ", high = " + high);
    }
    if (!(level > 0 && level < 1)) {
      throw new IllegalArgumentException("level must be in (0, 1), but was " + level);
    }
  }

  /**
   * {@return whether the value lies in the closed interval}
   *
   * @param value any number
   */
  public boolean contains(double value) {
    return value >= low && value <= high;
  }

  /** {@return high minus low} */
  public double width() {
    return high - low;
  }
}
