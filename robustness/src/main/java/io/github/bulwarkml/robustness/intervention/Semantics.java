// Copyright the Bulwark authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.github.bulwarkml.robustness.intervention;

import io.github.bulwarkml.core.internal.Require;
import io.github.bulwarkml.core.random.Seed;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalInt;

/**
 * Only the classes of some parts of the hierarchy, such as animals; in a graph with several parents
 * any path counts.
 *
 * <pre>{@code
 * new Semantics(hierarchy, List.of(animals)).excluding(List.of(dogs)).matchedTo(50_000);
 * }</pre>
 *
 * <p>Labels are numbered anew in their old order.
 *
 * @param hierarchy over the source classes
 * @param include nodes whose classes stay; empty for all
 * @param exclude nodes whose classes go, whatever {@code include} says
 * @param images how many examples remain, stratified as in {@link Quantity}; empty for all
 * @since 0.1.0
 */
public record Semantics(
    ClassHierarchy hierarchy, List<Integer> include, List<Integer> exclude, OptionalInt images)
    implements Intervention {
  /**
   * Checks the parts.
   *
   * @param hierarchy over the source classes
   * @param include nodes whose classes stay; empty for all
   * @param exclude nodes whose classes go
   * @param images how many examples remain, at least 1; empty for all
   * @throws IllegalArgumentException if a node is not in the hierarchy or a number is out of range
   */
  public Semantics {
    Objects.requireNonNull(hierarchy, "hierarchy");
    include = List.copyOf(include);
    exclude = List.copyOf(exclude);
    include.forEach(node -> hierarchy.requireNode(node, "include"));
    exclude.forEach(node -> hierarchy.requireNode(node, "exclude"));
    if (images.isPresent()) {
      Require.atLeast(images.getAsInt(), 1, "images");
    }
  }

  /**
   * Creates a choice of all examples under some nodes.
   *
   * @param hierarchy over the source classes
   * @param include nodes whose classes stay; empty for all
   * @throws IllegalArgumentException if a node is not in the hierarchy
   */
  public Semantics(ClassHierarchy hierarchy, List<Integer> include) {
    this(hierarchy, include, List.of(), OptionalInt.empty());
  }

  /**
   * {@return this choice without the classes under some nodes}
   *
   * @param newExclude nodes whose classes go
   * @throws IllegalArgumentException if a node is not in the hierarchy
   */
  public Semantics excluding(List<Integer> newExclude) {
    return new Semantics(hierarchy, include, newExclude, images);
  }

  /**
   * {@return this choice with a total size, so that different semantics can be compared}
   *
   * @param newImages how many examples remain, at least 1
   * @throws IllegalArgumentException if the number is out of range
   */
  public Semantics matchedTo(int newImages) {
    Require.atLeast(newImages, 1, "newImages");
    return new Semantics(hierarchy, include, exclude, OptionalInt.of(newImages));
  }

  @Override
  public String operation() {
    return "semantics";
  }

  @Override
  public Map<String, Object> parameters() {
    return Ordered.map(
        "include",
        include,
        "exclude",
        exclude,
        "images",
        images.isPresent() ? String.valueOf(images.getAsInt()) : "all");
  }

  @Override
  public Change apply(LabelledIndex input, Seed seed) {
    Granularity.requireClasses(hierarchy, input);
    boolean[] kept = hierarchy.classesUnder(include.isEmpty() ? all() : include);
    boolean[] gone = hierarchy.classesUnder(exclude);
    for (int c = 0; c < kept.length; c++) {
      kept[c] &= !gone[c];
    }
    boolean[] labelStays = new boolean[input.classes()];
    for (int i = 0; i < input.size(); i++) {
      labelStays[input.label(i)] |= kept[input.sourceClass(i)];
    }
    int[] newLabel = new int[input.classes()];
    Arrays.fill(newLabel, LabelledIndex.DROPPED);
    int classes = 0;
    for (int label = 0; label < newLabel.length; label++) {
      if (labelStays[label]) {
        newLabel[label] = classes++;
      }
    }
    if (classes == 0) {
      throw new IllegalArgumentException(
          "no example is under include " + include + " and outside exclude " + exclude);
    }
    LabelledIndex index = input.restricted(newLabel, kept, classes);
    return images.isEmpty() ? Change.to(index) : new Quantity(images.getAsInt()).apply(index, seed);
  }

  private List<Integer> all() {
    return List.of(hierarchy.root());
  }
}
