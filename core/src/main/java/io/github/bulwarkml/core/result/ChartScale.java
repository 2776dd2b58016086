// Copyright the Bulwark authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.github.bulwarkml.core.result;

import java.util.List;
import org.apache.commons.numbers.gamma.InverseErfc;

/**
 * An axis that knows its ends: where a value lies between them and where ticks go.
 *
 * <p>Positions are fractions of the axis, 0 at the low end and 1 at the high end; a value beyond an
 * end has a position outside [0, 1].
 */
final class ChartScale {
  /** A labelled position of an axis. */
  record Tick(double position, String label) {}

  private static final double PADDING = 0.045;

  private final Chart.Scale scale;
  private final double low;
  private final double high;
  private final List<Tick> ticks;
  private final List<Double> minorGrid;

  /**
   * Fits an axis.
   *
   * @param axis what is asked for
   * @param values the values to show; those the scale cannot show are passed over
   * @param fromZero whether zero is the natural low end (bars)
   * @param length the length on the canvas
   * @param labelSpace how far apart two ticks must be at least
   */
  ChartScale(Chart.Axis axis, double[] values, boolean fromZero, double length, double labelSpace) {
    this.scale = axis.scale();
    double least = Double.POSITIVE_INFINITY;
    double most = Double.NEGATIVE_INFINITY;
    for (double value : values) {
      if (shows(value)) {
        double placed = transform(scale, value);
        least = Math.min(least, placed);
        most = Math.max(most, placed);
      }
    }
    if (fromZero && scale == Chart.Scale.LINEAR) {
      least = Math.min(least, 0);
      most = Math.max(most, 0);
    }
    if (!(least <= most)) {
      least = transform(scale, scale == Chart.Scale.LINEAR ? 0 : scale == Chart.Scale.LOG ? 1 : .1);
      most = transform(scale, scale == Chart.Scale.LINEAR ? 1 : scale == Chart.Scale.LOG ? 10 : .9);
    }
    if (most - least < 1e-9 * Math.max(1, Math.abs(least))) {
      double half = Math.max(Math.abs(least) * 0.05, scale == Chart.Scale.LINEAR ? 1e-9 : 0.1);
      least -= half;
      most += half;
    }
    double padding = PADDING * (most - least);
    boolean zeroBase = fromZero && scale == Chart.Scale.LINEAR;
    Double fixedLow = axis.low();
    Double fixedHigh = axis.high();
    this.low =
        fixedLow != null
            ? transform(scale, fixedLow)
            : least - (zeroBase && least == 0 ? 0 : padding);
    double top =
        fixedHigh != null
            ? transform(scale, fixedHigh)
            : most + (zeroBase && most == 0 ? 0 : padding);
    // One fixed end may lie beyond all data.
    this.high = top > low ? top : low + Math.max(1e-9, Math.abs(low) * 0.1);
    ChartTicks made = new ChartTicks(this, axis.percent(), length, labelSpace);
    this.ticks = made.labelled();
    this.minorGrid = made.minor();
  }

  Chart.Scale kind() {
    return scale;
  }

  /** The low end, after the transform of the scale. */
  double low() {
    return low;
  }

  /** The high end, after the transform of the scale. */
  double high() {
    return high;
  }

  List<Tick> ticks() {
    return ticks;
  }

  /** Positions of thin lines without a label. */
  List<Double> minorGrid() {
    return minorGrid;
  }

  /** Whether a value has a place on this scale. */
  boolean shows(double value) {
    return switch (scale) {
      case LINEAR -> Double.isFinite(value);
      case LOG -> value > 0 && value < Double.POSITIVE_INFINITY;
      case LOGIT, PROBIT -> value > 0 && value < 1;
    };
  }

  /** The position of a value; NaN for NaN. A value the scale cannot show lies far beyond an end. */
  double position(double value) {
    double position = (transform(scale, value) - low) / (high - low);
    return Double.isNaN(position) ? position : Math.max(-50, Math.min(51, position));
  }

  /** Where bars stand: zero, or the low end where zero has no place. */
  double base() {
    return scale == Chart.Scale.LINEAR ? position(0) : 0;
  }

  /** The value on an even scale; values outside the domain are drawn to its nearest end. */
  static double transform(Chart.Scale scale, double value) {
    return switch (scale) {
      case LINEAR -> value;
      case LOG -> StrictMath.log10(Math.max(value, Double.MIN_NORMAL));
      case LOGIT -> {
        double p = inside(value);
        yield StrictMath.log(p) - StrictMath.log1p(-p);
      }
      case PROBIT -> -Math.sqrt(2) * InverseErfc.value(2 * inside(value));
    };
  }

  private static double inside(double p) {
    return Math.max(1e-12, Math.min(1 - 1e-12, p));
  }
}
