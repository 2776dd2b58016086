// Copyright the Bulwark authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.github.bulwarkml.robustness.diversity;

import io.github.bulwarkml.core.stats.FTest;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * A claim about pre-training data and what the models say about it.
 *
 * @param id its number, such as {@code C1}
 * @param claim the claim in words
 * @param contrasts what must all be above 0 for the claim to hold; empty if not measured
 * @param sameLine the test of one common line for the two sets compared, where there is one
 * @since 0.1.0
 */
public record Finding(String id, String claim, List<Contrast> contrasts, Optional<FTest> sameLine) {
  /**
   * Checks that nothing is null.
   *
   * @param id its number
   * @param claim the claim in words
   * @param contrasts what must all be above 0; empty if not measured
   * @param sameLine the test of one common line, where there is one
   */
  public Finding {
    Objects.requireNonNull(id, "id");
    Objects.requireNonNull(claim, "claim");
    contrasts = List.copyOf(contrasts);
    Objects.requireNonNull(sameLine, "sameLine");
  }

  /** {@return the worst verdict of the contrasts} */
  public FindingVerdict verdict() {
    return contrasts.stream()
        .map(Contrast::verdict)
        .reduce(FindingVerdict::and)
        .orElse(FindingVerdict.NOT_MEASURED);
  }
}
