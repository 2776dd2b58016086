// Copyright the Bulwark authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.github.bulwarkml.robustness.synthtrap;

/** The square [-1, 1] x [-1, 1] on 28 x 28 pixels. */
final class Canvas {
  static final int SIDE = 28;
  static final int HALF = SIDE / 2;
  static final int PIXELS = SIDE * SIDE;

  private static final double[] COORDINATES = new double[SIDE];

  static {
    for (int k = 0; k < SIDE; k++) {
      COORDINATES[k] = (k + 0.5) / HALF - 1;
    }
  }

  private Canvas() {}

  /** {@return the centre of a row or column} */
  static double coordinate(int index) {
    return COORDINATES[index];
  }
}
