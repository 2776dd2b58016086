// Copyright the Bulwark authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.github.bulwarkml.core.stats;

import io.github.bulwarkml.core.NumericalException;
import java.util.Arrays;

/**
 * The line whose slope is the median of the slopes between all pairs of points with different x; 29
 * % of the points may be arbitrarily wrong.
 *
 * <p>Stateless and thread-safe. Cost: n^2 / 2 slopes are held and sorted (4 MB for 1000 points).
 *
 * <p>References: [1] Theil, Indag. Math. 12 (1950). [2] Sen, JASA 63 (1968),
 * doi:10.1080/01621459.1968.10480934. The intercept is median(y) - slope median(x), as in scipy;
 * differs from [2], which takes the median of the residuals.
 *
 * @since 0.1.0
 */
public final class TheilSen {
  /** The most points: their slopes take 200 MB. */
  private static final int MAX_POINTS = 7000;

  private TheilSen() {}

  /**
   * Fits the line.
   *
   * @param x the abscissae {@code [n]}, finite, n in [2, 7000], at least two different
   * @param y the ordinates {@code [n]}, finite
   * @return the line
   * @throws IllegalArgumentException if there are fewer than 2 or more than 7000 points, the
   *     lengths differ, a value is not finite, or all x are equal
   * @throws NumericalException if the median slope overflows
   */
  public static RobustLine line(double[] x, double[] y) {
    LeastSquares.requirePoints(x, y);
    if (x.length > MAX_POINTS) {
      throw new IllegalArgumentException(
          "x must hold at most " + MAX_POINTS + " points, but has " + x.length);
    }
    double[] slopes = new double[x.length * (x.length - 1) / 2];
    int count = 0;
    for (int i = 0; i < x.length; i++) {
      for (int j = 0; j < i; j++) {
        double dx = x[i] - x[j];
        if (dx != 0) {
          slopes[count++] = (y[i] - y[j]) / dx;
        }
      }
    }
    Arrays.sort(slopes, 0, count);
    double slope = Quantile.linearOfSorted(Arrays.copyOf(slopes, count), 0.5);
    double intercept = Quantile.median(y) - slope * Quantile.median(x);
    if (!(Math.abs(slope) + Math.abs(intercept) <= Double.MAX_VALUE)) {
      throw new NumericalException("the median slope left the range of double: " + slope);
    }
    return new RobustLine(x.length, slope, intercept);
  }
}
