// Copyright the Bulwark authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.github.bulwarkml.robustness.diversity;

/**
 * Which scratch models the line of a fine-tuned model is fitted to.
 *
 * @since 0.1.0
 */
public enum BaselineScope {
  /** One line for all: runs share their test sets. */
  COMMON,
  /** A line per run: each run has a world, and so test sets, of its own. */
  PER_RUN;

  /** {@return the name in reports} */
  String label() {
    return this == COMMON ? "common" : "per run";
  }
}
