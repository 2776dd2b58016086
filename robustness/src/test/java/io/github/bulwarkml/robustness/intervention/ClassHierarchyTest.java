// Copyright the Bulwark authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.github.bulwarkml.robustness.intervention;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class ClassHierarchyTest {
  @Test
  void tree() {
    // 0, 1 under 3; 2 under 4; 3, 4 under 5
    ClassHierarchy tree = ClassHierarchy.tree(3, 3, 3, 4, 5, 5, -1);
    assertThat(tree.root()).isEqualTo(5);
    assertThat(tree.maximumDepth()).isEqualTo(2);
    assertThat(tree.ancestor(1, 0)).isEqualTo(5);
    assertThat(tree.ancestor(1, 1)).isEqualTo(3);
    assertThat(tree.ancestor(1, 2)).isEqualTo(1);
    assertThat(tree.ancestor(1, 9)).isEqualTo(1);
    assertThat(tree.depth(2)).isEqualTo(2);
    assertThat(tree.toString()).isEqualTo("3 classes under 5, depth up to 2");
  }

  /** Class 0 has a long way over 1, 2 and short ones over 5 and over 4: 4 wins. */
  @Test
  void inAGraphTheShortestPathCountsAndTiesGoToTheSmallestParent() {
    ClassHierarchy graph =
        ClassHierarchy.builder(1, 9)
            .edge(0, 1)
            .edge(1, 2)
            .edge(2, 9)
            .edge(0, 5)
            .edge(5, 9)
            .edge(0, 4)
            .edge(4, 9)
            .name(4, "four")
            .build();
    assertThat(graph.depth(0)).isEqualTo(2);
    assertThat(graph.ancestor(0, 1)).isEqualTo(4);
    assertThat(graph.name(4)).isEqualTo("four");
    assertThat(graph.name(5)).isEqualTo("5");
    assertThat(graph.classesUnder(List.of(2))).containsExactly(true);
    assertThat(graph.classesUnder(List.of(5))).containsExactly(true);
    assertThat(graph.classesUnder(List.of())).containsExactly(false);
  }

  @Test
  void classesMayStandAnywhere() {
    ClassHierarchy inner =
        ClassHierarchy.builder(2, 100)
            .classNode(0, 50)
            .classNode(1, 60)
            .edge(50, 60)
            .edge(60, 100)
            .build();
    assertThat(inner.depth(0)).isEqualTo(2);
    assertThat(inner.depth(1)).isEqualTo(1);
    assertThat(inner.ancestor(0, 1)).isEqualTo(60);
  }

  @Test
  void cyclesAndOrphansAreNamed() {
    assertThatThrownBy(
            () -> ClassHierarchy.builder(1, 9).edge(0, 1).edge(1, 2).edge(2, 1).edge(2, 9).build())
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("the hierarchy has a cycle: 1 -> 2 -> 1");
    assertThatThrownBy(() -> ClassHierarchy.builder(1, 9).edge(0, 0).build())
        .hasMessage("the hierarchy has a cycle: 0 -> 0");
    assertThatThrownBy(() -> ClassHierarchy.builder(1, 9).edge(0, 9).edge(9, 0).build())
        .hasMessageContaining("cycle: 0 -> 9 -> 0");
    assertThatThrownBy(() -> ClassHierarchy.builder(2, 9).edge(0, 9).build())
        .hasMessage("class 1 is an orphan: its node 1 has no parent");
    assertThatThrownBy(() -> ClassHierarchy.builder(1, 9).edge(0, 9).edge(0, 7).build())
        .hasMessage("node 7 is an orphan: it has no parent and is not the root 9");
    assertThatThrownBy(() -> ClassHierarchy.builder(1, 9).edge(0, 9).edge(9, 8).build())
        .hasMessage("the root 9 must have no parent, but has [8]");
    assertThatThrownBy(() -> ClassHierarchy.tree(1, -1, -1))
        .hasMessage("parents must have one root, but nodes 0 and 1 have none");
    assertThatThrownBy(() -> ClassHierarchy.tree(1, 1, 0))
        .hasMessage("parents must hold one -1, for the root");
    assertThatThrownBy(() -> ClassHierarchy.tree(1, -1).name(4))
        .hasMessage("node must be a node of the hierarchy, but was 4");
  }
}
