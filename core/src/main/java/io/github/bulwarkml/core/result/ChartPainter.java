// Copyright the Bulwark authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.github.bulwarkml.core.result;

import io.github.bulwarkml.core.result.Chart.Mark;
import io.github.bulwarkml.core.result.Chart.Series;
import io.github.bulwarkml.core.result.ChartCanvas.Anchor;
import io.github.bulwarkml.core.result.ChartCanvas.Ink;
import io.github.bulwarkml.core.result.ChartCanvas.Lettering;
import io.github.bulwarkml.core.result.ChartCanvas.Stroke;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Lays a chart out and draws it on a canvas. */
final class ChartPainter {
  private static final double BAR_SHARE = 0.72;

  private final Chart chart;
  private final ChartGroups groups;
  private final ChartLegend legend;
  private final ChartFrame frame;
  private final @Nullable ChartBox legendBox;
  private final ChartLabels labels;

  ChartPainter(Chart chart) {
    this.chart = chart;
    groups = new ChartGroups(chart.series());
    legend = new ChartLegend(chart, groups);
    ChartFrame first = new ChartFrame(chart, 0);
    ChartInkMap ink = new ChartInkMap(chart.series(), first);
    legendBox = legend.isEmpty() ? null : legend.inside(first.plot(), ink);
    if (legend.isEmpty() || legendBox != null) {
      frame = first;
    } else {
      frame = new ChartFrame(chart, legend.heightAbove());
      ink = new ChartInkMap(chart.series(), frame);
    }
    labels = new ChartLabels(chart, frame, groups, ink, legendBox);
  }

  void paint(ChartCanvas canvas) {
    axes(canvas);
    for (int i = 0; i < chart.series().size(); i++) {
      series(canvas, i);
    }
    labels.draw(canvas);
    if (legendBox != null) {
      legend.drawInside(canvas, legendBox);
    } else if (!legend.isEmpty()) {
      legend.drawAbove(canvas, frame.plot().top() - legend.heightAbove() - 4);
    }
  }

  private void axes(ChartCanvas canvas) {
    ChartBox plot = frame.plot();
    List<Double> grid = new ArrayList<>();
    for (double position : frame.x().minorGrid()) {
      double at = plot.left() + position * plot.width();
      grid.addAll(List.of(at, plot.top(), at, plot.bottom()));
    }
    for (double position : frame.y().minorGrid()) {
      double at = plot.bottom() - position * plot.height();
      grid.addAll(List.of(plot.left(), at, plot.right(), at));
    }
    canvas.segments(Ink.GRID, Stroke.LEADER, unboxed(grid));
    grid.clear();
    for (ChartScale.Tick tick : frame.x().ticks()) {
      double at = plot.left() + tick.position() * plot.width();
      grid.addAll(List.of(at, plot.top(), at, plot.bottom()));
      canvas.text(Ink.FAINT, Lettering.TICK, Anchor.MIDDLE, at, plot.bottom() + 17, tick.label());
    }
    for (ChartScale.Tick tick : frame.y().ticks()) {
      double at = plot.bottom() - tick.position() * plot.height();
      grid.addAll(List.of(plot.left(), at, plot.right(), at));
      canvas.text(Ink.FAINT, Lettering.TICK, Anchor.END, plot.left() - 8, at + 4, tick.label());
    }
    canvas.segments(Ink.GRID, Stroke.HAIR, unboxed(grid));
    double[] corner = {
      plot.left(), plot.top(), plot.left(), plot.bottom(),
      plot.left(), plot.bottom(), plot.right(), plot.bottom()
    };
    canvas.segments(Ink.FRAME, Stroke.HAIR, corner);
    double room = ChartCanvas.WIDTH - 2 * ChartFrame.EDGE;
    if (!chart.y().title().isEmpty()) {
      String title = ChartText.fitted(chart.y().title(), Lettering.TITLE, room);
      canvas.text(
          Ink.TEXT, Lettering.TITLE, Anchor.START, ChartFrame.EDGE, ChartFrame.EDGE + 10, title);
    }
    if (!chart.x().title().isEmpty()) {
      String title = ChartText.fitted(chart.x().title(), Lettering.TITLE, plot.width());
      double middle = plot.left() + plot.width() / 2;
      canvas.text(Ink.TEXT, Lettering.TITLE, Anchor.MIDDLE, middle, plot.bottom() + 37, title);
    }
    List<String> lines = frame.captionLines();
    for (int i = 0; i < lines.size(); i++) {
      double baseline = ChartCanvas.HEIGHT - ChartFrame.EDGE - 15 * (lines.size() - 1 - i) + 2;
      canvas.text(
          Ink.FAINT, Lettering.CAPTION, Anchor.START, ChartFrame.EDGE, baseline, lines.get(i));
    }
  }

  private static double[] unboxed(List<Double> values) {
    return values.stream().mapToDouble(Double::doubleValue).toArray();
  }

  private void series(ChartCanvas canvas, int index) {
    Series series = chart.series().get(index);
    Ink ink = series.mark() == Mark.REFERENCE ? Ink.FAINT : Ink.series(groups.of(index));
    double[] x = frame.across(series.x());
    double[] y = frame.down(series.y());
    boolean reaches = series.mark() != Mark.POINTS && series.mark() != Mark.BARS;
    if (reaches) {
      canvas.clip(frame.plot().grown(0.8));
    }
    switch (series.mark()) {
      case BAND -> band(canvas, ink, series);
      case BARS -> bars(canvas, ink, index);
      case REFERENCE -> lines(canvas, ink, Stroke.DASHED, x, y);
      case POINTS -> {
        errorBars(canvas, ink, series);
        markers(canvas, ink, index);
      }
      case LINE, LINE_POINTS -> lines(canvas, ink, Stroke.LINE, x, y);
    }
    if (reaches) {
      canvas.unclip();
    }
    if (series.mark() == Mark.LINE_POINTS) {
      errorBars(canvas, ink, series);
      markers(canvas, ink, index);
    }
  }

  private void band(ChartCanvas canvas, Ink ink, Series series) {
    double[] low = series.low();
    double[] high = series.high();
    if (low == null || high == null) {
      return;
    }
    double[] x = frame.across(series.x());
    double[] bottom = frame.down(low);
    double[] top = frame.down(high);
    int start = 0;
    for (int i = 0; i <= x.length; i++) {
      boolean gap = i == x.length || Double.isNaN(x[i] + bottom[i] + top[i]);
      if (!gap) {
        continue;
      }
      int count = i - start;
      if (count > 1) {
        double[] outlineX = new double[2 * count];
        double[] outlineY = new double[2 * count];
        for (int k = 0; k < count; k++) {
          outlineX[k] = x[start + k];
          outlineY[k] = top[start + k];
          outlineX[2 * count - 1 - k] = x[start + k];
          outlineY[2 * count - 1 - k] = bottom[start + k];
        }
        canvas.area(ink, outlineX, outlineY);
      }
      start = i + 1;
    }
  }

  /** Bars of several series stand side by side. */
  private void bars(ChartCanvas canvas, Ink ink, int index) {
    List<Series> all = chart.series();
    int before = 0;
    int count = 0;
    for (int i = 0; i < all.size(); i++) {
      if (all.get(i).mark() == Mark.BARS) {
        before += i < index ? 1 : 0;
        count++;
      }
    }
    Series series = all.get(index);
    ChartBox plot = frame.plot();
    double base = plot.bottom() - frame.y().base() * plot.height();
    double spacing = ChartFrame.barSpacing(series.x());
    double[] low = series.low();
    double[] high = series.high();
    for (int i = 0; i < series.x().length; i++) {
      double at = series.x()[i];
      if (!frame.x().shows(at) || !frame.y().shows(series.y()[i])) {
        continue;
      }
      double room = Math.abs(frame.across(at + spacing / 2) - frame.across(at - spacing / 2));
      double width = Math.min(70, Double.isFinite(room) ? room * BAR_SHARE : 20) / count;
      double left = frame.across(at) - width * count / 2 + before * width;
      double top = level(series.y()[i]);
      canvas.bar(
          ink,
          new ChartBox(
              left, Math.min(top, base), width - (count > 1 ? 1 : 0), Math.abs(base - top)));
      if (low != null && high != null) {
        double middle = left + width / 2;
        double[] bar = {middle, level(low[i]), middle, level(high[i])};
        canvas.segments(Ink.TEXT, Stroke.ERROR, bar);
      }
    }
  }

  private void errorBars(ChartCanvas canvas, Ink ink, Series series) {
    List<Double> ends = new ArrayList<>();
    ChartBox plot = frame.plot();
    double[] low = series.low();
    double[] high = series.high();
    double[] xLow = series.xLow();
    double[] xHigh = series.xHigh();
    for (int i = 0; i < series.x().length; i++) {
      if (!frame.shows(series.x()[i], series.y()[i])) {
        continue;
      }
      double x = frame.across(series.x()[i]);
      double y = frame.down(series.y()[i]);
      if (low != null && high != null && !Double.isNaN(low[i] + high[i])) {
        ends.addAll(List.of(x, level(low[i]), x, level(high[i])));
      }
      if (xLow != null && xHigh != null && !Double.isNaN(xLow[i] + xHigh[i])) {
        double left = Math.max(plot.left(), frame.across(xLow[i]));
        double right = Math.min(plot.right(), frame.across(xHigh[i]));
        ends.addAll(List.of(left, y, right, y));
      }
    }
    canvas.segments(ink, Stroke.ERROR, unboxed(ends));
  }

  /** The height of a value, or of the plot's edge beyond which it lies. */
  private double level(double value) {
    ChartBox plot = frame.plot();
    return Math.max(plot.top(), Math.min(plot.bottom(), frame.down(value)));
  }

  private void markers(ChartCanvas canvas, Ink ink, int index) {
    Series series = chart.series().get(index);
    List<String> names = series.labels();
    double[] x = new double[series.x().length];
    double[] y = new double[x.length];
    List<String> shown = new ArrayList<>();
    for (int i = 0; i < x.length; i++) {
      if (frame.shows(series.x()[i], series.y()[i])) {
        x[shown.size()] = frame.across(series.x()[i]);
        y[shown.size()] = frame.down(series.y()[i]);
        shown.add(names == null ? "" : names.get(i));
      }
    }
    canvas.markers(
        ink,
        ChartMarker.of(groups.of(index)),
        Arrays.copyOf(x, shown.size()),
        Arrays.copyOf(y, shown.size()),
        shown);
  }

  /** Draws a curve, in pieces where a value is missing. */
  private static void lines(ChartCanvas canvas, Ink ink, Stroke stroke, double[] x, double[] y) {
    int start = 0;
    for (int i = 0; i <= x.length; i++) {
      if (i == x.length || Double.isNaN(x[i] + y[i])) {
        if (i - start > 1) {
          ChartCurve curve =
              ChartCurve.thinned(Arrays.copyOfRange(x, start, i), Arrays.copyOfRange(y, start, i));
          canvas.polyline(ink, stroke, curve.x(), curve.y());
        }
        start = i + 1;
      }
    }
  }
}
