// Copyright the Bulwark authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.github.bulwarkml.benchmarks.reproduce;

/**
 * How a number of ours stands to a published claim.
 *
 * @since 0.1.0
 */
public enum Verdict {
  /** Our number agrees with the published one as the claim's rule asks. */
  REPRODUCED("reproduced"),
  /** The effect has the claimed sign or order; its size differs or was not published. */
  REPRODUCED_IN_DIRECTION("reproduced in direction"),
  /** Our number contradicts the claim or is too uncertain to support it. */
  NOT_REPRODUCED("not reproduced"),
  /** The settings differ too much for a comparison; our number is shown for the record. */
  NOT_COMPARABLE("not comparable");

  private final String label;

  Verdict(String label) {
    this.label = label;
  }

  /** {@return the verdict in words, as reports print it} */
  public String label() {
    return label;
  }
}
