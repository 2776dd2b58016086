// Copyright the Bulwark authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.github.bulwarkml.robustness.corruption;

import java.util.Arrays;

/**
 * {@link Corruption#SHOT_NOISE}: Poisson(c x) / c.
 *
 * <p>There are only 256 values of x, so each gets the distribution function of its count, built
 * when it is first seen, and a table that says where the search for a uniform number starts. Counts
 * of c and more all give the brightest value and need no table.
 */
final class ShotNoise implements Distortion {
  private static final int GUIDES = 128;

  private final double[][] cumulative = new double[256][];
  private final short[][] guide = new short[256][];
  private double photons = Double.NaN;
  private Quantization quantization = Quantization.TRUNCATE;
  private byte[] level = new byte[0];

  @Override
  public void apply(Job job) {
    prepare(job);
    NoiseStream random = job.random;
    byte[] in = job.in;
    byte[] out = job.out;
    for (int i = 0; i < out.length; i++) {
      int x = in[i] & 0xFF;
      double[] distribution = cumulative[x];
      if (distribution == null) {
        distribution = tabulate(x);
      }
      double u = random.nextDouble();
      int count = guide[x][(int) (u * GUIDES)];
      while (count < distribution.length && u >= distribution[count]) {
        count++;
      }
      out[i] = level[count];
    }
  }

  private void prepare(Job job) {
    double wanted = job.parameters[0];
    if (wanted == photons && job.options.quantization() == quantization) {
      return;
    }
    photons = wanted;
    quantization = job.options.quantization();
    level = new byte[(int) wanted + 1];
    for (int k = 0; k < level.length; k++) {
      level[k] = job.quantize(k / wanted);
    }
    Arrays.fill(cumulative, null);
  }

  /** {@return P(count <= k) for k = 0, ..., c - 1} */
  private double[] tabulate(int x) {
    double mean = photons * (x / 255.0);
    double[] distribution = new double[level.length - 1];
    double probability = StrictMath.exp(-mean);
    double total = 0;
    for (int k = 0; k < distribution.length; k++) {
      total += probability;
      distribution[k] = total;
      probability *= mean / (k + 1);
    }
    short[] starts = new short[GUIDES];
    int count = 0;
    for (int g = 0; g < GUIDES; g++) {
      while (count < distribution.length && g / (double) GUIDES >= distribution[count]) {
        count++;
      }
      starts[g] = (short) count;
    }
    guide[x] = starts;
    cumulative[x] = distribution;
    return distribution;
  }
}
