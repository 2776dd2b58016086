// Copyright the Bulwark authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.github.bulwarkml.core.result;

import io.github.bulwarkml.core.result.Chart.Mark;
import io.github.bulwarkml.core.result.Chart.Series;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The plot's place on the canvas and where values lie in it. */
final class ChartFrame {
  /** Empty space at the edges of the canvas. */
  static final double EDGE = 14;

  private static final double LINE_HEIGHT = 15;
  private static final double TICK_GAP = 8;

  private final ChartBox plot;
  private final ChartScale x;
  private final ChartScale y;
  private final List<String> captionLines;

  /**
   * Lays the frame out.
   *
   * @param chart the chart
   * @param above how much space the legend takes above the plot; 0 if it lies inside
   */
  ChartFrame(Chart chart, double above) {
    captionLines =
        ChartText.wrap(
            chart.caption(), ChartCanvas.Lettering.CAPTION, ChartCanvas.WIDTH - 2 * EDGE, 3);
    double top = EDGE + (chart.y().title().isEmpty() ? 4 : 22) + above;
    double bottom =
        ChartCanvas.HEIGHT
            - EDGE
            - LINE_HEIGHT * captionLines.size()
            - (captionLines.isEmpty() ? 0 : 6)
            - (chart.x().title().isEmpty() ? 0 : 20)
            - 20;
    boolean bars = chart.series().stream().anyMatch(one -> one.mark() == Mark.BARS);
    y = new ChartScale(chart.y(), values(chart.series(), true), bars, bottom - top, 34);
    double widest = 0;
    for (ChartScale.Tick tick : y.ticks()) {
      widest = Math.max(widest, ChartText.width(tick.label(), ChartCanvas.Lettering.TICK));
    }
    double left = EDGE + widest + TICK_GAP;
    double right = ChartCanvas.WIDTH - EDGE - 8;
    double[] across = values(chart.series(), false);
    // The ticks decide how wide their labels are, and the labels how many ticks there may be.
    ChartScale fitted = new ChartScale(chart.x(), across, false, right - left, 62);
    double label = 0;
    for (ChartScale.Tick tick : fitted.ticks()) {
      label = Math.max(label, ChartText.width(tick.label(), ChartCanvas.Lettering.TICK));
    }
    if (label + 16 > 62) {
      fitted = new ChartScale(chart.x(), across, false, right - left, label + 16);
    }
    for (ChartScale.Tick tick : fitted.ticks()) {
      double half = ChartText.width(tick.label(), ChartCanvas.Lettering.TICK) / 2;
      double beyond = left + tick.position() * (right - left) + half - (ChartCanvas.WIDTH - 4);
      if (beyond > 0) {
        right -= beyond;
      }
    }
    x = fitted;
    plot = new ChartBox(left, top, right - left, bottom - top);
  }

  /** The values an axis must show; references do not stretch it, unless there is nothing else. */
  private static double[] values(List<Series> all, boolean vertical) {
    List<double[]> parts = new ArrayList<>();
    for (boolean references : new boolean[] {false, true}) {
      for (Series one : all) {
        if ((one.mark() == Mark.REFERENCE) != references) {
          continue;
        }
        double[] low = vertical ? one.low() : one.xLow();
        double[] high = vertical ? one.high() : one.xHigh();
        if (!vertical || one.mark() != Mark.BAND) {
          parts.add(vertical ? one.y() : one.x());
        }
        if (low != null) {
          parts.add(low);
        }
        if (high != null) {
          parts.add(high);
        }
        if (!vertical && one.mark() == Mark.BARS && one.x().length > 0) {
          double half = barSpacing(one.x()) / 2;
          parts.add(Arrays.stream(one.x()).map(v -> v - half).toArray());
          parts.add(Arrays.stream(one.x()).map(v -> v + half).toArray());
        }
      }
      if (parts.stream().anyMatch(part -> part.length > 0)) {
        break;
      }
    }
    return parts.stream().flatMapToDouble(Arrays::stream).toArray();
  }

  /** The least distance between two positions; 1 where there is only one. */
  static double barSpacing(double[] positions) {
    double[] sorted = positions.clone();
    Arrays.sort(sorted);
    double least = Double.POSITIVE_INFINITY;
    for (int i = 1; i < sorted.length; i++) {
      if (sorted[i] > sorted[i - 1]) {
        least = Math.min(least, sorted[i] - sorted[i - 1]);
      }
    }
    return Double.isFinite(least) ? least : 1;
  }

  ChartBox plot() {
    return plot;
  }

  ChartScale x() {
    return x;
  }

  ChartScale y() {
    return y;
  }

  List<String> captionLines() {
    return captionLines;
  }

  /** The canvas position of a horizontal value. */
  double across(double value) {
    return plot.left() + x.position(value) * plot.width();
  }

  /** The canvas position of a vertical value. */
  double down(double value) {
    return plot.bottom() - y.position(value) * plot.height();
  }

  /** Whether a point has a place inside the plot. */
  boolean shows(double valueX, double valueY) {
    return x.shows(valueX)
        && y.shows(valueY)
        && plot.grown(0.5).contains(across(valueX), down(valueY));
  }

  /** Canvas positions of horizontal values. */
  double[] across(double[] values) {
    return Arrays.stream(values).map(this::across).toArray();
  }

  /** Canvas positions of vertical values. */
  double[] down(double[] values) {
    return Arrays.stream(values).map(this::down).toArray();
  }
}
