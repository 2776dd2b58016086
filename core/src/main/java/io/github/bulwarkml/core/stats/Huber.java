// Copyright the Bulwark authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.github.bulwarkml.core.stats;

import io.github.bulwarkml.core.NumericalException;
import java.util.Arrays;

/**
 * Huber's M-estimate of a line: residuals up to 1.345 scales count squared, larger ones in
 * proportion, with the scale re-estimated from the median absolute residual.
 *
 * <p>Iteratively reweighted least squares from the ordinary line, until slope and intercept move by
 * less than 1e-10 scales (or 1e-12 of the spread of y); after 100 iterations the scale is kept as
 * it is, which makes the problem convex. Robust against outliers in y, not in x.
 *
 * <p>Stateless and thread-safe.
 *
 * <p>References: [1] Huber, Ronchetti, "Robust statistics", 2nd ed. (2009), section 7.8. [2]
 * Holland, Welsch, Comm. Statist. A6 (1977) (the constant 1.345 gives 95 % efficiency for normal
 * errors).
 *
 * @since 0.1.0
 */
public final class Huber {
  /** The corner in units of the scale: 95 % efficient for normal errors. */
  public static final double TUNING_CONSTANT = 1.345;

  /** The median absolute deviation of a standard normal variable: its 3/4-quantile. */
  private static final double NORMAL_MEDIAN_DEVIATION = 0.6744897501960817;

  private static final int MAX_ITERATIONS = 1000;

  /** From here on the scale is kept: small samples may otherwise alternate between two scales. */
  private static final int SCALED_ITERATIONS = 100;

  private Huber() {}

  /**
   * Fits the line.
   *
   * @param x the abscissae {@code [n]}, finite, at least two different
   * @param y the ordinates {@code [n]}, finite
   * @return the line; the exact one if more than half of the points lie on it
   * @throws IllegalArgumentException if there are fewer than 2 points, the lengths differ, a value
   *     is not finite, or all x are equal
   * @throws NumericalException if the sums overflow or the iteration does not converge
   */
  public static RobustLine line(double[] x, double[] y) {
    LineFit fit = LeastSquares.line(x, y);
    double[] weights = new double[x.length];
    double[] sizes = new double[x.length];
    double ySpread = Math.sqrt(fit.syy() / x.length);
    double xSpread = Math.sqrt(fit.sxx() / x.length);
    double scale = 0;
    for (int iteration = 0; iteration < MAX_ITERATIONS; iteration++) {
      for (int i = 0; i < x.length; i++) {
        sizes[i] = Math.abs((y[i] - fit.yMean()) - fit.slope() * (x[i] - fit.xMean()));
      }
      if (iteration < SCALED_ITERATIONS) {
        double[] sorted = sizes.clone();
        Arrays.sort(sorted);
        scale = Quantile.linearOfSorted(sorted, 0.5) / NORMAL_MEDIAN_DEVIATION;
      }
      if (!(scale > 1e-14 * ySpread)) {
        return new RobustLine(x.length, fit.slope(), fit.intercept());
      }
      double corner = TUNING_CONSTANT * scale;
      for (int i = 0; i < x.length; i++) {
        weights[i] = sizes[i] <= corner ? 1 : corner / sizes[i];
      }
      LineFit next = WeightedLeastSquares.line(x, y, weights);
      double moved =
          Math.abs(next.slope() - fit.slope()) * xSpread
              + Math.abs(next.predict(fit.xMean()) - fit.predict(fit.xMean()));
      fit = next;
      if (moved <= Math.max(1e-10 * scale, 1e-12 * ySpread)) {
        return new RobustLine(x.length, fit.slope(), fit.intercept());
      }
    }
    throw new NumericalException(
        "Huber's line did not converge; last iterate: slope = "
            + fit.slope()
            + ", intercept = "
            + fit.intercept());
  }
}
