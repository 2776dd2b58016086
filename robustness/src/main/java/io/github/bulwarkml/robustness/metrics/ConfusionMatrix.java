// Copyright the Bulwark authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.github.bulwarkml.robustness.metrics;

import io.github.bulwarkml.core.internal.Require;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * How often each true class was predicted as each class, stored by the cells that occur: memory
 * O(n) for any number of classes.
 *
 * <p>Immutable.
 *
 * @since 0.1.0
 */
public final class ConfusionMatrix {
  private final int classes;
  private final long[] keys;
  private final int[] counts;

  private ConfusionMatrix(int classes, long[] keys, int[] counts) {
    this.classes = classes;
    this.keys = keys;
    this.counts = counts;
  }

  /**
   * A cell that occurs.
   *
   * @param truth the true class
   * @param predicted the predicted class
   * @param count how many examples, at least 1
   */
  public record Cell(int truth, int predicted, int count) {
    /**
     * Checks the numbers.
     *
     * @param truth the true class, at least 0
     * @param predicted the predicted class, at least 0
     * @param count how many examples, at least 1
     * @throws IllegalArgumentException if a number is out of range
     */
    public Cell {
      Require.atLeast(truth, 0, "truth");
      Require.atLeast(predicted, 0, "predicted");
      Require.atLeast(count, 1, "count");
    }
  }

  /**
   * {@return the matrix of a set of predictions}
   *
   * @param truth the true labels [n], each in [0, classes)
   * @param predicted the predicted labels [n], each in [0, classes)
   * @param classes K, in [1, {@value Labels#MAXIMUM_CLASSES}]
   * @throws IllegalArgumentException if the lengths differ or a label is out of range
   */
  public static ConfusionMatrix of(int[] truth, int[] predicted, int classes) {
    Require.sameLength(predicted.length, truth.length, "predicted", "truth");
    Labels.requireInRange(truth, classes, "truth");
    Labels.requireInRange(predicted, classes, "predicted");
    long[] all = new long[truth.length];
    for (int i = 0; i < all.length; i++) {
      all[i] = (long) truth[i] * classes + predicted[i];
    }
    Arrays.sort(all);
    int distinct = 0;
    int[] counts = new int[all.length];
    for (int i = 0; i < all.length; i++) {
      if (i == 0 || all[i] != all[distinct - 1]) {
        all[distinct++] = all[i];
      }
      counts[distinct - 1]++;
    }
    return new ConfusionMatrix(
        classes, Arrays.copyOf(all, distinct), Arrays.copyOf(counts, distinct));
  }

  /** {@return the number of classes K} */
  public int classes() {
    return classes;
  }

  /**
   * {@return how many examples of one class were predicted as another}
   *
   * @param truth the true class, in [0, K)
   * @param predicted the predicted class, in [0, K)
   * @throws IllegalArgumentException if a class is out of range
   */
  public int count(int truth, int predicted) {
    Require.inRange(truth, 0, classes - 1, "truth");
    Require.inRange(predicted, 0, classes - 1, "predicted");
    int at = Arrays.binarySearch(keys, (long) truth * classes + predicted);
    return at < 0 ? 0 : counts[at];
  }

  /** {@return the cells that occur, by true class, then predicted class} */
  public List<Cell> cells() {
    List<Cell> cells = new ArrayList<>(keys.length);
    for (int i = 0; i < keys.length; i++) {
      cells.add(new Cell((int) (keys[i] / classes), (int) (keys[i] % classes), counts[i]));
    }
    return cells;
  }

  /**
   * {@return the most frequent errors, most frequent first, ties by true, then predicted class}
   *
   * @param limit how many at most, at least 0
   * @throws IllegalArgumentException if {@code limit} is negative
   */
  public List<Cell> mostConfused(int limit) {
    Require.atLeast(limit, 0, "limit");
    return cells().stream()
        .filter(cell -> cell.truth() != cell.predicted())
        .sorted(Comparator.comparingInt(Cell::count).reversed())
        .limit(limit)
        .toList();
  }

  @Override
  public String toString() {
    return "ConfusionMatrix(" + classes + " classes, " + keys.length + " cells)";
  }
}
