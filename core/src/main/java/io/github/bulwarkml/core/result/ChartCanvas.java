// Copyright the Bulwark authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.github.bulwarkml.core.result;

import java.util.List;

/**
 * Where a chart is drawn: the same strokes as SVG text or as pixels. Coordinates are in a box of
 * {@value #WIDTH} by {@value #HEIGHT} units with y growing downwards.
 */
interface ChartCanvas {
  /** Width of the drawing. */
  int WIDTH = 720;

  /** Height of the drawing. */
  int HEIGHT = 480;

  /** What ink is for. */
  enum Role {
    GRID,
    FRAME,
    TEXT,
    FAINT,
    SERIES
  }

  /**
   * What a stroke is for; the canvas knows the colours.
   *
   * @param role what it draws
   * @param series which colour of the palette, in [0, {@value #COLOURS}); 0 for other roles
   */
  record Ink(Role role, int series) {
    /** How many colours series have before they repeat. */
    static final int COLOURS = 8;

    static final Ink GRID = new Ink(Role.GRID, 0);
    static final Ink FRAME = new Ink(Role.FRAME, 0);
    static final Ink TEXT = new Ink(Role.TEXT, 0);
    static final Ink FAINT = new Ink(Role.FAINT, 0);

    static Ink series(int index) {
      return new Ink(Role.SERIES, index % COLOURS);
    }
  }

  /** How a line looks. */
  enum Stroke {
    /** Grid and frame. */
    HAIR(0.8, 1),
    /** Error bars. */
    ERROR(1, 0.45),
    /** From a label to its point. */
    LEADER(0.8, 0.7),
    /** Curves. */
    LINE(1.6, 1),
    /** References; the only dashed stroke. */
    DASHED(1.2, 1);

    final double width;
    final double opacity;

    Stroke(double width, double opacity) {
      this.width = width;
      this.opacity = opacity;
    }
  }

  /** Size and weight of text. */
  enum Lettering {
    TICK(12),
    TITLE(13),
    LEGEND(12.5),
    LABEL(11.5),
    CAPTION(11);

    final double size;

    Lettering(double size) {
      this.size = size;
    }
  }

  /** Which end of a text its position is. */
  enum Anchor {
    START,
    MIDDLE,
    END
  }

  /** Opacity of the area of a band. */
  double BAND_OPACITY = 0.16;

  /** Opacity of markers, so that a crowd shows where it is dense. */
  double MARKER_OPACITY = 0.82;

  /** Opacity of bars. */
  double BAR_OPACITY = 0.85;

  /**
   * Draws unconnected straight lines.
   *
   * @param ends x1, y1, x2, y2 of each
   */
  void segments(Ink ink, Stroke stroke, double[] ends);

  /** Draws a connected line through at least two points. */
  void polyline(Ink ink, Stroke stroke, double[] x, double[] y);

  /** Fills a closed outline lightly. */
  void area(Ink ink, double[] x, double[] y);

  /** Fills a rectangle. */
  void bar(Ink ink, ChartBox box);

  /**
   * Draws one marker per point.
   *
   * @param names what a reader sees when pointing at a marker, "" for nothing; as many as points
   */
  void markers(Ink ink, ChartMarker marker, double[] x, double[] y, List<String> names);

  /** Writes one line of text whose baseline is at y. */
  void text(Ink ink, Lettering lettering, Anchor anchor, double x, double y, String text);

  /** Hides what is drawn outside the box until {@link #unclip()}. */
  void clip(ChartBox box);

  /** Ends {@link #clip}. */
  void unclip();
}
