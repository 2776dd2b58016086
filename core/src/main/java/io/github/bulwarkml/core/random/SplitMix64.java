// Copyright the Bulwark authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.github.bulwarkml.core.random;

import io.github.bulwarkml.core.internal.Require;

/**
 * The SplitMix64 sequence as Bulwark's specifications define it: output {@code j} of seed {@code s}
 * is {@code mix(s + (j + 1) * GOLDEN_GAMMA)} in arithmetic modulo 2<sup>64</sup>.
 *
 * <p>Small, jumpable and the same in every language, which makes it the generator of everything
 * whose bits are published. Not for secrets.
 *
 * <p>Not thread-safe; use one per thread.
 *
 * <p>Reference: Steele, Lea, Flood, "Fast splittable pseudorandom number generators", OOPSLA 2014,
 * doi:10.1145/2660193.2660195; the finaliser is Stafford's variant 13.
 *
 * @since 0.1.0
 */
public final class SplitMix64 implements RandomBits {
  /** The odd number closest to 2<sup>64</sup> divided by the golden ratio. */
  public static final long GOLDEN_GAMMA = 0x9E3779B97F4A7C15L;

  private long state;

  /**
   * Creates the sequence of a seed.
   *
   * @param seed any 64-bit number
   */
  public SplitMix64(long seed) {
    this.state = seed;
  }

  /**
   * {@return the sequence of a seed}
   *
   * @param seed the seed whose value starts the sequence
   */
  public static SplitMix64 of(Seed seed) {
    return new SplitMix64(seed.value());
  }

  /**
   * {@return the finaliser: a bijection of 64-bit numbers}
   *
   * @param z any number
   */
  public static long mix(long z) {
    z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    return z ^ (z >>> 31);
  }

  /** {@return the next 64 bits} */
  @Override
  public long nextLong() {
    return mix(state += GOLDEN_GAMMA);
  }

  /**
   * {@return the next multiple of 2<sup>-53</sup> in [0, 1): the upper 53 bits of the next output}
   */
  @Override
  public double nextDouble() {
    return (nextLong() >>> 11) * 0x1p-53;
  }

  /**
   * {@return the next integer in [0, bound), without bias (multiply-shift with rejection)}
   *
   * @param bound the exclusive upper bound, at least 1
   * @throws IllegalArgumentException if {@code bound < 1}
   */
  @Override
  public int nextInt(int bound) {
    Require.atLeast(bound, 1, "bound");
    // Lemire, doi:10.1145/3230636: the high half of a 32 x 32 bit product, rejecting the short
    // tail.
    long product = (nextLong() >>> 32) * bound;
    long low = product & 0xFFFFFFFFL;
    if (low < bound) {
      long threshold = (0x1_0000_0000L - bound) % bound;
      while (low < threshold) {
        product = (nextLong() >>> 32) * bound;
        low = product & 0xFFFFFFFFL;
      }
    }
    return (int) (product >>> 32);
  }
}
