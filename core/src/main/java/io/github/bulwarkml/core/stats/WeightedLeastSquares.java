// Copyright the Bulwark authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.github.bulwarkml.core.stats;

import io.github.bulwarkml.core.NumericalException;
import io.github.bulwarkml.core.internal.Require;
import java.util.Arrays;
import java.util.Objects;

/**
 * Least squares with weights that are proportional to the inverse variances of the observations.
 *
 * <p>Only ratios of weights matter: they are scaled to a mean of 1 over the points of positive
 * weight, so that all reports of the result keep their meaning (the prediction band is that of an
 * observation of average weight). Points of weight 0 are left out and not counted.
 *
 * <p>Stateless and thread-safe; the arguments are not changed.
 *
 * <p>Reference: Draper, Smith, "Applied regression analysis", 3rd ed. (1998), section 9.2.
 *
 * @since 0.1.0
 */
public final class WeightedLeastSquares {
  private WeightedLeastSquares() {}

  /**
   * Fits y = intercept + slope x.
   *
   * @param x the abscissae {@code [n]}, finite
   * @param y the ordinates {@code [n]}, finite
   * @param weights {@code [n]}, finite, at least 0; two points of positive weight must differ in x
   * @return the line; its sums of squares are weighted
   * @throws IllegalArgumentException if the lengths differ, a value is not finite, a weight is
   *     negative, fewer than 2 weights are positive, or all x of positive weight are equal
   * @throws NumericalException if the sums of squares overflow or underflow
   */
  public static LineFit line(double[] x, double[] y, double[] weights) {
    Objects.requireNonNull(x, "x");
    Objects.requireNonNull(y, "y");
    double[] scaled = scaled(weights);
    Require.sameLength(x.length, weights.length, "x", "weights");
    Require.sameLength(y.length, weights.length, "y", "weights");
    double[] keptX = kept(Require.allFinite(x, "x"), scaled);
    double[] keptY = kept(Require.allFinite(y, "y"), scaled);
    double[] keptWeights = kept(scaled, scaled);
    LeastSquares.requirePoints(keptX, keptY);
    return LeastSquares.centredLine(keptX, keptY, keptWeights);
  }

  /**
   * Fits y = intercept + sum of coefficient times column through a QR decomposition.
   *
   * @param x the predictors {@code [n][k]}, finite
   * @param y the responses {@code [n]}, finite
   * @param weights {@code [n]}, finite, at least 0, more than k of them positive
   * @return the fit; its sums of squares are weighted
   * @throws IllegalArgumentException if the lengths differ, a value is not finite, a weight is
   *     negative, or too few weights are positive
   * @throws NumericalException if a column depends linearly on the columns before it or is constant
   */
  public static MultipleFit multiple(double[][] x, double[] y, double[] weights) {
    Objects.requireNonNull(x, "x");
    Objects.requireNonNull(y, "y");
    double[] scaled = scaled(weights);
    Require.sameLength(x.length, weights.length, "x", "weights");
    Require.sameLength(y.length, weights.length, "y", "weights");
    return HouseholderFit.fit(x, y, scaled);
  }

  /** The weights with mean 1 over the positive ones. */
  private static double[] scaled(double[] weights) {
    Objects.requireNonNull(weights, "weights");
    double largest = 0;
    for (int i = 0; i < weights.length; i++) {
      largest = Math.max(largest, Require.nonNegative(weights[i], "weights[" + i + "]"));
    }
    if (largest == 0) {
      throw new IllegalArgumentException("weights must hold a positive value, but holds none");
    }
    double sum = 0;
    int positive = 0;
    double[] scaled = new double[weights.length];
    for (int i = 0; i < weights.length; i++) {
      scaled[i] = weights[i] / largest;
      sum += scaled[i];
      positive += scaled[i] > 0 ? 1 : 0;
    }
    for (int i = 0; i < weights.length; i++) {
      scaled[i] *= positive / sum;
    }
    return scaled;
  }

  private static double[] kept(double[] values, double[] weights) {
    double[] kept = new double[values.length];
    int count = 0;
    for (int i = 0; i < values.length; i++) {
      if (weights[i] > 0) {
        kept[count++] = values[i];
      }
    }
    return Arrays.copyOf(kept, count);
  }
}
