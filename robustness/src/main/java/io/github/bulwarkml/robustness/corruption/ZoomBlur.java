// Copyright the Bulwark authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.github.bulwarkml.robustness.corruption;

import java.util.Arrays;

/**
 * {@link Corruption#ZOOM_BLUR}: the mean of the image and of its centre zooms by 1, 1 + step, ...
 * up to and excluding an end.
 *
 * <p>The published factors come from a floating-point range, which for the first severity at
 * ImageNet scale includes its end; so does this list. Sums are kept in single precision, as there.
 */
final class ZoomBlur implements Distortion {
  private final Raster image = new Raster();
  private double[] line = new double[0];
  private float[] sum = new float[0];

  @Override
  public void apply(Job job) {
    double[] factors = factors(job.parameters[0], job.parameters[1]);
    int stride = job.stride();
    image.reshape(job.height, stride);
    for (int y = 0; y < job.height; y++) {
      double[] row = image.row(y);
      for (int i = 0; i < stride; i++) {
        row[i] = (float) job.unit(y * stride + i);
      }
    }
    if (sum.length < job.in.length) {
      sum = new float[job.in.length];
    }
    Arrays.fill(sum, 0, job.in.length, 0);
    if (line.length < stride) {
      line = new double[stride];
    }
    for (double factor : factors) {
      addZoom(job, factor);
    }
    float terms = factors.length + 1;
    for (int y = 0; y < job.height; y++) {
      double[] row = image.row(y);
      for (int i = 0; i < stride; i++) {
        float mean = ((float) row[i] + sum[y * stride + i]) / terms;
        job.out[y * stride + i] = job.quantizeLevel(mean * 255f);
      }
    }
  }

  /** {@return start, start + step, ... as the floating-point range of the published code has it} */
  static double[] factors(double step, double end) {
    double[] factors = new double[(int) Math.ceil((end - 1) / step)];
    double delta = (1 + step) - 1;
    for (int i = 0; i < factors.length; i++) {
      factors[i] = 1 + i * delta;
    }
    return factors;
  }

  private void addZoom(Job job, double factor) {
    ZoomAxis rows = new ZoomAxis(job.height, factor);
    ZoomAxis columns = new ZoomAxis(job.width, factor);
    int top = rows.offset(job.height, job.options.variant());
    int left = columns.offset(job.width, job.options.variant());
    int stride = job.stride();
    for (int y = 0; y < job.height; y++) {
      double[] above = image.row(rows.start + rows.lower[y + top]);
      double[] below = image.row(rows.start + rows.upper[y + top]);
      RowKernels.blend(line, above, below, rows.fraction[y + top], stride);
      if (job.channels == 3) {
        addColour(columns, left, job.width, y * stride);
      } else {
        addGrey(columns, left, job.width, y * stride);
      }
    }
  }

  private void addColour(ZoomAxis columns, int left, int width, int at) {
    for (int x = 0; x < width; x++) {
      int a = 3 * (columns.start + columns.lower[x + left]);
      int b = 3 * (columns.start + columns.upper[x + left]);
      double t = columns.fraction[x + left];
      double s = 1 - t;
      sum[at] += (float) (s * line[a] + t * line[b]);
      sum[at + 1] += (float) (s * line[a + 1] + t * line[b + 1]);
      sum[at + 2] += (float) (s * line[a + 2] + t * line[b + 2]);
      at += 3;
    }
  }

  private void addGrey(ZoomAxis columns, int left, int width, int at) {
    for (int x = 0; x < width; x++) {
      double t = columns.fraction[x + left];
      double a = line[columns.start + columns.lower[x + left]];
      double b = line[columns.start + columns.upper[x + left]];
      sum[at + x] += (float) ((1 - t) * a + t * b);
    }
  }
}
