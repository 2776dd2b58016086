// Copyright the Bulwark authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.github.bulwarkml.robustness.intervention;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A coarse label for each class. */
final class Coarse {
  private final int[] labels;
  private final List<Integer> nodes;

  private Coarse(int[] labels, List<Integer> nodes) {
    this.labels = labels;
    this.nodes = nodes;
  }

  /** {@return the labels by class; {@link LabelledIndex#DROPPED} for classes that are not there} */
  int[] labels() {
    return labels;
  }

  /** {@return the node of each label} */
  List<Integer> nodes() {
    return nodes;
  }

  static Coarse of(ClassHierarchy hierarchy, int depth, boolean[] present) {
    int[] labels = new int[present.length];
    Arrays.fill(labels, LabelledIndex.DROPPED);
    Map<Integer, Integer> labelOfNode = new LinkedHashMap<>();
    for (int c = 0; c < present.length; c++) {
      if (present[c]) {
        int node = hierarchy.ancestor(c, depth);
        Integer known = labelOfNode.putIfAbsent(node, labelOfNode.size());
        labels[c] = known == null ? labelOfNode.size() - 1 : known;
      }
    }
    return new Coarse(labels, List.copyOf(labelOfNode.keySet()));
  }

  List<Integer> members(int label) {
    List<Integer> members = new ArrayList<>();
    for (int c = 0; c < labels.length; c++) {
      if (labels[c] == label) {
        members.add(c);
      }
    }
    return members;
  }
}
