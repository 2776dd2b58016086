// Copyright the Bulwark authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.github.bulwarkml.robustness.corruption;

/**
 * {@link Corruption#ELASTIC_TRANSFORM}: every output pixel is read, linearly interpolated and with
 * reflection, at its place moved by a smooth random field.
 *
 * <p>Size-free at ImageNet scale: offsets U(-0.005 h, 0.005 h) with h the height, smoothed by a
 * Gaussian of 0.01 side, times the amplitude. Otherwise: a random affine map of the image first
 * (three anchor points jittered by U(-j, j)), then offsets U(-1, 1) with fixed smoothing.
 *
 * <p>Reference: Simard, Steinkraus, Platt, "Best practices for convolutional neural networks",
 * ICDAR 2003, doi:10.1109/ICDAR.2003.1227801.
 */
final class ElasticTransform implements Distortion {
  private static final double REACH_IN_SIGMAS = 3;

  private final GaussianFilter filter = new GaussianFilter();
  private final Raster across = new Raster();
  private final Raster down = new Raster();
  private float[] image = new float[0];
  private float[] turned = new float[0];

  /** {@return whether the size-free form applies} */
  static boolean isSizeFree(CorruptionVariant variant, CorruptionScale scale) {
    return variant == CorruptionVariant.SIZE_FREE && scale == CorruptionScale.IMAGENET;
  }

  @Override
  public void apply(Job job) {
    if (image.length < job.in.length) {
      image = new float[job.in.length];
      turned = new float[job.in.length];
    }
    for (int i = 0; i < job.in.length; i++) {
      image[i] = (float) job.unit(i);
    }
    double[] p = job.parameters;
    float[] source = image;
    double rowSigma = p[1];
    double columnSigma = p[1];
    double offset = 1;
    if (isSizeFree(job.options.variant(), job.options.scale())) {
      rowSigma = p[1] * job.height;
      columnSigma = p[1] * job.width;
      offset = p[2] * job.height;
    } else {
      AffineMap.jittered(job.height, job.width, p[2], job.random).apply(job, image, turned);
      source = turned;
    }
    field(across, job, offset, rowSigma, columnSigma);
    field(down, job, offset, rowSigma, columnSigma);
    sample(job, source, p[0]);
  }

  private void field(Raster field, Job job, double offset, double rowSigma, double columnSigma) {
    field.reshape(job.height, job.width);
    for (int y = 0; y < job.height; y++) {
      double[] row = field.row(y);
      for (int x = 0; x < job.width; x++) {
        row[x] = job.random.uniform(-offset, offset);
      }
    }
    filter.filter(field, job.width, 1, rowSigma, columnSigma, REACH_IN_SIGMAS, Border.REFLECT);
  }

  private void sample(Job job, float[] source, double amplitude) {
    for (int y = 0; y < job.height; y++) {
      double[] dx = across.row(y);
      double[] dy = down.row(y);
      for (int x = 0; x < job.width; x++) {
        double column = reflect(x + (float) (dx[x] * amplitude), job.width);
        double row = reflect(y + (float) (dy[x] * amplitude), job.height);
        int left = (int) Math.floor(column);
        int top = (int) Math.floor(row);
        double s = column - left;
        double t = row - top;
        int x0 = Math.max(0, left);
        int x1 = Math.min(job.width - 1, left + 1);
        int above = Math.max(0, top) * job.width;
        int below = Math.min(job.height - 1, top + 1) * job.width;
        int at = (y * job.width + x) * job.channels;
        for (int c = 0; c < job.channels; c++) {
          double upper =
              (1 - s) * source[(above + x0) * job.channels + c]
                  + s * source[(above + x1) * job.channels + c];
          double lower =
              (1 - s) * source[(below + x0) * job.channels + c]
                  + s * source[(below + x1) * job.channels + c];
          job.out[at + c] = job.quantizeLevel((float) ((1 - t) * upper + t * lower) * 255f);
        }
      }
    }
  }

  /** {@return the coordinate reflected about -1/2 and length - 1/2 into [-1/2, length - 1/2]} */
  private static double reflect(double position, int length) {
    double folded = position + 0.5;
    if (folded < 0 || folded > length) {
      double period = 2.0 * length;
      folded -= period * Math.floor(folded / period);
      folded = folded > length ? period - folded : folded;
    }
    return folded - 0.5;
  }
}
