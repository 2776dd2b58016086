// Copyright the Bulwark authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.github.bulwarkml.robustness.intervention;

import io.github.bulwarkml.core.internal.Require;
import io.github.bulwarkml.core.io.ImageSet;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Which examples of a data set are used, the label of each and, if known, its domain: all that an
 * intervention needs to see.
 *
 * <pre>{@code
 * LabelledIndex all = LabelledIndex.of(images);
 * }</pre>
 *
 * <p>Beside its label an example keeps its source class: the class it had at the start (or the
 * wrong one that a random control gave it). Hierarchies speak of source classes, so that labels may
 * be made coarser more than once. Immutable.
 *
 * @since 0.1.0
 */
public final class LabelledIndex {
  /** The most classes an index may have. */
  public static final int MAXIMUM_CLASSES = 1 << 20;

  /** Stands in {@link #relabelling()} for a class that is no longer there. */
  public static final int DROPPED = -1;

  private final int classes;
  private final int[] examples;
  private final int[] labels;
  private final int[] sources;
  private final int @Nullable [] domains;
  private final int sourceClasses;

  /** New label by source class; null once labels do not follow from source classes. */
  private final int @Nullable [] relabelling;

  private LabelledIndex(
      int classes,
      int[] examples,
      int[] labels,
      int[] sources,
      int @Nullable [] domains,
      int sourceClasses,
      int @Nullable [] relabelling) {
    this.classes = classes;
    this.examples = examples;
    this.labels = labels;
    this.sources = sources;
    this.domains = domains;
    this.sourceClasses = sourceClasses;
    this.relabelling = relabelling;
  }

  /**
   * {@return all examples of a data set}
   *
   * @param labels one per example; at least one; copied
   * @param classes labels lie in [0, classes); in [1, {@value #MAXIMUM_CLASSES}]
   * @throws IllegalArgumentException if a number is out of range or there are no labels
   */
  public static LabelledIndex of(int[] labels, int classes) {
    Require.inRange(classes, 1, MAXIMUM_CLASSES, "classes");
    if (labels.length == 0) {
      throw new IllegalArgumentException("labels must not be empty");
    }
    int[] copy = labels.clone();
    for (int i = 0; i < copy.length; i++) {
      Require.inRange(copy[i], 0, classes - 1, "labels[" + i + "]");
    }
    return new LabelledIndex(classes, upTo(copy.length), copy, copy, null, classes, upTo(classes));
  }

  /**
   * {@return all images of a set, with their domains if it has them}
   *
   * @param images the set; at least one image
   * @throws IllegalArgumentException if the set is empty
   */
  public static LabelledIndex of(ImageSet images) {
    LabelledIndex index = of(images.labels(), images.classes());
    return images.domains().map(index::withDomains).orElse(index);
  }

  /**
   * {@return the examples of several data sets with one set of classes: examples are numbered
   * through, and the domain of each is which data set it comes from}
   *
   * @param sets the data sets, untouched by interventions; at least one
   * @throws IllegalArgumentException if there is none, the numbers of classes differ, or there are
   *     too many examples
   */
  public static LabelledIndex union(List<LabelledIndex> sets) {
    Require.notEmpty(sets, "sets");
    long size = sets.stream().mapToLong(LabelledIndex::size).sum();
    Require.fitsHeap(size, 16, "the number of examples");
    int[] labels = new int[(int) size];
    int[] domains = new int[(int) size];
    int at = 0;
    for (int s = 0; s < sets.size(); s++) {
      LabelledIndex set = sets.get(s);
      if (set.classes != sets.get(0).classes) {
        throw new IllegalArgumentException(
            "sets must have the same number of classes, but sets[0] has "
                + sets.get(0).classes
                + " and sets["
                + s
                + "] has "
                + set.classes);
      }
      System.arraycopy(set.labels, 0, labels, at, set.size());
      Arrays.fill(domains, at, at + set.size(), s);
      at += set.size();
    }
    return of(labels, sets.get(0).classes).withDomains(domains);
  }

  /**
   * {@return the same examples, each with the domain (place, source, cluster) it belongs to}
   *
   * @param newDomains one per example, each at least 0; copied
   * @throws IllegalArgumentException if a number is negative or the lengths differ
   */
  public LabelledIndex withDomains(int[] newDomains) {
    Require.sameLength(newDomains.length, labels.length, "newDomains", "the index");
    int[] copy = newDomains.clone();
    for (int i = 0; i < copy.length; i++) {
      Require.atLeast(copy[i], 0, "newDomains[" + i + "]");
    }
    return new LabelledIndex(classes, examples, labels, sources, copy, sourceClasses, relabelling);
  }

  /** {@return the number of examples} */
  public int size() {
    return labels.length;
  }

  /** {@return labels lie in [0, this)} */
  public int classes() {
    return classes;
  }

  /** {@return source classes lie in [0, this)} */
  public int sourceClasses() {
    return sourceClasses;
  }

  /**
   * {@return which example of the data set stands at a position}
   *
   * @param position from 0
   */
  public int example(int position) {
    return examples[Require.index(position, labels.length, "position")];
  }

  /**
   * {@return the label at a position}
   *
   * @param position from 0
   */
  public int label(int position) {
    return labels[Require.index(position, labels.length, "position")];
  }

  /**
   * {@return the source class at a position}
   *
   * @param position from 0
   */
  public int sourceClass(int position) {
    return sources[Require.index(position, labels.length, "position")];
  }

  /** {@return a copy of the examples' numbers in the data set, in the order of positions} */
  public int[] examples() {
    return examples.clone();
  }

  /** {@return a copy of the labels} */
  public int[] labels() {
    return labels.clone();
  }

  /** {@return a copy of the domains; empty if they are not known} */
  public Optional<int[]> domains() {
    return domains == null ? Optional.empty() : Optional.of(domains.clone());
  }

  /**
   * {@return the label that each source class has now, {@link #DROPPED} where it is gone; empty if
   * labels do not follow from classes, as after a random permutation}
   */
  public Optional<int[]> relabelling() {
    return relabelling == null ? Optional.empty() : Optional.of(relabelling.clone());
  }

  /** {@return how many examples each label has} */
  public int[] labelCounts() {
    int[] counts = new int[classes];
    for (int label : labels) {
      counts[label]++;
    }
    return counts;
  }

  /** {@return whether some example of a source class may be here} */
  boolean[] sourcesPresent() {
    boolean[] present = new boolean[sourceClasses];
    if (relabelling != null) {
      for (int s = 0; s < sourceClasses; s++) {
        present[s] = relabelling[s] != DROPPED;
      }
    } else {
      for (int source : sources) {
        present[source] = true;
      }
    }
    return present;
  }

  /** {@return the examples at some positions, all else as it is} */
  LabelledIndex select(int[] positions) {
    return new LabelledIndex(
        classes,
        at(examples, positions),
        at(labels, positions),
        at(sources, positions),
        domains == null ? null : at(domains, positions),
        sourceClasses,
        relabelling);
  }

  /** {@return the same examples, labelled by the source class} */
  LabelledIndex relabelled(int[] labelOfSource, int newClasses) {
    int[] newLabels = new int[labels.length];
    for (int i = 0; i < newLabels.length; i++) {
      newLabels[i] = labelOfSource[sources[i]];
    }
    return new LabelledIndex(
        newClasses,
        examples,
        newLabels,
        sources,
        domains,
        sourceClasses,
        relabelling == null ? null : labelOfSource.clone());
  }

  /**
   * {@return the examples whose label and source class remain}
   *
   * @param newLabel by old label; {@link #DROPPED} for those that go
   * @param keptSources by source class
   */
  LabelledIndex restricted(int[] newLabel, boolean[] keptSources, int newClasses) {
    int[] positions = new int[labels.length];
    int kept = 0;
    for (int i = 0; i < labels.length; i++) {
      if (newLabel[labels[i]] != DROPPED && keptSources[sources[i]]) {
        positions[kept++] = i;
      }
    }
    LabelledIndex chosen = select(Arrays.copyOf(positions, kept));
    int[] newLabels = new int[kept];
    for (int i = 0; i < kept; i++) {
      newLabels[i] = newLabel[chosen.labels[i]];
    }
    int[] composed = relabelling == null ? null : relabelling.clone();
    if (composed != null) {
      for (int s = 0; s < composed.length; s++) {
        composed[s] = composed[s] == DROPPED || !keptSources[s] ? DROPPED : newLabel[composed[s]];
      }
    }
    return new LabelledIndex(
        newClasses,
        chosen.examples,
        newLabels,
        chosen.sources,
        chosen.domains,
        sourceClasses,
        composed);
  }

  /** {@return the same examples with the labels (and source classes) of others} */
  LabelledIndex shuffled(int[] from) {
    return new LabelledIndex(
        classes, examples, at(labels, from), at(sources, from), domains, sourceClasses, null);
  }

  /** {@return the positions of each label, ascending} */
  int[][] positionsByLabel() {
    int[][] positions = new int[classes][];
    int[] counts = labelCounts();
    for (int c = 0; c < classes; c++) {
      positions[c] = new int[counts[c]];
    }
    int[] filled = new int[classes];
    for (int i = 0; i < labels.length; i++) {
      positions[labels[i]][filled[labels[i]]++] = i;
    }
    return positions;
  }

  private static int[] at(int[] values, int[] positions) {
    int[] chosen = new int[positions.length];
    for (int i = 0; i < chosen.length; i++) {
      chosen[i] = values[positions[i]];
    }
    return chosen;
  }

  private static int[] upTo(int count) {
    int[] numbers = new int[count];
    Arrays.setAll(numbers, i -> i);
    return numbers;
  }

  @Override
  public String toString() {
    return size() + " examples of " + classes + " classes";
  }
}
