// Copyright the Bulwark authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.github.bulwarkml.robustness.table;

import io.github.bulwarkml.robustness.AccuracyPair;
import io.github.bulwarkml.robustness.Candidate;
import io.github.bulwarkml.robustness.SkippedModel;
import java.util.List;

/**
 * The models of a table that have all accuracies asked for, and those that have not.
 *
 * @param candidates models with all cells present, in the table's order
 * @param skipped models with a missing cell, and which cell
 * @since 0.1.0
 */
public record PairedModels(List<Candidate> candidates, List<SkippedModel> skipped) {
  /**
   * Copies the lists.
   *
   * @param candidates models with all cells present
   * @param skipped models with a missing cell
   */
  public PairedModels {
    candidates = List.copyOf(candidates);
    skipped = List.copyOf(skipped);
  }

  /** {@return the pairs of the candidates} */
  public List<AccuracyPair> pairs() {
    return candidates.stream().map(Candidate::pair).toList();
  }

  @Override
  public String toString() {
    return candidates.size() + " models with all cells, " + skipped.size() + " without";
  }
}
