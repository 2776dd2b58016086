// Copyright the Bulwark authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.github.bulwarkml.robustness.corruption;

/** {@link Corruption#CONTRAST}: (x - m) c + m, with m the mean of the channel. */
final class Contrast implements Distortion {
  private final byte[][] table = new byte[3][256];

  @Override
  public void apply(Job job) {
    double factor = job.parameters[0];
    int channels = job.channels;
    for (int c = 0; c < channels; c++) {
      double mean = mean(job, c);
      for (int k = 0; k < 256; k++) {
        table[c][k] = job.quantize((k / 255.0 - mean) * factor + mean);
      }
    }
    for (int c = 0; c < channels; c++) {
      byte[] mapped = table[c];
      for (int i = c; i < job.in.length; i += channels) {
        job.out[i] = mapped[job.in[i] & 0xFF];
      }
    }
  }

  /** Added value by value, as published: it decides on which side of a level a mean ends. */
  private static double mean(Job job, int channel) {
    double sum = 0;
    for (int i = channel; i < job.in.length; i += job.channels) {
      sum += job.unit(i);
    }
    return sum / (job.height * job.width);
  }
}
