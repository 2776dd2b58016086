// Copyright the Bulwark authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.github.bulwarkml.robustness.diversity;

import java.util.Locale;

/**
 * What a study says about a claim, from best to worst.
 *
 * @since 0.1.0
 */
public enum FindingVerdict {
  /** The whole interval agrees with the claim. */
  CONFIRMED,
  /** The estimate agrees, the interval does not exclude the contrary. */
  INDICATED,
  /** The estimate disagrees, the interval does not exclude the claim. */
  NOT_SEEN,
  /** The whole interval disagrees with the claim. */
  REFUTED,
  /** A pre-training set that the claim speaks of has no models. */
  NOT_MEASURED;

  /** {@return the name in reports, such as {@code not seen}} */
  public String label() {
    return name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }

  /** {@return the worse of two: a claim with several parts holds if all do} */
  FindingVerdict and(FindingVerdict other) {
    return compareTo(other) >= 0 ? this : other;
  }
}
