// Copyright the Bulwark authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.github.bulwarkml.robustness.corruption;

/**
 * {@link Corruption#FOG}: (x + amount map) max(x) / (max(x) + amount), with a {@link PlasmaMap} of
 * the least power of two that covers the longest side.
 */
final class Fog implements Distortion {
  private final PlasmaMap plasma = new PlasmaMap();

  @Override
  public void apply(Job job) {
    double amount = job.parameters[0];
    int side = PlasmaMap.powerOfTwo(Math.max(job.height, job.width));
    float[] map = plasma.fill(side, job.parameters[1], job.random);
    int brightest = 0;
    for (byte value : job.in) {
      brightest = Math.max(brightest, value & 0xFF);
    }
    double highest = brightest / 255.0;
    double total = highest + amount;
    for (int y = 0; y < job.height; y++) {
      int at = y * job.stride();
      for (int x = 0; x < job.width; x++) {
        double veil = amount * map[y * side + x];
        for (int c = 0; c < job.channels; c++) {
          job.out[at] = job.quantize((job.unit(at) + veil) * highest / total);
          at++;
        }
      }
    }
  }
}
