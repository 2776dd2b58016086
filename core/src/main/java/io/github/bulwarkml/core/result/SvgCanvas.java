// Copyright the Bulwark authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.github.bulwarkml.core.result;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.bulwarkml.core.io.Sha256;
import java.util.List;

/**
 * Draws as SVG: text stays text, colours are CSS classes that follow the reader's light or dark
 * setting, the background is the page's. Equal drawings give equal bytes.
 */
final class SvgCanvas implements ChartCanvas {
  /** More points than this become zero-length strokes with round caps: smaller, without names. */
  private static final int CROWD = 1200;

  // Okabe and Ito's palette, https://jfly.uni-koeln.de/color/ ; its yellow gives way to an olive
  // that is visible on white. The dark set has the same hues, lighter.
  private static final String[] LIGHT = {
    "#0072b2", "#d55e00", "#009e73", "#b5588f", "#b37700", "#3a9bd1", "#6b6b6b", "#7f7a00"
  };
  private static final String[] DARK = {
    "#5cb3ea", "#ff8c42", "#34c79a", "#e39bc6", "#f0b63f", "#93d4f7", "#b4b4b4", "#d2cb4e"
  };

  private final StringBuilder body = new StringBuilder();
  private final String title;
  private final String description;
  private ChartBox clip = new ChartBox(0, 0, WIDTH, HEIGHT);

  SvgCanvas(String title, String description) {
    this.title = title;
    this.description = description;
  }

  static String lightColour(int series) {
    return LIGHT[series % LIGHT.length];
  }

  @Override
  public void segments(Ink ink, Stroke stroke, double[] ends) {
    if (ends.length == 0) {
      return;
    }
    body.append("<path class=\"").append(lineClass(ink)).append('"');
    look(stroke);
    body.append(" d=\"");
    for (int i = 0; i < ends.length; i += 4) {
      moveTo(ends[i], ends[i + 1]);
      String x = number(ends[i + 2]);
      String y = number(ends[i + 3]);
      if (x.equals(number(ends[i]))) {
        body.append('V').append(y);
      } else if (y.equals(number(ends[i + 1]))) {
        body.append('H').append(x);
      } else {
        body.append('L').append(x).append(' ').append(y);
      }
    }
    body.append("\"/>\n");
  }

  @Override
  public void polyline(Ink ink, Stroke stroke, double[] x, double[] y) {
    body.append("<path class=\"").append(lineClass(ink)).append('"');
    look(stroke);
    if (stroke == Stroke.DASHED) {
      body.append(" stroke-dasharray=\"5 4\"");
    }
    body.append(" d=\"");
    path(x, y);
    body.append("\"/>\n");
  }

  @Override
  public void area(Ink ink, double[] x, double[] y) {
    body.append("<path class=\"").append(fillClass(ink)).append('"');
    body.append(" fill-opacity=\"").append(BAND_OPACITY).append("\" d=\"");
    path(x, y);
    body.append("Z\"/>\n");
  }

  @Override
  public void bar(Ink ink, ChartBox box) {
    body.append("<rect class=\"").append(fillClass(ink)).append('"');
    body.append(" fill-opacity=\"").append(BAR_OPACITY).append('"');
    attribute("x", box.left());
    attribute("y", box.top());
    attribute("width", box.width());
    attribute("height", box.height());
    body.append("/>\n");
  }

  @Override
  public void markers(Ink ink, ChartMarker marker, double[] x, double[] y, List<String> names) {
    if (x.length > CROWD) {
      body.append("<path class=\"").append(lineClass(ink)).append("\" stroke-opacity=\".6\"");
      body.append(" stroke-width=\"").append(number(2 * ChartMarker.RADIUS)).append('"');
      body.append(" stroke-linecap=\"round\" d=\"");
      for (int i = 0; i < x.length; i++) {
        moveTo(x[i], y[i]);
        body.append("h0");
      }
      body.append("\"/>\n");
      return;
    }
    body.append("<g class=\"").append(fillClass(ink)).append('"');
    body.append(" fill-opacity=\"").append(MARKER_OPACITY).append("\">\n");
    for (int i = 0; i < x.length; i++) {
      String element = marker.corners() == 0 ? "circle" : "path";
      body.append('<').append(element);
      if (marker.corners() == 0) {
        attribute("cx", x[i]);
        attribute("cy", y[i]);
        attribute("r", ChartMarker.RADIUS);
      } else {
        body.append(" d=\"");
        outline(marker, x[i], y[i]);
        body.append('"');
      }
      if (names.get(i).isEmpty()) {
        body.append("/>\n");
      } else {
        body.append("><title>").append(escaped(names.get(i)));
        body.append("</title></").append(element).append(">\n");
      }
    }
    body.append("</g>\n");
  }

  private void outline(ChartMarker marker, double x, double y) {
    moveTo(x + marker.cornerX(0), y + marker.cornerY(0));
    for (int corner = 1; corner < marker.corners(); corner++) {
      double across = marker.cornerX(corner) - marker.cornerX(corner - 1);
      double down = marker.cornerY(corner) - marker.cornerY(corner - 1);
      String text = number(down);
      body.append('l').append(number(across)).append(text.startsWith("-") ? "" : " ").append(text);
    }
    body.append('z');
  }

  @Override
  public void text(Ink ink, Lettering lettering, Anchor anchor, double x, double y, String text) {
    body.append("<text class=\"").append(ink.role() == Role.TEXT ? "t" : "m").append('"');
    attribute("font-size", lettering.size);
    if (anchor != Anchor.START) {
      body.append(" text-anchor=\"").append(anchor == Anchor.END ? "end" : "middle").append('"');
    }
    attribute("x", x);
    attribute("y", y);
    body.append('>').append(escaped(text)).append("</text>\n");
  }

  @Override
  public void clip(ChartBox box) {
    clip = box;
    body.append("<g clip-path=\"url(#@c)\">\n");
  }

  @Override
  public void unclip() {
    body.append("</g>\n");
  }

  /** The complete document; without an XML declaration, so that it can stand inside HTML too. */
  String document() {
    // Names must differ between the charts of one page, so they are made from the content.
    String content = title + '\n' + description + '\n' + body;
    String id = "bw-" + Sha256.of(content.getBytes(UTF_8)).substring(0, 10) + "-";
    return "<svg xmlns=\"http://www.w3.org/2000/svg\" class=\"bw-chart\" role=\"img\""
        + (" aria-labelledby=\"" + id + "t " + id + "d\"")
        + (" viewBox=\"0 0 " + WIDTH + " " + HEIGHT + "\"")
        + (" width=\"" + WIDTH + "\" height=\"" + HEIGHT + "\">\n")
        + ("<title id=\"" + id + "t\">" + escaped(title) + "</title>\n")
        + ("<desc id=\"" + id + "d\">" + escaped(description) + "</desc>\n")
        + style()
        + ("<clipPath id=\"" + id + "c\"><rect x=\"" + number(clip.left()) + "\"")
        + (" y=\"" + number(clip.top()) + "\" width=\"" + number(clip.width()) + "\"")
        + (" height=\"" + number(clip.height()) + "\"/></clipPath>\n")
        + body.toString().replace("url(#@c)", "url(#" + id + "c)")
        + "</svg>\n";
  }

  private static String style() {
    StringBuilder css = new StringBuilder("<style>\n");
    css.append(
            ".bw-chart{color-scheme:light dark;font-family:system-ui,-apple-system,\"Segoe UI\",")
        .append("\"Helvetica Neue\",Arial,sans-serif;font-variant-numeric:tabular-nums}\n")
        .append(".bw-chart path{stroke-linejoin:round}\n")
        .append(".bw-chart .l{fill:none}\n");
    colours(css, "", LIGHT, "#e4e7eb", "#8a9199", "#1f2328", "#59636e");
    css.append("@media (prefers-color-scheme:dark){\n");
    colours(css, "", DARK, "#30363d", "#7d8590", "#e6edf3", "#9198a1");
    return css.append("}\n</style>\n").toString();
  }

  private static void colours(
      StringBuilder css,
      String indent,
      String[] series,
      String grid,
      String frame,
      String text,
      String faint) {
    css.append(indent)
        .append(".bw-chart .g{stroke:" + grid + "}.bw-chart .x{stroke:" + frame + "}");
    css.append(".bw-chart .t{fill:" + text + "}.bw-chart .m{fill:" + faint + "}");
    css.append(".bw-chart .e{stroke:" + text + "}.bw-chart .r{stroke:" + faint + "}\n");
    for (int i = 0; i < series.length; i++) {
      css.append(".bw-chart .s" + i + "{stroke:" + series[i] + "}");
      css.append(".bw-chart .f" + i + "{fill:" + series[i] + "}\n");
    }
  }

  private static String lineClass(Ink ink) {
    return switch (ink.role()) {
      case GRID -> "l g";
      case FRAME -> "l x";
      case TEXT -> "l e";
      case FAINT -> "l r";
      case SERIES -> "l s" + ink.series();
    };
  }

  private static String fillClass(Ink ink) {
    return switch (ink.role()) {
      case TEXT -> "t";
      case GRID, FRAME, FAINT -> "m";
      case SERIES -> "f" + ink.series();
    };
  }

  private void look(Stroke stroke) {
    attribute("stroke-width", stroke.width);
    if (stroke.opacity < 1) {
      body.append(" stroke-opacity=\"").append(stroke.opacity).append('"');
    }
  }

  private void path(double[] x, double[] y) {
    moveTo(x[0], y[0]);
    for (int i = 1; i < x.length; i++) {
      body.append(i == 1 ? "L" : " ").append(number(x[i])).append(' ').append(number(y[i]));
    }
  }

  private void moveTo(double x, double y) {
    body.append('M').append(number(x)).append(' ').append(number(y));
  }

  private void attribute(String name, double value) {
    body.append(' ').append(name).append("=\"").append(number(value)).append('"');
  }

  /** One digit after the point, none where it is zero. */
  private static String number(double value) {
    long tenths = Math.round(value * 10);
    String text = Long.toString(tenths / 10);
    long rest = Math.abs(tenths % 10);
    if (rest == 0) {
      return text;
    }
    return (tenths < 0 && tenths > -10 ? "-0" : text) + "." + rest;
  }

  /** Text as XML allows it. */
  static String escaped(String text) {
    StringBuilder safe = new StringBuilder();
    text.codePoints()
        .forEach(
            c -> {
              switch (c) {
                case '&' -> safe.append("&amp;");
                case '<' -> safe.append("&lt;");
                case '>' -> safe.append("&gt;");
                case '"' -> safe.append("&quot;");
                default -> {
                  boolean allowed =
                      c == '\t' || c == '\n' || (c >= 0x20 && c <= 0xD7FF) || c >= 0xE000;
                  safe.appendCodePoint(allowed && c != 0xFFFE && c != 0xFFFF ? c : 0xFFFD);
                }
              }
            });
    return safe.toString();
  }
}
