// Copyright the Bulwark authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.github.bulwarkml.robustness.metrics;

/**
 * Over which classes a macro average runs. The three give different numbers from the same
 * predictions whenever a class is missing from the true labels; a published number means nothing
 * without its mode.
 *
 * @since 0.1.0
 */
public enum MacroAverage {
  /**
   * The classes that occur among the true labels: the convention of WILDS [1], used for iWildCam.
   * Predictions into an absent class cost recall of the true class but add no term.
   *
   * <p>[1] Koh et al. 2021, arXiv:2012.07421, appendix E.
   */
  WILDS(""),
  /**
   * The classes that occur among the true or the predicted labels: the default of most libraries.
   */
  UNION("-union"),
  /** All K classes; one that occurs nowhere counts as 0. */
  ALL_CLASSES("-classes");

  private final String suffix;

  MacroAverage(String suffix) {
    this.suffix = suffix;
  }

  /** {@return the name as reports print it} */
  String label() {
    return switch (this) {
      case WILDS -> "those that are true of some example, as in WILDS";
      case UNION -> "those that are true of or predicted for some example";
      case ALL_CLASSES -> "all";
    };
  }

  /**
   * {@return the key of a macro-averaged metric: {@code F1-macro_all} under WILDS, {@code
   * F1-macro-union_all} and {@code F1-macro-classes_all} otherwise}
   *
   * @param metric {@code F1} or {@code recall}
   */
  public String key(String metric) {
    return metric + "-macro" + suffix + "_all";
  }
}
