// Copyright the Bulwark authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.github.bulwarkml.robustness.intervention;

import io.github.bulwarkml.core.random.Seed;
import java.util.Map;

/**
 * The control of everything: the labels are dealt out anew at random, so each class keeps its
 * number of examples and no label says anything about its image.
 *
 * @since 0.1.0
 */
public record RandomLabels() implements Intervention {
  @Override
  public String operation() {
    return "randomLabels";
  }

  @Override
  public Map<String, Object> parameters() {
    return Map.of();
  }

  @Override
  public Change apply(LabelledIndex input, Seed seed) {
    return Change.to(input.shuffled(SeededOrder.of(input.size(), "labels", seed)));
  }
}
