// Copyright the Bulwark authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.github.bulwarkml.robustness.corruption;

import io.github.bulwarkml.core.random.Seed;

/**
 * Corruption in one line, with the default options.
 *
 * <pre>{@code
 * Image foggy = Corruptions.corrupt(image, Corruption.FOG, 3, Seed.of(42), 0);
 * }</pre>
 *
 * @see Corruptor for many images
 * @since 0.1.0
 */
public final class Corruptions {
  private Corruptions() {}

  /**
   * {@return the corrupted image, of the same shape, at ImageNet scale with all defaults}
   *
   * @param image the clean image
   * @param corruption the corruption
   * @param severity in [1, 5]
   * @param seed the seed of the whole data set
   * @param index which image of the data set it is, at least 0
   * @throws IllegalArgumentException if severity or index is out of range
   */
  public static Image corrupt(
      Image image, Corruption corruption, int severity, Seed seed, long index) {
    return new Corruptor(CorruptionOptions.defaults())
        .corrupt(image, corruption, severity, seed, index);
  }
}
