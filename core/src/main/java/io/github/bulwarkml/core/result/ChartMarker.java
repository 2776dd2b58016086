// Copyright the Bulwark authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.github.bulwarkml.core.result;

/**
 * The shapes of markers, one per colour so that groups differ without colour. All cover about the
 * area of a circle of diameter 6.
 */
enum ChartMarker {
  CIRCLE(),
  SQUARE(-2.7, -2.7, 2.7, -2.7, 2.7, 2.7, -2.7, 2.7),
  TRIANGLE(0, -4.4, 3.8, 2.2, -3.8, 2.2),
  DIAMOND(0, -4, 4, 0, 0, 4, -4, 0),
  TRIANGLE_DOWN(0, 4.4, 3.8, -2.2, -3.8, -2.2),
  CROSS(
      -3.9, -2.4, -2.4, -3.9, 0, -1.5, 2.4, -3.9, 3.9, -2.4, 1.5, 0, 3.9, 2.4, 2.4, 3.9, 0, 1.5,
      -2.4, 3.9, -3.9, 2.4, -1.5, 0),
  PLUS(
      -1.1, -4, 1.1, -4, 1.1, -1.1, 4, -1.1, 4, 1.1, 1.1, 1.1, 1.1, 4, -1.1, 4, -1.1, 1.1, -4, 1.1,
      -4, -1.1, -1.1, -1.1),
  PENTAGON(0, -3.6, 3.4, -1.1, 2.1, 2.9, -2.1, 2.9, -3.4, -1.1);

  /** Radius of a circle. */
  static final double RADIUS = 3;

  @SuppressWarnings("ImmutableEnumChecker") // written once, never handed out
  private final double[] outline;

  ChartMarker(double... outline) {
    this.outline = outline;
  }

  /** The marker of a group; where colours start again, markers are one step ahead of them. */
  static ChartMarker of(int series) {
    return values()[(series + series / values().length) % values().length];
  }

  /** How many corners the outline has; 0 for a circle. */
  int corners() {
    return outline.length / 2;
  }

  double cornerX(int corner) {
    return outline[2 * corner];
  }

  double cornerY(int corner) {
    return outline[2 * corner + 1];
  }
}
