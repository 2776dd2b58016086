// Copyright the Bulwark authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.github.bulwarkml.robustness.intervention;

import io.github.bulwarkml.core.internal.Require;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Map;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Which classes belong to which larger classes: a tree, or a graph in which a node may have several
 * parents, as in WordNet.
 *
 * <pre>{@code
 * ClassHierarchy hierarchy =
 *     ClassHierarchy.builder(3, 9) // classes 0, 1, 2 and the root 9
 *         .edge(0, 5).edge(1, 5).edge(2, 9).edge(5, 9)
 *         .name(5, "dog")
 *         .build();
 * hierarchy.ancestor(0, 1); // 5
 * }</pre>
 *
 * <p>The path of a class is its shortest path to the root; at each step the parent nearest to the
 * root counts, and of several the one with the smallest number. Depth is counted from the root on
 * that path. Immutable.
 *
 * @since 0.1.0
 */
public final class ClassHierarchy {
  private final int root;
  private final int[] nodeOfClass;
  private final NavigableMap<Integer, NavigableSet<Integer>> parents;
  private final Map<Integer, Integer> depths;
  private final Map<Integer, String> names;
  private final int maximumDepth;

  private ClassHierarchy(
      int root,
      int[] nodeOfClass,
      NavigableMap<Integer, NavigableSet<Integer>> parents,
      Map<Integer, Integer> depths,
      Map<Integer, String> names) {
    this.root = root;
    this.nodeOfClass = nodeOfClass;
    this.parents = parents;
    this.depths = depths;
    this.names = names;
    int deepest = 0;
    for (int c = 0; c < nodeOfClass.length; c++) {
      deepest = Math.max(deepest, depth(c));
    }
    this.maximumDepth = deepest;
  }

  /**
   * {@return a builder}
   *
   * @param classes how many classes, in [1, {@value LabelledIndex#MAXIMUM_CLASSES}]; class c is
   *     node c unless said otherwise
   * @param root the node above all, at least 0
   * @throws IllegalArgumentException if a number is out of range
   */
  public static Builder builder(int classes, int root) {
    return new Builder(classes, root);
  }

  /**
   * {@return a tree}
   *
   * @param classes how many classes; class c is node c
   * @param parents the parent of each node; -1 for the root
   * @throws IllegalArgumentException if a number is out of range, or there is a cycle, no root or
   *     more than one
   */
  public static ClassHierarchy tree(int classes, int... parents) {
    Require.inRange(classes, 1, LabelledIndex.MAXIMUM_CLASSES, "classes");
    int root = -1;
    for (int node = 0; node < parents.length; node++) {
      Require.inRange(parents[node], -1, parents.length - 1, "parents[" + node + "]");
      if (parents[node] == -1) {
        if (root >= 0) {
          throw new IllegalArgumentException(
              "parents must have one root, but nodes " + root + " and " + node + " have none");
        }
        root = node;
      }
    }
    if (root < 0) {
      throw new IllegalArgumentException("parents must hold one -1, for the root");
    }
    Require.inRange(classes, 1, parents.length, "classes");
    Builder builder = builder(classes, root);
    for (int node = 0; node < parents.length; node++) {
      if (node != root) {
        builder.edge(node, parents[node]);
      }
    }
    return builder.build();
  }

  /** {@return the number of classes} */
  public int classes() {
    return nodeOfClass.length;
  }

  /** {@return the node above all} */
  public int root() {
    return root;
  }

  /** {@return the largest depth of a class} */
  public int maximumDepth() {
    return maximumDepth;
  }

  /**
   * {@return the node of a class}
   *
   * @param classId from 0
   */
  public int node(int classId) {
    return nodeOfClass[Require.index(classId, nodeOfClass.length, "classId")];
  }

  /**
   * {@return how many steps a class lies below the root}
   *
   * @param classId from 0
   */
  public int depth(int classId) {
    return depthOf(node(classId));
  }

  private int depthOf(int node) {
    return Objects.requireNonNull(depths.get(node));
  }

  /**
   * {@return the node at a depth on the path of a class; its own node if that is not deeper}
   *
   * @param classId from 0
   * @param depth steps below the root, at least 0
   * @throws IllegalArgumentException if {@code depth} is negative
   */
  public int ancestor(int classId, int depth) {
    Require.atLeast(depth, 0, "depth");
    int node = node(classId);
    while (depthOf(node) > depth) {
      node = nextUp(node);
    }
    return node;
  }

  /** {@return the parent on the shortest path, of several the smallest} */
  private int nextUp(int node) {
    int wanted = depthOf(node) - 1;
    for (int parent : Objects.requireNonNull(parents.get(node))) {
      if (depthOf(parent) == wanted) {
        return parent;
      }
    }
    throw new IllegalStateException("node " + node + " has no parent nearer to the root");
  }

  /**
   * {@return the name of a node; its number if it has none}
   *
   * @param node a node of the hierarchy
   * @throws IllegalArgumentException if there is no such node
   */
  public String name(int node) {
    requireNode(node, "node");
    return names.getOrDefault(node, Integer.toString(node));
  }

  void requireNode(int node, String name) {
    if (!depths.containsKey(node)) {
      throw new IllegalArgumentException(
          name + " must be a node of the hierarchy, but was " + node);
    }
  }

  /** {@return for each class whether one of the nodes lies on any of its ways to the root} */
  boolean[] classesUnder(Iterable<Integer> nodes) {
    Set<Integer> wanted = new HashSet<>(); // only asked for membership
    nodes.forEach(wanted::add);
    boolean[] under = new boolean[nodeOfClass.length];
    for (int c = 0; c < under.length; c++) {
      under[c] = reaches(nodeOfClass[c], wanted);
    }
    return under;
  }

  private boolean reaches(int start, Set<Integer> wanted) {
    Set<Integer> seen = new HashSet<>();
    Deque<Integer> open = new ArrayDeque<>();
    open.add(start);
    while (!open.isEmpty()) {
      int node = open.remove();
      if (wanted.contains(node)) {
        return true;
      }
      for (int parent : parents.getOrDefault(node, new TreeSet<>())) {
        if (seen.add(parent)) {
          open.add(parent);
        }
      }
    }
    return false;
  }

  @Override
  public String toString() {
    return classes() + " classes under " + name(root) + ", depth up to " + maximumDepth;
  }

  /**
   * Collects the edges of a hierarchy. Not thread-safe.
   *
   * @since 0.1.0
   */
  public static final class Builder {
    private final int classes;
    private final int root;
    private final NavigableMap<Integer, NavigableSet<Integer>> parents = new TreeMap<>();
    private final NavigableMap<Integer, Integer> nodeOfClass = new TreeMap<>();
    private final NavigableMap<Integer, String> names = new TreeMap<>();

    private Builder(int classes, int root) {
      this.classes = Require.inRange(classes, 1, LabelledIndex.MAXIMUM_CLASSES, "classes");
      this.root = Require.atLeast(root, 0, "root");
    }

    /**
     * {@return this builder, with a node placed under another}
     *
     * @param child a node, at least 0
     * @param parent the node it belongs to, at least 0
     * @throws IllegalArgumentException if a number is negative
     */
    public Builder edge(int child, int parent) {
      Require.atLeast(child, 0, "child");
      Require.atLeast(parent, 0, "parent");
      parents.computeIfAbsent(child, c -> new TreeSet<>()).add(parent);
      return this;
    }

    /**
     * {@return this builder, with a class placed at a node other than its own number}
     *
     * @param classId a class, from 0
     * @param node its node, at least 0
     * @throws IllegalArgumentException if a number is out of range
     */
    public Builder classNode(int classId, int node) {
      Require.inRange(classId, 0, classes - 1, "classId");
      nodeOfClass.put(classId, Require.atLeast(node, 0, "node"));
      return this;
    }

    /**
     * {@return this builder, with a name for a node}
     *
     * @param node a node, at least 0
     * @param name what it is called
     * @throws IllegalArgumentException if {@code node} is negative
     */
    public Builder name(int node, String name) {
      names.put(Require.atLeast(node, 0, "node"), Objects.requireNonNull(name, "name"));
      return this;
    }

    /**
     * {@return the hierarchy}
     *
     * @throws IllegalArgumentException if there is a cycle or an orphan, or a class has no place;
     *     the message names it
     */
    public ClassHierarchy build() {
      int[] nodes = new int[classes];
      for (int c = 0; c < classes; c++) {
        nodes[c] = nodeOfClass.getOrDefault(c, c);
        if (nodes[c] != root && !parents.containsKey(nodes[c])) {
          throw new IllegalArgumentException(
              "class " + c + " is an orphan: its node " + nodes[c] + " has no parent");
        }
      }
      NavigableMap<Integer, NavigableSet<Integer>> copy = new TreeMap<>();
      parents.forEach((child, of) -> copy.put(child, new TreeSet<>(of)));
      return new ClassHierarchy(
          root, nodes, copy, new HierarchyCheck(root, copy).depths(), new TreeMap<>(names));
    }
  }
}
