// Copyright the Bulwark authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.github.bulwarkml.robustness.corruption;

/**
 * {@link Corruption#SPATTER}: smoothed normal noise above a threshold is liquid. Water is shaded
 * and added in pale turquoise; mud covers in brown. On a grey image the colours are their grey
 * levels.
 */
final class Spatter implements Distortion {
  private static final double[] WATER = {175 / 255.0, 238 / 255.0, 238 / 255.0};
  private static final double[] MUD = {63 / 255.0, 42 / 255.0, 20 / 255.0};
  private static final double DENSE = 0.8;

  private final GaussianFilter filter = new GaussianFilter();
  private final WaterShade shade = new WaterShade();
  private final Raster layer = new Raster();
  private int[] liquid = new int[0];
  private double[] mask = new double[0];

  @Override
  public void apply(Job job) {
    double[] p = job.parameters;
    layer.reshape(job.height, job.width);
    for (int y = 0; y < job.height; y++) {
      double[] row = layer.row(y);
      for (int x = 0; x < job.width; x++) {
        row[x] = p[0] + p[1] * job.random.nextGaussian();
      }
    }
    filter.filter(layer, job.width, 1, p[2]);
    if (mask.length < job.height * job.width) {
      mask = new double[job.height * job.width];
      liquid = new int[job.height * job.width];
    }
    if (p[5] == 0) {
      maskWater(job, p[3], p[4]);
      paint(job, WATER, false);
    } else {
      maskMud(job, p[3], p[4]);
      paint(job, MUD, true);
    }
  }

  private void maskWater(Job job, double threshold, double intensity) {
    for (int y = 0; y < job.height; y++) {
      double[] row = layer.row(y);
      for (int x = 0; x < job.width; x++) {
        int at = y * job.width + x;
        int level = (int) (Math.max(0, Math.min(1, row[x])) * 255);
        liquid[at] = row[x] < threshold ? 0 : level;
      }
    }
    int[] light = shade.of(liquid, job.height, job.width);
    double most = 0;
    for (int i = 0; i < job.height * job.width; i++) {
      mask[i] = liquid[i] * (double) light[i];
      most = Math.max(most, mask[i]);
    }
    double scale = most > 0 ? intensity / most : 0;
    for (int i = 0; i < job.height * job.width; i++) {
      mask[i] *= scale;
    }
  }

  private void maskMud(Job job, double threshold, double sigma) {
    for (int y = 0; y < job.height; y++) {
      double[] row = layer.row(y);
      for (int x = 0; x < job.width; x++) {
        row[x] = row[x] > threshold ? 1 : 0;
      }
    }
    filter.filter(layer, job.width, 1, sigma);
    for (int y = 0; y < job.height; y++) {
      double[] row = layer.row(y);
      for (int x = 0; x < job.width; x++) {
        mask[y * job.width + x] = row[x] < DENSE ? 0 : row[x];
      }
    }
  }

  private void paint(Job job, double[] colour, boolean covers) {
    double[] paint = job.channels == 3 ? colour : new double[] {grey(colour)};
    int at = 0;
    for (int i = 0; i < job.height * job.width; i++) {
      double rest = covers ? 1 - mask[i] : 1;
      for (int c = 0; c < job.channels; c++) {
        job.out[at] = job.quantize(job.unit(at) * rest + mask[i] * paint[c]);
        at++;
      }
    }
  }

  private static double grey(double[] colour) {
    return 0.2989 * colour[0] + 0.5870 * colour[1] + 0.1140 * colour[2];
  }
}
