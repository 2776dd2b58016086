// Copyright the Bulwark authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.github.bulwarkml.core.result;

import java.util.ArrayList;
import java.util.List;

/**
 * How wide text is, without asking a font: the same layout on every machine. The widths are those
 * of Helvetica (Adobe font metrics), widened a little because other fonts run wider.
 */
final class ChartText {
  private static final double WIDENING = 1.13;

  // Thousandths of the font size, from U+0020 to U+007E.
  private static final short[] WIDTHS = {
    278, 278, 355, 556, 556, 889, 667, 191, 333, 333, 389, 584, 278, 333, 278, 278, 556, 556, 556,
    556, 556, 556, 556, 556, 556, 556, 278, 278, 584, 584, 584, 556, 1015, 667, 667, 722, 722, 667,
    611, 778, 722, 278, 500, 667, 556, 833, 722, 778, 667, 778, 722, 667, 611, 722, 667, 944, 667,
    667, 611, 278, 278, 278, 469, 556, 333, 556, 556, 500, 556, 556, 278, 556, 556, 222, 222, 500,
    222, 833, 556, 556, 556, 556, 333, 500, 278, 556, 500, 722, 500, 500, 500, 334, 260, 334, 584
  };

  private ChartText() {}

  /** The width of a line of text. */
  static double width(String text, ChartCanvas.Lettering lettering) {
    double sum = 0;
    for (int i = 0; i < text.length(); i++) {
      int index = text.charAt(i) - ' ';
      sum += index >= 0 && index < WIDTHS.length ? WIDTHS[index] : 556;
    }
    return sum / 1000 * lettering.size * WIDENING;
  }

  /**
   * Breaks text at spaces into lines no wider than asked for. A word that is too wide is cut; so is
   * the last line that is allowed, and then ends in an ellipsis.
   */
  static List<String> wrap(
      String text, ChartCanvas.Lettering lettering, double width, int maximumLines) {
    List<String> lines = new ArrayList<>();
    String line = "";
    for (String word : text.strip().split("\\s+", -1)) {
      String longer = line.isEmpty() ? word : line + " " + word;
      if (line.isEmpty() || width(longer, lettering) <= width) {
        line = longer;
      } else if (lines.size() + 1 == maximumLines) {
        line = longer;
        break;
      } else {
        lines.add(fitted(line, lettering, width));
        line = word;
      }
    }
    if (!line.isEmpty()) {
      lines.add(fitted(line, lettering, width));
    }
    return lines;
  }

  /** The text, or as much of its beginning as fits with an ellipsis. */
  static String fitted(String text, ChartCanvas.Lettering lettering, double width) {
    if (width(text, lettering) <= width) {
      return text;
    }
    int end = text.length();
    while (end > 0 && width(text.substring(0, end) + "…", lettering) > width) {
      end--;
    }
    if (end > 0 && Character.isHighSurrogate(text.charAt(end - 1))) {
      end--;
    }
    return text.substring(0, end).stripTrailing() + "…";
  }
}
