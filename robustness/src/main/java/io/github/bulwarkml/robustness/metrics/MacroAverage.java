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
  WILDS,
  /**
   * The classes that occur among the true or the predicted labels: the default of most libraries.
   */
  UNION,
  /** All K classes; one that occurs nowhere counts as 0. */
  ALL_CLASSES
}
