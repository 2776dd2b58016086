// Copyright the Bulwark authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.github.bulwarkml.robustness;

import io.github.bulwarkml.core.internal.Nearest;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * A model that a {@link BaselineRule} judges: its accuracies and whatever else is known of it.
 *
 * @since 0.1.0
 */
public interface Candidate {
  /** {@return the model's accuracies} */
  AccuracyPair pair();

  /**
   * {@return what is written of the model under a name, such as a column of a table; empty if
   * nothing is}
   *
   * @param name the attribute's name
   * @throws IllegalArgumentException if no model can have such an attribute; the message lists the
   *     ones there are
   */
  Optional<String> attribute(String name);

  /**
   * {@return a candidate of which only the pair is known: its attributes are {@code model} and
   * {@code type}}
   *
   * @param pair the model's accuracies
   */
  static Candidate of(AccuracyPair pair) {
    return new PlainCandidate(Objects.requireNonNull(pair, "pair"));
  }

  /**
   * {@return candidates of which only the pairs are known}
   *
   * @param pairs the models' accuracies
   */
  static List<Candidate> of(List<AccuracyPair> pairs) {
    return pairs.stream().map(Candidate::of).toList();
  }

  /**
   * A candidate of which only the pair is known.
   *
   * @param pair the model's accuracies
   */
  record PlainCandidate(AccuracyPair pair) implements Candidate {
    @Override
    public Optional<String> attribute(String name) {
      return switch (name) {
        case "model" -> Optional.of(pair.model());
        case "type" -> pair.type().isEmpty() ? Optional.empty() : Optional.of(pair.type());
        default ->
            throw new IllegalArgumentException(
                "no attribute '"
                    + name
                    + "' (present: "
                    + Nearest.list(name, List.of("model", "type"), 2)
                    + ")");
      };
    }
  }
}
