// Copyright the Bulwark authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.github.bulwarkml.core.nn;

import io.github.bulwarkml.core.internal.Require;

/**
 * The size of a transformer.
 *
 * @param blocks how many blocks of attention and a two-layer network, in [1, 1000]
 * @param heads attention heads of each block, at least 1; must divide {@code units}
 * @param units the width of the rows between blocks, in [1, 2^20]
 * @param dropout the probability of zero after the embeddings and after each part of a block, in
 *     [0, 1)
 * @since 0.1.0
 */
public record TransformerSize(int blocks, int heads, int units, double dropout) {
  /**
   * Checks the numbers.
   *
   * @param blocks how many blocks, in [1, 1000]
   * @param heads attention heads of each block, at least 1; must divide {@code units}
   * @param units the width of the rows between blocks, in [1, 2^20]
   * @param dropout the probability of zero, in [0, 1)
   * @throws IllegalArgumentException if one is out of range or the heads do not divide the units
   */
  public TransformerSize {
    Require.inRange(blocks, 1, 1000, "blocks");
    Require.inRange(units, 1, 1 << 20, "units");
    Require.inRange(heads, 1, units, "heads");
    if (units % heads != 0) {
      throw new IllegalArgumentException(
          "units must be a multiple of heads = " + heads + ", but was " + units);
    }
    if (!(dropout >= 0 && dropout < 1)) {
      throw new IllegalArgumentException("dropout must be in [0, 1), but was " + dropout);
    }
  }

  /**
   * {@return a size without dropout}
   *
   * @param blocks how many blocks, in [1, 1000]
   * @param heads attention heads of each block, at least 1; must divide {@code units}
   * @param units the width of the rows between blocks, in [1, 2^20]
   * @throws IllegalArgumentException if one is out of range or the heads do not divide the units
   */
  public static TransformerSize of(int blocks, int heads, int units) {
    return new TransformerSize(blocks, heads, units, 0);
  }

  /** {@return the smallest GPT-2: 12 blocks, 12 heads, 768 units} */
  public static TransformerSize gpt2Small() {
    return of(12, 12, 768);
  }

  /**
   * {@return this size with dropout}
   *
   * @param newDropout the probability of zero, in [0, 1)
   * @throws IllegalArgumentException if it is out of range
   */
  public TransformerSize withDropout(double newDropout) {
    return new TransformerSize(blocks, heads, units, newDropout);
  }
}
