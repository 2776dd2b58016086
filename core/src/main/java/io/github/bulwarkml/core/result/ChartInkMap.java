// Copyright the Bulwark authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.github.bulwarkml.core.result;

import io.github.bulwarkml.core.result.Chart.Mark;
import io.github.bulwarkml.core.result.Chart.Series;
import java.util.Arrays;
import java.util.List;

/** Where a chart has ink, as weighted points: what a legend and labels keep clear of. */
final class ChartInkMap {
  private static final double STEP = 6;

  private double[] x = new double[256];
  private double[] y = new double[256];
  private double[] weight = new double[256];
  private int count;

  ChartInkMap(List<Series> series, ChartFrame frame) {
    for (Series one : series) {
      double[] across = frame.across(one.x());
      double[] down = frame.down(one.y());
      switch (one.mark()) {
        case LINE, REFERENCE -> line(across, down, 0.5, frame);
        case LINE_POINTS -> {
          line(across, down, 0.5, frame);
          points(across, down, frame);
        }
        case POINTS -> points(across, down, frame);
        case BAND -> {
          double[] low = one.low();
          double[] high = one.high();
          if (low != null && high != null) {
            line(across, frame.down(low), 0.1, frame);
            line(across, frame.down(high), 0.1, frame);
          }
        }
        case BARS -> {
          double base = frame.plot().bottom() - frame.y().base() * frame.plot().height();
          for (int i = 0; i < across.length; i++) {
            line(new double[] {across[i], across[i]}, new double[] {base, down[i]}, 1, frame);
          }
        }
      }
      double[] low = one.low();
      double[] high = one.high();
      if (one.mark() != Mark.BAND && low != null && high != null) {
        double[] lowDown = frame.down(low);
        double[] highDown = frame.down(high);
        for (int i = 0; i < across.length; i++) {
          double[] place = {across[i], across[i]};
          line(place, new double[] {lowDown[i], highDown[i]}, 0.3, frame);
        }
      }
    }
  }

  private void points(double[] across, double[] down, ChartFrame frame) {
    for (int i = 0; i < across.length; i++) {
      add(across[i], down[i], 1, frame);
    }
  }

  private void line(double[] across, double[] down, double heaviness, ChartFrame frame) {
    for (int i = 1; i < across.length; i++) {
      double dx = across[i] - across[i - 1];
      double dy = down[i] - down[i - 1];
      double length = Math.sqrt(dx * dx + dy * dy);
      if (!(length > 0)) {
        continue;
      }
      int pieces = (int) Math.ceil(Math.min(length, 20_000) / STEP);
      for (int k = 0; k < pieces; k++) {
        double share = k / (double) pieces;
        add(across[i - 1] + share * dx, down[i - 1] + share * dy, heaviness, frame);
      }
    }
  }

  private void add(double atX, double atY, double heaviness, ChartFrame frame) {
    if (!frame.plot().contains(atX, atY)) {
      return;
    }
    if (count == x.length) {
      x = Arrays.copyOf(x, 2 * count);
      y = Arrays.copyOf(y, 2 * count);
      weight = Arrays.copyOf(weight, 2 * count);
    }
    x[count] = atX;
    y[count] = atY;
    weight[count++] = heaviness;
  }

  /** How much ink lies in a box. */
  double in(ChartBox box) {
    double sum = 0;
    for (int i = 0; i < count; i++) {
      if (box.contains(x[i], y[i])) {
        sum += weight[i];
      }
    }
    return sum;
  }
}
