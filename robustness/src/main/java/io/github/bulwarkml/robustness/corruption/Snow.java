// Copyright the Bulwark authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.github.bulwarkml.robustness.corruption;

/**
 * {@link Corruption#SNOW}: flakes are thresholded normal noise, zoomed and streaked at an angle
 * from U(-135, -45) degrees; the image is whitened to mix x + (1 - mix) max(x, 1.5 grey + 0.5), and
 * the flakes are added as they are and turned by half a circle.
 *
 * <p>Only the noise that the zoom keeps is drawn.
 */
final class Snow implements Distortion {
  private final MotionFilter filter = new MotionFilter();
  private final Raster seeds = new Raster();
  private final Raster layer = new Raster();
  private final Raster flakes = new Raster();
  private double[] line = new double[0];

  @Override
  public void apply(Job job) {
    double[] p = job.parameters;
    drawLayer(job, p[0], p[1], p[2], p[3]);
    double degrees = job.random.uniform(-135, -45);
    int layerWidth = line.length;
    filter.filter(layer, flakes, layerWidth, 1, (int) p[4], p[5], degrees);
    for (int y = 0; y < job.height; y++) {
      double[] row = flakes.row(y);
      for (int x = 0; x < job.width; x++) {
        row[x] = Math.rint(row[x] * 255) / 255;
      }
    }
    double mix = p[6];
    for (int y = 0; y < job.height; y++) {
      double[] row = flakes.row(y);
      double[] turned = flakes.row(job.height - 1 - y);
      for (int x = 0; x < job.width; x++) {
        int at = (y * job.width + x) * job.channels;
        double white = 1.5 * grey(job, at) + 0.5;
        double snow = row[x] + turned[job.width - 1 - x];
        for (int c = 0; c < job.channels; c++) {
          double value = job.unit(at + c);
          double whitened = mix * value + (1 - mix) * Math.max(value, white);
          job.out[at + c] = job.quantize(whitened + snow);
        }
      }
    }
  }

  private static double grey(Job job, int at) {
    return job.channels == 1
        ? job.unit(at)
        : 0.299 * job.unit(at) + 0.587 * job.unit(at + 1) + 0.114 * job.unit(at + 2);
  }

  /** Sets {@link #layer} to the zoomed and thresholded noise; its width is the line's length. */
  private void drawLayer(Job job, double mean, double deviation, double zoom, double threshold) {
    ZoomAxis rows = new ZoomAxis(job.height, zoom);
    ZoomAxis columns = new ZoomAxis(job.width, zoom);
    seeds.reshape(rows.crop, columns.crop);
    for (int y = 0; y < rows.crop; y++) {
      double[] row = seeds.row(y);
      for (int x = 0; x < columns.crop; x++) {
        row[x] = mean + deviation * job.random.nextGaussian();
      }
    }
    boolean trim = job.options.variant() == CorruptionVariant.ORIGINAL;
    int top = rows.offset(job.height, job.options.variant());
    int left = columns.offset(job.width, job.options.variant());
    int height = trim ? job.height : rows.length;
    int width = trim ? job.width : columns.length;
    layer.reshape(height, width);
    line = line.length == width ? line : new double[width];
    for (int y = 0; y < height; y++) {
      double[] above = seeds.row(rows.lower[y + top]);
      double[] below = seeds.row(rows.upper[y + top]);
      double down = rows.fraction[y + top];
      double[] row = layer.row(y);
      for (int x = 0; x < width; x++) {
        int a = columns.lower[x + left];
        int b = columns.upper[x + left];
        double across = columns.fraction[x + left];
        double value =
            (1 - down) * ((1 - across) * above[a] + across * above[b])
                + down * ((1 - across) * below[a] + across * below[b]);
        row[x] = value < threshold ? 0 : Math.min(1, value);
      }
    }
  }
}
