// Copyright the Bulwark authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.github.bulwarkml.core.result;

import java.util.Arrays;

/**
 * A curve with no more points than a reader can see: of a long one that runs to the right, each
 * column of one unit keeps its first, lowest, highest and last point.
 */
@SuppressWarnings("ArrayRecordComponent") // passed on at once; never compared
record ChartCurve(double[] x, double[] y) {
  private static final int SHORT = 600;
  private static final double COLUMN = 1;

  static ChartCurve thinned(double[] x, double[] y) {
    if (x.length <= SHORT) {
      return new ChartCurve(x, y);
    }
    for (int i = 1; i < x.length; i++) {
      if (x[i] < x[i - 1]) {
        return new ChartCurve(x, y);
      }
    }
    boolean[] kept = new boolean[x.length];
    int start = 0;
    while (start < x.length) {
      double column = Math.floor(x[start] / COLUMN);
      int lowest = start;
      int highest = start;
      int end = start;
      while (end < x.length && Math.floor(x[end] / COLUMN) == column) {
        lowest = y[end] < y[lowest] ? end : lowest;
        highest = y[end] > y[highest] ? end : highest;
        end++;
      }
      kept[start] = true;
      kept[lowest] = true;
      kept[highest] = true;
      kept[end - 1] = true;
      start = end;
    }
    double[] thinX = new double[x.length];
    double[] thinY = new double[x.length];
    int count = 0;
    for (int i = 0; i < x.length; i++) {
      if (kept[i]) {
        thinX[count] = x[i];
        thinY[count++] = y[i];
      }
    }
    return new ChartCurve(Arrays.copyOf(thinX, count), Arrays.copyOf(thinY, count));
  }
}
