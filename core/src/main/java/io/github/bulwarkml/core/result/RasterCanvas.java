// Copyright the Bulwark authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.github.bulwarkml.core.result;

import java.awt.AlphaComposite;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.FontMetrics;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.util.List;

/** Draws as pixels, always in the light theme on white. Needs no display. */
final class RasterCanvas implements ChartCanvas {
  private static final Color GRID = new Color(0xe4e7eb);
  private static final Color FRAME = new Color(0x8a9199);
  private static final Color TEXT = new Color(0x1f2328);
  private static final Color FAINT = new Color(0x59636e);

  private final BufferedImage image;
  private final Graphics2D graphics;

  RasterCanvas(int pixelsPerUnit) {
    image =
        new BufferedImage(
            WIDTH * pixelsPerUnit, HEIGHT * pixelsPerUnit, BufferedImage.TYPE_INT_RGB);
    graphics = image.createGraphics();
    graphics.setColor(Color.WHITE);
    graphics.fillRect(0, 0, image.getWidth(), image.getHeight());
    graphics.scale(pixelsPerUnit, pixelsPerUnit);
    graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
    graphics.setRenderingHint(
        RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
    graphics.setRenderingHint(
        RenderingHints.KEY_FRACTIONALMETRICS, RenderingHints.VALUE_FRACTIONALMETRICS_ON);
    graphics.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
  }

  /** The picture so far; the canvas cannot be drawn on afterwards. */
  BufferedImage image() {
    graphics.dispose();
    return image;
  }

  private static Color colour(Ink ink) {
    return switch (ink.role()) {
      case GRID -> GRID;
      case FRAME -> FRAME;
      case TEXT -> TEXT;
      case FAINT -> FAINT;
      case SERIES -> Color.decode(SvgCanvas.lightColour(ink.series()));
    };
  }

  private void use(Ink ink, double opacity) {
    graphics.setColor(colour(ink));
    graphics.setComposite(AlphaComposite.getInstance(AlphaComposite.SRC_OVER, (float) opacity));
  }

  private void use(Ink ink, Stroke stroke) {
    use(ink, stroke.opacity);
    float[] dash = stroke == Stroke.DASHED ? new float[] {5, 4} : null;
    graphics.setStroke(
        new BasicStroke(
            (float) stroke.width, BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND, 10, dash, 0));
  }

  @Override
  public void segments(Ink ink, Stroke stroke, double[] ends) {
    use(ink, stroke);
    Path2D path = new Path2D.Double();
    for (int i = 0; i < ends.length; i += 4) {
      path.moveTo(ends[i], ends[i + 1]);
      path.lineTo(ends[i + 2], ends[i + 3]);
    }
    graphics.draw(path);
  }

  @Override
  public void polyline(Ink ink, Stroke stroke, double[] x, double[] y) {
    use(ink, stroke);
    graphics.draw(path(x, y));
  }

  @Override
  public void area(Ink ink, double[] x, double[] y) {
    use(ink, BAND_OPACITY);
    Path2D path = path(x, y);
    path.closePath();
    graphics.fill(path);
  }

  private static Path2D path(double[] x, double[] y) {
    Path2D path = new Path2D.Double();
    path.moveTo(x[0], y[0]);
    for (int i = 1; i < x.length; i++) {
      path.lineTo(x[i], y[i]);
    }
    return path;
  }

  @Override
  public void bar(Ink ink, ChartBox box) {
    use(ink, BAR_OPACITY);
    graphics.fill(new Rectangle2D.Double(box.left(), box.top(), box.width(), box.height()));
  }

  @Override
  public void markers(Ink ink, ChartMarker marker, double[] x, double[] y, List<String> names) {
    use(ink, MARKER_OPACITY);
    double r = ChartMarker.RADIUS;
    for (int i = 0; i < x.length; i++) {
      if (marker.corners() == 0) {
        graphics.fill(new Ellipse2D.Double(x[i] - r, y[i] - r, 2 * r, 2 * r));
      } else {
        Path2D path = new Path2D.Double();
        for (int corner = 0; corner < marker.corners(); corner++) {
          double cornerX = x[i] + marker.cornerX(corner);
          double cornerY = y[i] + marker.cornerY(corner);
          if (corner == 0) {
            path.moveTo(cornerX, cornerY);
          } else {
            path.lineTo(cornerX, cornerY);
          }
        }
        path.closePath();
        graphics.fill(path);
      }
    }
  }

  @Override
  public void text(Ink ink, Lettering lettering, Anchor anchor, double x, double y, String text) {
    use(ink, 1);
    graphics.setFont(new Font(Font.SANS_SERIF, Font.PLAIN, 1).deriveFont((float) lettering.size));
    FontMetrics metrics = graphics.getFontMetrics();
    double width = metrics.getStringBounds(text, graphics).getWidth();
    double left =
        switch (anchor) {
          case START -> x;
          case MIDDLE -> x - width / 2;
          case END -> x - width;
        };
    graphics.drawString(text, (float) left, (float) y);
  }

  @Override
  public void clip(ChartBox box) {
    graphics.setClip(new Rectangle2D.Double(box.left(), box.top(), box.width(), box.height()));
  }

  @Override
  public void unclip() {
    graphics.setClip(null);
  }
}
