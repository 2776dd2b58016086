// Copyright the Bulwark authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.github.bulwarkml.robustness.intervention;

import io.github.bulwarkml.core.random.Seed;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * The control of {@link Granularity}: as many labels, with as many classes in each, but classes are
 * merged at random.
 *
 * @param hierarchy over the source classes
 * @param depth the depth whose labels are imitated, at least 1
 * @since 0.1.0
 */
public record RandomCoarse(ClassHierarchy hierarchy, int depth) implements Intervention {
  /**
   * Checks the parts.
   *
   * @param hierarchy over the source classes
   * @param depth the depth whose labels are imitated, at least 1
   * @throws IllegalArgumentException if {@code depth} is below 1
   */
  public RandomCoarse {
    Objects.requireNonNull(hierarchy, "hierarchy");
    if (depth < 1) {
      throw new IllegalArgumentException(
          "depth must be >= 1, but was " + depth + " (depth 0 is one class for everything)");
    }
  }

  @Override
  public String operation() {
    return "randomCoarse";
  }

  @Override
  public Map<String, Object> parameters() {
    return Ordered.map("depth", depth, "hierarchyClasses", hierarchy.classes());
  }

  @Override
  public Change apply(LabelledIndex input, Seed seed) {
    Granularity.requireClasses(hierarchy, input);
    boolean[] present = input.sourcesPresent();
    Coarse coarse = Coarse.of(hierarchy, depth, present);
    int[] there = new int[present.length];
    int count = 0;
    for (int c = 0; c < present.length; c++) {
      if (present[c]) {
        there[count++] = c;
      }
    }
    int[] order = SeededOrder.of(count, "classes", seed);
    int[] labels = new int[present.length];
    Arrays.fill(labels, LabelledIndex.DROPPED);
    for (int k = 0; k < count; k++) {
      labels[there[k]] = coarse.labels()[there[order[k]]];
    }
    return new Change(
        input.relabelled(labels, coarse.nodes().size()),
        Ordered.map("classesBefore", input.classes()),
        depth > hierarchy.maximumDepth()
            ? List.of("depth " + depth + " lies below every class; classes are only renamed")
            : List.of());
  }
}
