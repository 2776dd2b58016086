// Copyright the Bulwark authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.github.bulwarkml.robustness.corruption;

/**
 * {@link Corruption#IMPULSE_NOISE}: each value, on its own, becomes 0 or 1 with probability amount,
 * both equally often.
 */
final class ImpulseNoise implements Distortion {
  @Override
  public void apply(Job job) {
    double amount = job.parameters[0];
    double half = amount / 2;
    NoiseStream random = job.random;
    byte[] in = job.in;
    byte[] out = job.out;
    for (int i = 0; i < out.length; i++) {
      double u = random.nextDouble();
      out[i] = u >= amount ? in[i] : u < half ? 0 : (byte) 255;
    }
  }
}
