// Copyright the Bulwark authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.github.bulwarkml.robustness.intervention;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.Objects;
import java.util.TreeMap;
import java.util.TreeSet;

/** Finds cycles and orphans of a graph, and the distance of each node from the root. */
final class HierarchyCheck {
  private final int root;
  private final NavigableMap<Integer, NavigableSet<Integer>> parents;
  private final NavigableMap<Integer, NavigableSet<Integer>> children = new TreeMap<>();

  HierarchyCheck(int root, NavigableMap<Integer, NavigableSet<Integer>> parents) {
    this.root = root;
    this.parents = parents;
    parents.forEach(
        (child, of) ->
            of.forEach(
                parent -> children.computeIfAbsent(parent, p -> new TreeSet<>()).add(child)));
  }

  /** {@return the length of the shortest way to the root, by node} */
  Map<Integer, Integer> depths() {
    refuseCycles();
    if (parents.containsKey(root)) {
      throw new IllegalArgumentException(
          "the root " + root + " must have no parent, but has " + parents.get(root));
    }
    for (int parent : children.keySet()) {
      if (parent != root && !parents.containsKey(parent)) {
        throw new IllegalArgumentException(
            "node " + parent + " is an orphan: it has no parent and is not the root " + root);
      }
    }
    NavigableMap<Integer, Integer> depths = new TreeMap<>();
    Deque<Integer> open = new ArrayDeque<>();
    depths.put(root, 0);
    open.add(root);
    while (!open.isEmpty()) {
      int node = open.remove();
      for (int child : children.getOrDefault(node, new TreeSet<>())) {
        if (!depths.containsKey(child)) {
          depths.put(child, Objects.requireNonNull(depths.get(node)) + 1);
          open.add(child);
        }
      }
    }
    return depths;
  }

  /** Takes away nodes without parents until none is left; what stays is on or below a cycle. */
  private void refuseCycles() {
    NavigableMap<Integer, Integer> waiting = new TreeMap<>();
    Deque<Integer> free = new ArrayDeque<>();
    parents.forEach((child, of) -> waiting.put(child, of.size()));
    children.keySet().stream().filter(node -> !parents.containsKey(node)).forEach(free::add);
    while (!free.isEmpty()) {
      for (int child : children.getOrDefault(free.remove(), new TreeSet<>())) {
        int left = Objects.requireNonNull(waiting.get(child)) - 1;
        if (left == 0) {
          waiting.remove(child);
          free.add(child);
        } else {
          waiting.put(child, left);
        }
      }
    }
    if (!waiting.isEmpty()) {
      throw new IllegalArgumentException("the hierarchy has a cycle: " + cycle(waiting));
    }
  }

  private String cycle(NavigableMap<Integer, Integer> stuck) {
    List<Integer> path = new ArrayList<>();
    int node = stuck.firstKey();
    while (!path.contains(node)) {
      path.add(node);
      node =
          Objects.requireNonNull(parents.get(node)).stream()
              .filter(stuck::containsKey)
              .findFirst()
              .orElseThrow();
    }
    StringBuilder text = new StringBuilder();
    for (int k = path.indexOf(node); k < path.size(); k++) {
      text.append(path.get(k)).append(" -> ");
    }
    return text.append(node).toString();
  }
}
