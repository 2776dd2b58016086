// Copyright the Bulwark authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.github.bulwarkml.robustness.diversity;

/**
 * Which measurement of a fine-tuned model a report looks at.
 *
 * @since 0.1.0
 */
public enum DiversityMetric {
  /** The share of right answers. */
  ACCURACY,
  /** The mean of the classes' F1, over the classes in the true labels. */
  MACRO_F1;

  /** {@return the name in reports} */
  String label() {
    return this == ACCURACY ? "accuracy" : "macro-F1";
  }
}
