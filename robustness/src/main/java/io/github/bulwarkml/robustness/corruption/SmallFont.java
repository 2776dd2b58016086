// Copyright the Bulwark authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.github.bulwarkml.robustness.corruption;

import java.util.Arrays;

/** Draws lower-case words in a 5 x 8 bitmap font: no font files, the same on every machine. */
final class SmallFont {
  /** Columns per character, with one empty column between characters. */
  static final int ADVANCE = 6;

  static final int HEIGHT = 8;

  private static final String LETTERS = "abcdefghijklmnopqrstuvwxyz0123456789";

  /** Five columns per character, lowest bit on top. */
  private static final String COLUMNS =
      "2054547840"
          + "7f28444438"
          + "3844444428"
          + "384444287f"
          + "3854545418"
          + "00087e0902"
          + "18a4a49c78"
          + "7f08040478"
          + "00447d4000"
          + "2040403d00"
          + "7f10284400"
          + "00417f4000"
          + "7c04780478"
          + "7c08040478"
          + "3844444438"
          + "fc18242418"
          + "18242418fc"
          + "7c08040408"
          + "4854545424"
          + "04043f4424"
          + "3c4040207c"
          + "1c2040201c"
          + "3c4030403c"
          + "4428102844"
          + "4c9090907c"
          + "4464544c44"
          + "3e5149453e"
          + "00427f4000"
          + "7249494946"
          + "2141494d33"
          + "1814127f10"
          + "2745454539"
          + "3c4a494931"
          + "4121110907"
          + "3649494936"
          + "464949291e";

  private SmallFont() {}

  /**
   * Draws white text; characters it does not know are left blank.
   *
   * @param rgb row-major RGB bytes
   * @param width pixels per row
   * @param top the row of the upper edge
   * @param left the column of the left edge
   * @param scale how many pixels a dot has in each direction
   */
  static void draw(byte[] rgb, int width, int top, int left, int scale, String text) {
    for (int k = 0; k < text.length(); k++) {
      int letter = LETTERS.indexOf(text.charAt(k));
      for (int column = 0; letter >= 0 && column < 5; column++) {
        int at = 2 * (5 * letter + column);
        int dots = Integer.parseInt(COLUMNS.substring(at, at + 2), 16);
        for (int row = 0; row < HEIGHT; row++) {
          if ((dots >> row & 1) == 1) {
            int y = top + row * scale;
            int x = left + (k * ADVANCE + column) * scale;
            dot(rgb, width, y, x, scale);
          }
        }
      }
    }
  }

  private static void dot(byte[] rgb, int width, int top, int left, int scale) {
    for (int y = top; y < top + scale; y++) {
      int from = 3 * (y * width + left);
      Arrays.fill(rgb, from, from + 3 * scale, (byte) 255);
    }
  }
}
