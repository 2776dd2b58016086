// Copyright the Bulwark authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.github.bulwarkml.core.result;

import io.github.bulwarkml.core.result.Chart.Mark;
import io.github.bulwarkml.core.result.Chart.Series;
import io.github.bulwarkml.core.result.ChartCanvas.Anchor;
import io.github.bulwarkml.core.result.ChartCanvas.Ink;
import io.github.bulwarkml.core.result.ChartCanvas.Lettering;
import io.github.bulwarkml.core.result.ChartCanvas.Stroke;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Writes names beside points: each at the clearest of the places around its point, farther away
 * with a thin leader if the near ones are taken. A name without any free place is left to the
 * marker's tooltip.
 */
final class ChartLabels {
  private static final double HEIGHT = 13;
  private static final int MOST = 60;
  private static final double[][] DIRECTIONS = {
    {1, 0}, {1, -1}, {-1, 0}, {0, -1}, {1, 1}, {-1, -1}, {0, 1}, {-1, 1}, {1, -.5}, {1, .5},
    {-1, -.5}, {-1, .5}
  };
  private static final double[] DISTANCES = {7, 18, 32, 48};

  private record Label(
      String text, Ink ink, ChartBox box, double pointX, double pointY, boolean leader) {
    /** The end nearest to the point is fixed, since fonts differ in width. */
    Anchor anchor() {
      return box.left() >= pointX
          ? Anchor.START
          : box.right() <= pointX ? Anchor.END : Anchor.MIDDLE;
    }

    double textX() {
      return switch (anchor()) {
        case START -> box.left();
        case MIDDLE -> box.left() + box.width() / 2;
        case END -> box.right();
      };
    }
  }

  private final List<Label> labels = new ArrayList<>();

  ChartLabels(
      Chart chart,
      ChartFrame frame,
      ChartGroups groups,
      ChartInkMap ink,
      @Nullable ChartBox legend) {
    List<Series> series = chart.series();
    for (int s = 0; s < series.size(); s++) {
      Series one = series.get(s);
      List<String> names = one.labels();
      if (names == null) {
        continue;
      }
      for (int i = 0; i < names.size() && labels.size() < MOST; i++) {
        if (!names.get(i).isEmpty() && frame.shows(one.x()[i], one.y()[i])) {
          Ink shown = one.mark() == Mark.REFERENCE ? Ink.FAINT : Ink.series(groups.of(s));
          place(
              names.get(i),
              shown,
              frame.across(one.x()[i]),
              frame.down(one.y()[i]),
              frame,
              ink,
              legend);
        }
      }
    }
  }

  private void place(
      String name,
      Ink colour,
      double x,
      double y,
      ChartFrame frame,
      ChartInkMap ink,
      @Nullable ChartBox legend) {
    String text = ChartText.fitted(name, Lettering.LABEL, 220);
    double width = ChartText.width(text, Lettering.LABEL);
    Label best = null;
    double least = 6;
    for (int ring = 0; ring < DISTANCES.length; ring++) {
      for (int d = 0; d < DIRECTIONS.length; d++) {
        ChartBox box = around(x, y, width, DISTANCES[ring], DIRECTIONS[d]);
        if (!frame.plot().encloses(box)
            || taken(box)
            || (legend != null && legend.overlap(box) > 0)) {
          continue;
        }
        double cost = ring * 1.2 + d * 0.05 + 1.5 * ink.in(box.grown(1.5));
        if (cost < least) {
          least = cost;
          best = new Label(text, colour, box, x, y, ring > 0);
        }
      }
    }
    if (best != null) {
      labels.add(best);
    }
  }

  /** The box of a text that lies in a direction from a point. */
  private static ChartBox around(
      double x, double y, double width, double distance, double[] direction) {
    double dx = direction[0];
    double dy = direction[1];
    double far = dx != 0 && dy != 0 ? distance * 0.75 : distance;
    double left = x + dx * far - (dx > 0 ? 0 : dx < 0 ? width : width / 2);
    double top = y + dy * far - HEIGHT / 2 + (dx == 0 ? dy * 4 : dy * 2);
    return new ChartBox(left, top, width, HEIGHT);
  }

  private boolean taken(ChartBox box) {
    for (Label label : labels) {
      if (label.box().grown(1).overlap(box) > 0) {
        return true;
      }
    }
    return false;
  }

  void draw(ChartCanvas canvas) {
    for (Label label : labels) {
      ChartBox box = label.box();
      if (label.leader()) {
        double endX = Math.max(box.left(), Math.min(box.right(), label.pointX()));
        double endY = Math.max(box.top() + 2, Math.min(box.bottom() - 2, label.pointY()));
        double[] line = {label.pointX(), label.pointY(), endX, endY};
        canvas.segments(label.ink(), Stroke.LEADER, line);
      }
      canvas.text(
          Ink.TEXT, Lettering.LABEL, label.anchor(), label.textX(), box.bottom() - 3, label.text());
    }
  }
}
