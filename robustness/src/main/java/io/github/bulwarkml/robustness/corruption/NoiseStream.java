// Copyright the Bulwark authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.github.bulwarkml.robustness.corruption;

import io.github.bulwarkml.core.random.Seed;
import io.github.bulwarkml.core.random.SplitMix64;

/**
 * The random numbers of one corrupted image, from SplitMix64.
 *
 * <p>Normal variates come from a ziggurat of 256 layers (Marsaglia and Tsang, J. Stat. Software
 * 5(8), 2000) that takes layer and position from disjoint bits of one 64-bit draw, as Doornik
 * (2005) asks; StrictMath keeps the table and the rare rejection tests the same on every platform.
 *
 * <p>Not thread-safe; one per call.
 */
final class NoiseStream {
  private static final int LAYERS = 256;

  /** The start of the tail and the area of each layer, from the cited paper. */
  private static final double TAIL = 3.654152885361009;

  private static final double AREA = 0.00492867323399;
  private static final double[] EDGE = new double[LAYERS + 1];
  private static final double[] DENSITY = new double[LAYERS + 1];

  static {
    EDGE[0] = AREA / density(TAIL);
    EDGE[1] = TAIL;
    for (int i = 2; i < LAYERS; i++) {
      EDGE[i] = StrictMath.sqrt(-2 * StrictMath.log(AREA / EDGE[i - 1] + density(EDGE[i - 1])));
    }
    for (int i = 0; i <= LAYERS; i++) {
      DENSITY[i] = density(EDGE[i]);
    }
  }

  private final SplitMix64 bits;

  private NoiseStream(SplitMix64 bits) {
    this.bits = bits;
  }

  /** {@return the stream of (seed, corruption, severity, index)} */
  static NoiseStream of(Seed seed, Corruption corruption, int severity, long index) {
    return of(seed.child("corruption/" + corruption.id() + "/" + severity + "/" + index));
  }

  /** {@return the stream of a seed} */
  static NoiseStream of(Seed seed) {
    return new NoiseStream(SplitMix64.of(seed));
  }

  private static double density(double x) {
    return StrictMath.exp(-0.5 * x * x);
  }

  /** {@return 64 random bits} */
  long nextLong() {
    return bits.nextLong();
  }

  /** {@return a uniform number in [0, 1)} */
  double nextDouble() {
    return bits.nextDouble();
  }

  /** {@return a uniform number in [low, high)} */
  double uniform(double low, double high) {
    return low + (high - low) * bits.nextDouble();
  }

  /** {@return a uniform integer in [0, bound)} */
  int nextInt(int bound) {
    return bits.nextInt(bound);
  }

  /** {@return a standard normal number} */
  double nextGaussian() {
    while (true) {
      long draw = bits.nextLong();
      int layer = (int) draw & (LAYERS - 1);
      double x = (draw >> 11) * 0x1p-52 * EDGE[layer];
      if (Math.abs(x) < EDGE[layer + 1]) {
        return x;
      }
      if (layer == 0) {
        return x < 0 ? -tail() : tail();
      }
      double height = DENSITY[layer] + bits.nextDouble() * (DENSITY[layer + 1] - DENSITY[layer]);
      if (height < density(x)) {
        return x;
      }
    }
  }

  /** {@return a normal number given that it is above {@link #TAIL}} */
  private double tail() {
    while (true) {
      // 1 - u is in (0, 1].
      double x = -StrictMath.log(1 - bits.nextDouble()) / TAIL;
      double y = -StrictMath.log(1 - bits.nextDouble());
      if (2 * y > x * x) {
        return TAIL + x;
      }
    }
  }
}
