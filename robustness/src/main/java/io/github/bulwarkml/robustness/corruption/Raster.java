// Copyright the Bulwark authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.github.bulwarkml.robustness.corruption;

import java.util.Arrays;

/**
 * Rows of doubles that are reused from image to image. Each row is an array of its own: loops over
 * several arrays with one index are what the compiler turns into vector instructions.
 */
final class Raster {
  private double[][] rows = new double[0][];
  private int height;
  private int width;

  /** Sets the shape; the content is undefined afterwards. */
  void reshape(int newHeight, int newWidth) {
    if (newHeight > rows.length || newWidth > width) {
      int longest = Math.max(newWidth, width);
      double[][] larger = Arrays.copyOf(rows, Math.max(newHeight, rows.length));
      for (int y = 0; y < larger.length; y++) {
        if (larger[y] == null || larger[y].length < longest) {
          larger[y] = new double[longest];
        }
      }
      rows = larger;
      width = longest;
    }
    height = newHeight;
  }

  /** {@return the number of rows of the current shape} */
  int height() {
    return height;
  }

  /** {@return a row; may be longer than the current shape} */
  double[] row(int y) {
    return rows[y];
  }
}
