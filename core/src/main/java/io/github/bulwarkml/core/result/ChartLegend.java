// Copyright the Bulwark authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.github.bulwarkml.core.result;

import io.github.bulwarkml.core.result.Chart.Mark;
import io.github.bulwarkml.core.result.Chart.Series;
import io.github.bulwarkml.core.result.ChartCanvas.Anchor;
import io.github.bulwarkml.core.result.ChartCanvas.Ink;
import io.github.bulwarkml.core.result.ChartCanvas.Lettering;
import io.github.bulwarkml.core.result.ChartCanvas.Stroke;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The names of the series with a sample of how each is drawn: inside the plot if there is room. */
final class ChartLegend {
  private static final double ROW = 18;
  private static final double SAMPLE = 24;
  private static final double GAP = 7;
  private static final double PAD = 8;
  private static final double LONGEST = 330;

  private record Entry(String name, Ink ink, ChartMarker marker, Set<Mark> marks) {
    double width() {
      return SAMPLE + GAP + ChartText.width(name, Lettering.LEGEND);
    }
  }

  private final List<Entry> entries = new ArrayList<>();

  ChartLegend(Chart chart, ChartGroups groups) {
    List<Series> series = chart.series();
    for (int i = 0; i < series.size(); i++) {
      Series one = series.get(i);
      if (one.name().isEmpty()) {
        continue;
      }
      boolean reference = one.mark() == Mark.REFERENCE;
      String name = ChartText.fitted(one.name(), Lettering.LEGEND, LONGEST);
      Ink ink = reference ? Ink.FAINT : Ink.series(groups.of(i));
      Entry entry = null;
      for (Entry known : entries) {
        if (known.name().equals(name) && known.ink().equals(ink)) {
          entry = known;
        }
      }
      if (entry == null) {
        entry = new Entry(name, ink, ChartMarker.of(groups.of(i)), EnumSet.noneOf(Mark.class));
        entries.add(entry);
      }
      entry.marks().add(one.mark());
    }
  }

  boolean isEmpty() {
    return entries.isEmpty();
  }

  /** The emptiest place inside the plot, or null where it would cover too much. */
  @Nullable ChartBox inside(ChartBox plot, ChartInkMap ink) {
    double width = 0;
    for (Entry entry : entries) {
      width = Math.max(width, entry.width());
    }
    width += 2 * PAD;
    double height = entries.size() * ROW + 2 * PAD - 4;
    double space = 4;
    double reachX = plot.width() - width - 2 * space;
    double reachY = plot.height() - height - 2 * space;
    if (reachX < 0 || reachY < 0 || height > 0.62 * plot.height()) {
      return null;
    }
    // Corners first, then the middles of the edges.
    double[][] places = {{0, 0}, {1, 1}, {1, 0}, {0, 1}, {.5, 0}, {.5, 1}, {0, .5}, {1, .5}};
    ChartBox best = null;
    double least = 0.75;
    for (double[] place : places) {
      ChartBox box =
          new ChartBox(
              plot.left() + space + place[0] * reachX,
              plot.top() + space + place[1] * reachY,
              width,
              height);
      double covered = ink.in(box.grown(3));
      if (covered < least) {
        least = covered;
        best = box;
      }
    }
    return best;
  }

  /** How much height the legend takes in rows above the plot. */
  double heightAbove() {
    return flow(null) * ROW + 4;
  }

  /** Draws the legend in rows that start at the given height above the plot. */
  void drawAbove(ChartCanvas canvas, double top) {
    flow((entry, x, row) -> draw(canvas, entry, x, top + row * ROW + ROW / 2));
  }

  private interface Placed {
    void at(Entry entry, double x, int row);
  }

  private int flow(@Nullable Placed placed) {
    double x = ChartFrame.EDGE;
    int row = 0;
    for (Entry entry : entries) {
      double width = entry.width() + 18;
      if (x > ChartFrame.EDGE && x + width > ChartCanvas.WIDTH - ChartFrame.EDGE) {
        x = ChartFrame.EDGE;
        row++;
      }
      if (placed != null) {
        placed.at(entry, x, row);
      }
      x += width;
    }
    return row + 1;
  }

  /** Draws the legend inside a box of {@link #inside}. */
  void drawInside(ChartCanvas canvas, ChartBox box) {
    double y = box.top() + PAD + ROW / 2 - 2;
    for (Entry entry : entries) {
      draw(canvas, entry, box.left() + PAD, y);
      y += ROW;
    }
  }

  private static void draw(ChartCanvas canvas, Entry entry, double x, double y) {
    Set<Mark> marks = entry.marks();
    double end = x + SAMPLE;
    if (marks.contains(Mark.BAND)) {
      double[] outlineX = {x, end, end, x};
      double[] outlineY = {y - 5, y - 5, y + 5, y + 5};
      canvas.area(entry.ink(), outlineX, outlineY);
    }
    if (marks.contains(Mark.BARS)) {
      canvas.bar(entry.ink(), new ChartBox(x + SAMPLE / 2 - 6, y - 6, 12, 12));
    }
    double[] across = {x, end};
    double[] level = {y, y};
    if (marks.contains(Mark.REFERENCE)) {
      canvas.polyline(entry.ink(), Stroke.DASHED, across, level);
    }
    if (marks.contains(Mark.LINE) || marks.contains(Mark.LINE_POINTS)) {
      canvas.polyline(entry.ink(), Stroke.LINE, across, level);
    }
    if (marks.contains(Mark.POINTS) || marks.contains(Mark.LINE_POINTS)) {
      double[] middle = {x + SAMPLE / 2};
      canvas.markers(entry.ink(), entry.marker(), middle, new double[] {y}, List.of(""));
    }
    canvas.text(Ink.TEXT, Lettering.LEGEND, Anchor.START, end + GAP, y + 4.2, entry.name());
  }
}
