// Copyright the Bulwark authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.github.bulwarkml.robustness.corruption;

/** {@link Corruption#MOTION_BLUR}: a streak at an angle from U(-45, 45) degrees. */
final class MotionBlur implements Distortion {
  private final MotionFilter filter = new MotionFilter();
  private final Raster image = new Raster();
  private final Raster blurred = new Raster();

  @Override
  public void apply(Job job) {
    int stride = job.stride();
    image.reshape(job.height, stride);
    for (int y = 0; y < job.height; y++) {
      double[] row = image.row(y);
      for (int i = 0; i < stride; i++) {
        row[i] = job.in[y * stride + i] & 0xFF;
      }
    }
    double degrees = job.random.uniform(-45, 45);
    int radius = (int) job.parameters[0];
    filter.filter(image, blurred, job.width, job.channels, radius, job.parameters[1], degrees);
    for (int y = 0; y < job.height; y++) {
      double[] row = blurred.row(y);
      for (int i = 0; i < stride; i++) {
        job.out[y * stride + i] = job.quantizeLevel(row[i]);
      }
    }
  }
}
