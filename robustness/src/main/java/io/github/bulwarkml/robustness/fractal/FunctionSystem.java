// Copyright the Bulwark authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.github.bulwarkml.robustness.fractal;

import io.github.bulwarkml.core.random.RandomBits;
import java.util.Arrays;

/**
 * Two to eight affine maps of the plane: map m sends (x, y) to (a x + b y + e, c x + d y + f), with
 * the coefficients in this order from {@code 6 m} on. Immutable.
 */
final class FunctionSystem {
  static final int COEFFICIENTS = 6;
  private static final int MOST_MAPS = 8;
  private static final int FEWEST_MAPS = 2;
  private static final double LEAST_WEIGHT = 1e-6;

  /** Beyond this, an orbit is taken to escape. */
  private static final double ESCAPE = 1e9;

  private static final int BURN_IN = 100;

  private final double[] coefficients;

  private FunctionSystem(double[] coefficients) {
    this.coefficients = coefficients;
  }

  /** {@return 2 to 8 maps with coefficients uniform in (-1, 1)} */
  static FunctionSystem random(RandomBits random) {
    int maps = FEWEST_MAPS + random.nextInt(MOST_MAPS - FEWEST_MAPS + 1);
    double[] coefficients = new double[COEFFICIENTS * maps];
    for (int k = 0; k < coefficients.length; k++) {
      coefficients[k] = 2 * random.nextDouble() - 1;
    }
    return new FunctionSystem(coefficients);
  }

  int maps() {
    return coefficients.length / COEFFICIENTS;
  }

  /** {@return this system with one coefficient multiplied} */
  FunctionSystem scaled(int coefficient, double factor) {
    double[] copy = coefficients.clone();
    copy[coefficient] *= factor;
    return new FunctionSystem(copy);
  }

  /**
   * Walks along an orbit from the origin, each map being chosen with probability proportional to
   * |determinant| + 1e-6.
   *
   * @param x where the abscissas after the burn-in go
   * @param y where the ordinates go
   * @return whether the orbit stays in bounds
   */
  boolean orbit(RandomBits random, float[] x, float[] y) {
    double[] cumulative = cumulativeWeights();
    double px = 0;
    double py = 0;
    for (int step = -BURN_IN; step < x.length; step++) {
      double u = random.nextDouble();
      int map = 0;
      while (map < cumulative.length - 1 && u >= cumulative[map]) {
        map++;
      }
      int k = COEFFICIENTS * map;
      double nx = coefficients[k] * px + coefficients[k + 1] * py + coefficients[k + 4];
      py = coefficients[k + 2] * px + coefficients[k + 3] * py + coefficients[k + 5];
      px = nx;
      if (!(Math.abs(px) < ESCAPE && Math.abs(py) < ESCAPE)) {
        return false;
      }
      if (step >= 0) {
        x[step] = (float) px;
        y[step] = (float) py;
      }
    }
    return true;
  }

  private double[] cumulativeWeights() {
    double[] weights = new double[maps()];
    for (int m = 0; m < weights.length; m++) {
      int k = COEFFICIENTS * m;
      double determinant =
          coefficients[k] * coefficients[k + 3] - coefficients[k + 1] * coefficients[k + 2];
      weights[m] = (m == 0 ? 0 : weights[m - 1]) + Math.abs(determinant) + LEAST_WEIGHT;
    }
    double total = weights[weights.length - 1];
    for (int m = 0; m < weights.length; m++) {
      weights[m] /= total;
    }
    return weights;
  }

  @Override
  public String toString() {
    return maps() + " maps " + Arrays.toString(coefficients);
  }
}
