// Copyright the Bulwark authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.github.bulwarkml.core.result;

import io.github.bulwarkml.core.internal.Require;
import io.github.bulwarkml.core.io.AtomicFile;
import io.github.bulwarkml.core.result.Chart.Axis;
import io.github.bulwarkml.core.result.Chart.Series;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Objects;
import javax.imageio.ImageIO;
import javax.imageio.ImageTypeSpecifier;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageOutputStream;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/**
 * Draws {@linkplain Chart charts}: as SVG, whose colours follow the reader's light or dark setting,
 * and as PNG in the light theme.
 *
 * <pre>{@code
 * Charts.save(fit.chart().orElseThrow(), Path.of("fit.svg"));
 * }</pre>
 *
 * <p>Both forms have one layout, {@value ChartCanvas#WIDTH} by {@value ChartCanvas#HEIGHT}: legend
 * inside where there is room, else above; names beside points where they fit (in SVG the others are
 * tooltips); series told apart by colour and marker (colours after Okabe and Ito, "Color universal
 * design", 2008). SVG is the same for equal charts on every machine. PNG needs a font on the
 * machine, though no display, and its letters are that font's.
 *
 * <p>Values that a scale cannot show (NaN; 0 on a logarithmic axis; 0 or 1 on a logit axis) are
 * left out; error bars and bands that reach there end at the edge of the plot. Time and memory are
 * linear in the number of points.
 *
 * @since 0.1.0
 */
public final class Charts {
  private Charts() {}

  /**
   * {@return the chart as an SVG document, which may also stand inside HTML}
   *
   * @param chart what to draw
   */
  public static String toSvg(Chart chart) {
    SvgCanvas canvas = new SvgCanvas(chart.title(), description(chart));
    new ChartPainter(chart).paint(canvas);
    return canvas.document();
  }

  /**
   * Writes the chart as SVG.
   *
   * @param chart what to draw
   * @param file the file to write; replaced if it exists
   * @throws IOException if it cannot be written
   */
  public static void saveSvg(Chart chart, Path file) throws IOException {
    Objects.requireNonNull(file, "file");
    AtomicFile.writeText(file, toSvg(chart));
  }

  /**
   * Writes the chart as PNG of 720 by 480 pixels.
   *
   * @param chart what to draw
   * @param file the file to write; replaced if it exists
   * @throws IOException if it cannot be written
   */
  public static void savePng(Chart chart, Path file) throws IOException {
    savePng(chart, file, 1);
  }

  /**
   * Writes the chart as PNG with more pixels for sharp screens and print.
   *
   * @param chart what to draw
   * @param file the file to write; replaced if it exists
   * @param scale pixels per unit, in [1, 8]: 2 gives 1440 by 960 pixels
   * @throws IOException if it cannot be written
   * @throws IllegalArgumentException if {@code scale} is out of range
   */
  public static void savePng(Chart chart, Path file, int scale) throws IOException {
    Objects.requireNonNull(file, "file");
    Require.inRange(scale, 1, 8, "scale");
    RasterCanvas canvas = new RasterCanvas(scale);
    new ChartPainter(chart).paint(canvas);
    BufferedImage image = canvas.image();
    ImageWriter writer =
        ImageIO.getImageWriters(ImageTypeSpecifier.createFromRenderedImage(image), "png").next();
    try {
      AtomicFile.write(
          file,
          out -> {
            // ImageIO.write would keep a cache file.
            try (ImageOutputStream stream = new MemoryCacheImageOutputStream(out)) {
              writer.setOutput(stream);
              writer.write(image);
            }
          });
    } finally {
      writer.dispose();
    }
  }

  /**
   * Writes the chart in the form that the file's ending asks for.
   *
   * @param chart what to draw
   * @param file a file that ends in {@code .svg} or {@code .png}; replaced if it exists
   * @throws IOException if it cannot be written
   * @throws IllegalArgumentException if the ending is another
   */
  public static void save(Chart chart, Path file) throws IOException {
    String name = file.toString().toLowerCase(Locale.ROOT);
    if (name.endsWith(".svg")) {
      saveSvg(chart, file);
    } else if (name.endsWith(".png")) {
      savePng(chart, file);
    } else {
      throw new IllegalArgumentException("file must end in .svg or .png, but was " + file);
    }
  }

  /** What a reader who cannot see the chart is told. */
  private static String description(Chart chart) {
    StringBuilder text = new StringBuilder();
    text.append("Horizontal: ").append(axis(chart.x())).append(". Vertical: ");
    text.append(axis(chart.y())).append(". ");
    for (Series series : chart.series()) {
      if (!series.name().isEmpty()) {
        String kind = series.mark().name().toLowerCase(Locale.ROOT).replace('_', ' ');
        text.append(series.name()).append(" (").append(kind).append(", ");
        text.append(series.x().length).append("). ");
      }
    }
    return text.append(chart.caption()).toString().strip();
  }

  private static String axis(Axis axis) {
    String scale = axis.scale().name().toLowerCase(Locale.ROOT);
    return axis.title() + (axis.scale() == Chart.Scale.LINEAR ? "" : " (" + scale + " scale)");
  }
}
