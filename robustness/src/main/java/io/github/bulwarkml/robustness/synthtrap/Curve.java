// Copyright the Bulwark authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.github.bulwarkml.robustness.synthtrap;

import java.util.Arrays;

/** Quadratic Bezier curves as points, and the mask of a stroke of some thickness along them. */
final class Curve {
  /** Points per curve, at t = 0, 1/11, ..., 1. */
  static final int SAMPLES = 12;

  /** Over how much distance the stroke fades. */
  private static final double SOFTNESS = 0.06;

  private Curve() {}

  /**
   * Samples a curve.
   *
   * @param control the six coordinates x0 y0 x1 y1 x2 y2, from {@code offset} on
   * @param x where the abscissas go, from {@code first} on
   * @param y where the ordinates go
   */
  static void sample(double[] control, int offset, double[] x, double[] y, int first) {
    for (int k = 0; k < SAMPLES; k++) {
      double t = k / 11.0;
      double s = 1 - t;
      double b0 = s * s;
      double b1 = 2 * s * t;
      double b2 = t * t;
      x[first + k] = b0 * control[offset] + b1 * control[offset + 2] + b2 * control[offset + 4];
      y[first + k] = b0 * control[offset + 1] + b1 * control[offset + 3] + b2 * control[offset + 5];
    }
  }

  /**
   * Computes the mask: 1 on the stroke, 0 away from it.
   *
   * <p>The distance is only looked at within reach of a point, and its root is taken once per
   * pixel: elsewhere the mask is 0 whatever the distance.
   */
  static void mask(double[] x, double[] y, double radius, double[] mask) {
    double reach = radius + SOFTNESS / 2;
    Arrays.fill(mask, Double.POSITIVE_INFINITY);
    for (int k = 0; k < x.length; k++) {
      int left = first(x[k] - reach);
      int right = last(x[k] + reach);
      int top = first(y[k] - reach);
      int bottom = last(y[k] + reach);
      for (int row = top; row <= bottom; row++) {
        double dy = Canvas.coordinate(row) - y[k];
        for (int column = left; column <= right; column++) {
          double dx = Canvas.coordinate(column) - x[k];
          int pixel = row * Canvas.SIDE + column;
          mask[pixel] = Math.min(mask[pixel], dx * dx + dy * dy);
        }
      }
    }
    for (int pixel = 0; pixel < mask.length; pixel++) {
      if (mask[pixel] == Double.POSITIVE_INFINITY) {
        mask[pixel] = 0;
      } else {
        double level = (radius - Math.sqrt(mask[pixel])) / SOFTNESS + 0.5;
        mask[pixel] = Math.min(1, Math.max(0, level));
      }
    }
  }

  /** {@return a row or column at or before the first whose centre is at least the coordinate} */
  private static int first(double coordinate) {
    return (int) Math.max(0, Math.floor((coordinate + 1) * Canvas.HALF - 0.5));
  }

  private static int last(double coordinate) {
    return (int) Math.min(Canvas.SIDE - 1, Math.ceil((coordinate + 1) * Canvas.HALF - 0.5));
  }
}
