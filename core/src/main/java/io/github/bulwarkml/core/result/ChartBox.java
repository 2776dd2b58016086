// Copyright the Bulwark authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.github.bulwarkml.core.result;

/** An axis-parallel rectangle on the canvas. */
record ChartBox(double left, double top, double width, double height) {
  double right() {
    return left + width;
  }

  double bottom() {
    return top + height;
  }

  boolean contains(double x, double y) {
    return x >= left && x <= right() && y >= top && y <= bottom();
  }

  /** Whether the other box lies inside this one. */
  boolean encloses(ChartBox other) {
    return other.left >= left
        && other.right() <= right()
        && other.top >= top
        && other.bottom() <= bottom();
  }

  /** The area that both boxes cover. */
  double overlap(ChartBox other) {
    double across = Math.min(right(), other.right()) - Math.max(left, other.left);
    double down = Math.min(bottom(), other.bottom()) - Math.max(top, other.top);
    return across > 0 && down > 0 ? across * down : 0;
  }

  /** This box with a margin on all sides. */
  ChartBox grown(double margin) {
    return new ChartBox(left - margin, top - margin, width + 2 * margin, height + 2 * margin);
  }
}
