// Copyright the Bulwark authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.github.bulwarkml.core.result;

import io.github.bulwarkml.core.internal.Require;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A picture as data: axes, series and a caption; {@link Charts} draws it.
 *
 * <p>Series of one name share their colour and their entry in the legend, so points, their fitted
 * line and its band go together when they carry the same name. A series without a name takes the
 * colour of the next series that has one (else of the one before); references are grey.
 *
 * @param title what is shown, used as the accessible name
 * @param x the horizontal axis
 * @param y the vertical axis
 * @param series what is drawn, later ones on top
 * @param caption the line below: setting and fingerprint
 * @since 0.1.0
 */
public record Chart(String title, Axis x, Axis y, List<Series> series, String caption) {
  /**
   * Checks that nothing is null.
   *
   * @param title what is shown
   * @param x the horizontal axis
   * @param y the vertical axis
   * @param series what is drawn, later ones on top
   * @param caption the line below
   */
  public Chart {
    Objects.requireNonNull(title, "title");
    Objects.requireNonNull(x, "x");
    Objects.requireNonNull(y, "y");
    Objects.requireNonNull(caption, "caption");
    series = List.copyOf(series);
  }

  /** How values are spaced along an axis. */
  public enum Scale {
    /** Evenly. */
    LINEAR,
    /** By logarithm; values must be positive. */
    LOG,
    /** By ln(p/(1-p)); values are fractions in (0, 1), ticks are percent. */
    LOGIT,
    /** By the normal quantile; values are fractions in (0, 1), ticks are percent. */
    PROBIT
  }

  /**
   * An axis.
   *
   * @param title what it shows, with its unit
   * @param scale how values are spaced
   * @param percent whether ticks show fractions as percent
   * @param low the lower end, or null to fit the data
   * @param high the upper end, or null to fit the data
   */
  public record Axis(
      String title, Scale scale, boolean percent, @Nullable Double low, @Nullable Double high) {
    /**
     * Checks the ends.
     *
     * @param title what it shows, with its unit
     * @param scale how values are spaced
     * @param percent whether ticks show fractions as percent
     * @param low the lower end, or null to fit the data
     * @param high the upper end, or null to fit the data
     * @throws IllegalArgumentException if an end has no place on the scale, or the ends are out of
     *     order
     */
    public Axis {
      Objects.requireNonNull(title, "title");
      Objects.requireNonNull(scale, "scale");
      placed(low, scale, "low");
      placed(high, scale, "high");
      if (low != null && high != null && !(low < high)) {
        throw new IllegalArgumentException(
            "low must be < high, but was low = " + low + ", high = " + high);
      }
    }

    private static void placed(@Nullable Double end, Scale scale, String name) {
      if (end != null) {
        switch (scale) {
          case LINEAR -> Require.finite(end, name);
          case LOG -> Require.positive(end, name);
          case LOGIT, PROBIT -> Require.inside(end, 0, 1, name);
        }
      }
    }

    /**
     * {@return an axis that fits its data}
     *
     * @param title what it shows, with its unit
     * @param scale how values are spaced
     */
    public static Axis of(String title, Scale scale) {
      return new Axis(title, scale, scale == Scale.LOGIT || scale == Scale.PROBIT, null, null);
    }

    /** {@return this axis with ticks in percent of fractions} */
    public Axis inPercent() {
      return new Axis(title, scale, true, low, high);
    }

    /**
     * {@return this axis with fixed ends}
     *
     * @param newLow the lower end
     * @param newHigh the upper end
     * @throws IllegalArgumentException if an end has no place on the scale, or {@code newLow >=
     *     newHigh}
     */
    public Axis between(double newLow, double newHigh) {
      return new Axis(title, scale, percent, newLow, newHigh);
    }
  }

  /** How a series is drawn. */
  public enum Mark {
    /** A line through the points. */
    LINE,
    /** A thin dashed line, for references such as y = x. */
    REFERENCE,
    /** A line with a marker at each point. */
    LINE_POINTS,
    /** Markers only. */
    POINTS,
    /** The area between {@code low} and {@code high}. */
    BAND,
    /** Bars from zero, at the x positions. */
    BARS
  }

  /**
   * Points of one kind.
   *
   * @param name the legend's entry; empty for none
   * @param mark how it is drawn
   * @param x horizontal positions
   * @param y vertical positions, as many as {@code x}
   * @param xLow lower ends of horizontal error bars, or null
   * @param xHigh upper ends of horizontal error bars, or null
   * @param low lower ends of vertical error bars or of the band, or null
   * @param high upper ends of vertical error bars or of the band, or null
   * @param labels a name beside each point ("" for none), or null
   */
  @SuppressWarnings("ArrayRecordComponent") // data for drawing; never compared
  public record Series(
      String name,
      Mark mark,
      double[] x,
      double[] y,
      double @Nullable [] xLow,
      double @Nullable [] xHigh,
      double @Nullable [] low,
      double @Nullable [] high,
      @Nullable List<String> labels) {
    /**
     * Checks the lengths.
     *
     * @param name the legend's entry; empty for none
     * @param mark how it is drawn
     * @param x horizontal positions
     * @param y vertical positions, as many as {@code x}
     * @param xLow lower ends of horizontal error bars, or null
     * @param xHigh upper ends of horizontal error bars, or null
     * @param low lower ends of vertical error bars or of the band, or null
     * @param high upper ends of vertical error bars or of the band, or null
     * @param labels a name beside each point, or null
     * @throws IllegalArgumentException if lengths differ
     */
    public Series {
      Objects.requireNonNull(name, "name");
      Objects.requireNonNull(mark, "mark");
      x = x.clone();
      Require.sameLength(y.length, x.length, "y", "x");
      y = y.clone();
      xLow = copied(xLow, x.length, "xLow");
      xHigh = copied(xHigh, x.length, "xHigh");
      low = copied(low, x.length, "low");
      high = copied(high, x.length, "high");
      if (labels != null) {
        Require.sameLength(labels.size(), x.length, "labels", "x");
        labels = List.copyOf(labels);
      }
    }

    private static double @Nullable [] copied(double @Nullable [] ends, int length, String name) {
      if (ends == null) {
        return null;
      }
      Require.sameLength(ends.length, length, name, "x");
      return ends.clone();
    }

    /**
     * {@return points without error bars or labels}
     *
     * @param name the legend's entry; empty for none
     * @param mark how it is drawn
     * @param x horizontal positions
     * @param y vertical positions, as many as {@code x}
     */
    public static Series of(String name, Mark mark, double[] x, double[] y) {
      return new Series(name, mark, x, y, null, null, null, null, null);
    }

    /**
     * {@return the area between two curves}
     *
     * @param name the legend's entry; empty for none
     * @param x horizontal positions
     * @param low the lower curve
     * @param high the upper curve
     * @throws IllegalArgumentException if the lengths differ
     */
    public static Series band(String name, double[] x, double[] low, double[] high) {
      Require.sameLength(low.length, x.length, "low", "x");
      return new Series(name, Mark.BAND, x, low, null, null, low, high, null);
    }

    /**
     * {@return this series with vertical error bars}
     *
     * @param newLow lower ends
     * @param newHigh upper ends
     */
    public Series withErrorBars(double[] newLow, double[] newHigh) {
      return new Series(name, mark, x, y, xLow, xHigh, newLow, newHigh, labels);
    }

    /**
     * {@return this series with horizontal error bars}
     *
     * @param newXLow left ends
     * @param newXHigh right ends
     * @throws IllegalArgumentException if the lengths differ
     */
    public Series withHorizontalErrorBars(double[] newXLow, double[] newXHigh) {
      return new Series(name, mark, x, y, newXLow, newXHigh, low, high, labels);
    }

    /**
     * {@return this series with a name beside each point}
     *
     * @param newLabels one per point; "" for none
     */
    public Series withLabels(List<String> newLabels) {
      return new Series(name, mark, x, y, xLow, xHigh, low, high, newLabels);
    }
  }
}
