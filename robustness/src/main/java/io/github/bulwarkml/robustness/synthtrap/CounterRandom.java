// Copyright the Bulwark authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.github.bulwarkml.robustness.synthtrap;

import io.github.bulwarkml.core.random.Seed;
import io.github.bulwarkml.core.random.SplitMix64;
import java.util.Objects;

/**
 * Random numbers without a state: each is a function of the seed, a tag (what it is for), an item
 * (whose it is) and a counter. So any part of a world can be made alone, in any order.
 *
 * <p>With G = {@link SplitMix64#GOLDEN_GAMMA} and arithmetic modulo 2<sup>64</sup>: {@code z0 =
 * mix(seed + G (tag + 1))}, {@code z1 = mix(z0 + G (item + 1))}, {@code z2 = mix(z1 + G (counter +
 * 1))}; the uniform number is the upper 53 bits of z2. Immutable.
 *
 * @param seed the seed of the world
 * @since 0.1.0
 */
public record CounterRandom(Seed seed) {
  static final int PROTOTYPE = 1;
  static final int CLASS = 2;
  static final int INSTANCE = 3;
  static final int INSTANCE_NOISE = 4;
  static final int LOCATION = 5;
  static final int PIXEL_NOISE = 6;
  static final int PRIOR = 7;
  static final int PICK = 8;

  /**
   * Checks the seed.
   *
   * @param seed the seed of the world
   */
  public CounterRandom {
    Objects.requireNonNull(seed, "seed");
  }

  /**
   * {@return a multiple of 2<sup>-53</sup> in [0, 1)}
   *
   * @param tag what the number is for; any value
   * @param item whose number it is; any value
   * @param counter which of its numbers; any value
   */
  public double uniform(long tag, long item, long counter) {
    return uniform(item(tag, item), counter);
  }

  /**
   * {@return a standard normal number, by the cosine branch of Box and Muller from the uniform
   * numbers 2 counter and 2 counter + 1}
   *
   * @param tag what the number is for; any value
   * @param item whose number it is; any value
   * @param counter which of its numbers; any value
   */
  public double normal(long tag, long item, long counter) {
    return normal(item(tag, item), counter);
  }

  /** {@return what all numbers of an item share: z1} */
  long item(long tag, long item) {
    long tagged = step(seed.value(), tag);
    return step(tagged, item);
  }

  static double uniform(long item, long counter) {
    return (step(item, counter) >>> 11) * 0x1p-53;
  }

  static double normal(long item, long counter) {
    double u = uniform(item, 2 * counter);
    double v = uniform(item, 2 * counter + 1);
    return Math.sqrt(-2 * StrictMath.log(1 - u)) * StrictMath.cos(2 * Math.PI * v);
  }

  /** {@return the uniform number stretched to [low, high)} */
  static double range(double uniform, double low, double high) {
    return low + (high - low) * uniform;
  }

  private static long step(long z, long index) {
    return SplitMix64.mix(z + SplitMix64.GOLDEN_GAMMA * (index + 1));
  }
}
