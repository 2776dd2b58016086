// Copyright the Bulwark authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.github.bulwarkml.core.stats;

import io.github.bulwarkml.core.internal.Require;

/**
 * The outcome of a two-sided permutation test of a difference of means.
 *
 * @param difference the mean of the first sample minus that of the second, as observed
 * @param permutations how many random relabellings were drawn, at least 1
 * @param atLeastAsExtreme in how many the absolute difference was at least the observed one
 * @param pValue (atLeastAsExtreme + 1) / (permutations + 1), in (0, 1]
 * @since 0.1.0
 */
public record PermutationTest(
    double difference, int permutations, int atLeastAsExtreme, double pValue) {
  /**
   * Checks the numbers.
   *
   * @param difference finite
   * @param permutations at least 1
   * @param atLeastAsExtreme in [0, permutations]
   * @param pValue in [0, 1]
   * @throws IllegalArgumentException if a number is out of range
   */
  public PermutationTest {
    Require.finite(difference, "difference");
    Require.atLeast(permutations, 1, "permutations");
    Require.inRange(atLeastAsExtreme, 0, permutations, "atLeastAsExtreme");
    Require.inRange(pValue, 0, 1, "pValue");
  }
}
