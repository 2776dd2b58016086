// Copyright the Bulwark authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.github.bulwarkml.robustness.corruption;

/** {@link Corruption#GAUSSIAN_BLUR}: parameter sigma. */
final class GaussianBlur implements Distortion {
  private final GaussianFilter filter = new GaussianFilter();
  private final Raster raster = new Raster();

  @Override
  public void apply(Job job) {
    job.read(raster);
    filter.filter(raster, job.width, job.channels, job.parameters[0]);
    job.write(raster);
  }
}
