// Copyright the Bulwark authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.github.bulwarkml.core.random;

import io.github.bulwarkml.core.internal.Require;
import io.github.bulwarkml.core.run.Parallel;
import org.apache.commons.rng.sampling.distribution.ContinuousSampler;
import org.apache.commons.rng.sampling.distribution.ZigguratSampler;

/**
 * An endless sequence \(z_0, z_1, \dots\) of standard normal numbers that a seed stands for,
 * readable from any place: a random direction in parameter space that is regenerated instead of
 * stored.
 *
 * <p>Block b holds the numbers \(1024 b\) to \(1024 b + 1023\): Commons RNG's ziggurat on the
 * {@link SplitMix64} sequence whose seed is output b of the sequence of the stream's own seed. So
 * blocks can be made in any order and by any thread, always with the same numbers.
 *
 * <p>Cost: about 8 ns per number. Immutable and thread-safe. Anyone who knows the seed knows the
 * numbers: never privacy noise.
 *
 * @param seed what the sequence is made from
 * @since 0.1.0
 */
public record PerturbationStream(Seed seed) {
  /** How many numbers are made at once. */
  public static final int BLOCK = 1024;

  /** Numbers per task of a parallel call: a fixed split for any number of threads. */
  private static final int TASK = 64 * BLOCK;

  /**
   * {@return number {@code index} of the sequence}
   *
   * @param index at least 0
   * @throws IllegalArgumentException if {@code index < 0}
   */
  public double at(long index) {
    Require.inRange(index, 0, Long.MAX_VALUE, "index");
    ContinuousSampler block = block(index / BLOCK);
    for (long i = index % BLOCK; i > 0; i--) {
      block.sample();
    }
    return block.sample();
  }

  /**
   * Computes {@code target[i] = base[i] + scale * z[i]} for all i; the two arrays may be the same.
   * Product and sum are taken in double and rounded once.
   *
   * @param base what the direction starts from
   * @param scale its factor, finite; negative runs backwards
   * @param target where the sums go, as long as {@code base}
   * @param parallel how many threads may work; the result does not depend on it
   * @throws IllegalArgumentException if {@code scale} is not finite or the lengths differ
   */
  public void add(float[] base, double scale, float[] target, Parallel parallel) {
    Require.finite(scale, "scale");
    Require.sameLength(target.length, base.length, "target", "base");
    int tasks = (int) ((base.length + (long) TASK - 1) / TASK);
    parallel.forEach(
        tasks,
        task -> {
          int from = task * TASK;
          int to = (int) Math.min(base.length, from + (long) TASK);
          addRange(base, scale, target, from, to);
        });
  }

  /** {@code from} is the start of a block. */
  private void addRange(float[] base, double scale, float[] target, int from, int to) {
    int i = from;
    while (i < to) {
      ContinuousSampler block = block(i / BLOCK);
      int end = (int) Math.min(to, i + (long) BLOCK);
      for (; i < end; i++) {
        target[i] = (float) (base[i] + scale * block.sample());
      }
    }
  }

  private ContinuousSampler block(long index) {
    long start = SplitMix64.mix(seed.value() + (index + 1) * SplitMix64.GOLDEN_GAMMA);
    return ZigguratSampler.NormalizedGaussian.of(new SplitMix64(start));
  }
}
