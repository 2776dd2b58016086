// Copyright the Bulwark authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.github.bulwarkml.robustness.corruption;

/**
 * {@link Corruption#GAUSSIAN_NOISE} (x + N(0, sigma)) and {@link Corruption#SPECKLE_NOISE} (x + x
 * N(0, sigma)).
 */
final class GaussianNoise implements Distortion {
  private final boolean proportional;

  GaussianNoise(boolean proportional) {
    this.proportional = proportional;
  }

  @Override
  public void apply(Job job) {
    double sigma = job.parameters[0];
    NoiseStream random = job.random;
    byte[] out = job.out;
    if (proportional) {
      for (int i = 0; i < out.length; i++) {
        double x = job.unit(i);
        out[i] = job.quantize(x + x * (sigma * random.nextGaussian()));
      }
    } else {
      for (int i = 0; i < out.length; i++) {
        out[i] = job.quantize(job.unit(i) + sigma * random.nextGaussian());
      }
    }
  }
}
