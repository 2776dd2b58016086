// Copyright the Bulwark authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.github.bulwarkml.robustness.agreement;

import io.github.bulwarkml.core.internal.Require;

/**
 * Two models, and how often they agree on both sets.
 *
 * @param first position of one model
 * @param second position of the other, above {@code first}
 * @param id their agreement in distribution, in [0, 1]
 * @param ood their agreement out of distribution, in [0, 1]
 * @since 0.1.0
 */
public record AgreementPair(int first, int second, double id, double ood) {
  /**
   * Checks the numbers.
   *
   * @param first position of one model, at least 0
   * @param second position of the other, above {@code first}
   * @param id their agreement in distribution, in [0, 1]
   * @param ood their agreement out of distribution, in [0, 1]
   * @throws IllegalArgumentException if a number is out of range
   */
  public AgreementPair {
    Require.inRange(first, 0, Integer.MAX_VALUE - 1, "first");
    Require.atLeast(second, first + 1, "second");
    Require.inRange(id, 0, 1, "id");
    Require.inRange(ood, 0, 1, "ood");
  }
}
