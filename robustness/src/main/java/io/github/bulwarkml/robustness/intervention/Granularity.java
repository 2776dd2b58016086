// Copyright the Bulwark authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.github.bulwarkml.robustness.intervention;

import io.github.bulwarkml.core.internal.Require;
import io.github.bulwarkml.core.random.Seed;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * The same examples with coarser labels: each class is replaced by its ancestor at a depth of the
 * hierarchy, or stays itself if it is not that deep.
 *
 * <p>Ancestors are those on {@link ClassHierarchy}'s path of a class. New labels are numbered by
 * the smallest class in each. A depth below every class changes nothing and gives a warning.
 *
 * @param hierarchy over the source classes
 * @param depth how far below the root, at least 1; depth 0 would be a single class
 * @since 0.1.0
 */
public record Granularity(ClassHierarchy hierarchy, int depth) implements Intervention {
  /**
   * Checks the parts.
   *
   * @param hierarchy over the source classes
   * @param depth how far below the root, at least 1
   * @throws IllegalArgumentException if {@code depth} is below 1
   */
  public Granularity {
    Objects.requireNonNull(hierarchy, "hierarchy");
    if (depth < 1) {
      throw new IllegalArgumentException(
          "depth must be >= 1, but was " + depth + " (depth 0 is one class for everything)");
    }
  }

  @Override
  public String operation() {
    return "granularity";
  }

  @Override
  public Map<String, Object> parameters() {
    return Ordered.map("depth", depth, "hierarchyClasses", hierarchy.classes());
  }

  @Override
  public Change apply(LabelledIndex input, Seed seed) {
    requireClasses(hierarchy, input);
    if (depth > hierarchy.maximumDepth()) {
      return new Change(
          input,
          Map.of(),
          List.of(
              "depth "
                  + depth
                  + " lies below every class (deepest: "
                  + hierarchy.maximumDepth()
                  + "); nothing is changed"));
    }
    Coarse coarse = Coarse.of(hierarchy, depth, input.sourcesPresent());
    List<Object> merged = new ArrayList<>();
    for (int label = 0; label < coarse.nodes().size(); label++) {
      int node = coarse.nodes().get(label);
      List<Integer> members = coarse.members(label);
      if (members.size() > 1) {
        merged.add(
            Ordered.map(
                "label", label, "node", node, "name", hierarchy.name(node), "classes", members));
      }
    }
    return new Change(
        input.relabelled(coarse.labels(), coarse.nodes().size()),
        Ordered.map("classesBefore", input.classes(), "merged", merged),
        List.of());
  }

  static void requireClasses(ClassHierarchy hierarchy, LabelledIndex input) {
    Require.sameLength(hierarchy.classes(), input.sourceClasses(), "hierarchy", "the classes");
  }
}
