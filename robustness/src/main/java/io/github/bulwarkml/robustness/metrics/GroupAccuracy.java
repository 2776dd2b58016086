// Copyright the Bulwark authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.github.bulwarkml.robustness.metrics;

import io.github.bulwarkml.core.internal.Require;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Accuracy within groups (locations, regions, users) and its summaries. A group without examples
 * has accuracy 0 and is left out of the worst, the mean and the percentile.
 *
 * <p>Immutable. Reference: Koh et al. 2021 (WILDS), arXiv:2012.07421; keys {@code acc_group:i},
 * {@code count_group:i}, {@code acc_wg}, {@code 10th_percentile_acc}.
 *
 * @since 0.1.0
 */
public final class GroupAccuracy {
  private final int[] counts;
  private final int[] correct;

  private GroupAccuracy(int[] counts, int[] correct) {
    this.counts = counts;
    this.correct = correct;
  }

  /**
   * {@return the accuracies of a set of predictions}
   *
   * @param truth the true labels [n], none negative
   * @param predicted the predicted labels [n], none negative
   * @param groups the group of each example [n], each in [0, groupCount)
   * @param groupCount how many groups there are, in [1, {@value Labels#MAXIMUM_CLASSES}]
   * @throws IllegalArgumentException if the lengths differ or a label or group is out of range
   */
  public static GroupAccuracy of(int[] truth, int[] predicted, int[] groups, int groupCount) {
    Require.sameLength(predicted.length, truth.length, "predicted", "truth");
    Require.sameLength(groups.length, truth.length, "groups", "truth");
    Require.inRange(groupCount, 1, Labels.MAXIMUM_CLASSES, "groupCount");
    Labels.requireInRange(truth, Labels.MAXIMUM_CLASSES, "truth");
    Labels.requireInRange(predicted, Labels.MAXIMUM_CLASSES, "predicted");
    Labels.requireInRange(groups, groupCount, "groups");
    int[] counts = new int[groupCount];
    int[] correct = new int[groupCount];
    for (int i = 0; i < truth.length; i++) {
      counts[groups[i]]++;
      if (truth[i] == predicted[i]) {
        correct[groups[i]]++;
      }
    }
    return new GroupAccuracy(counts, correct);
  }

  /** Accuracies of a multiset of examples whose labels were checked before. */
  static GroupAccuracy ofSample(
      int[] truth, int[] predicted, int[] groups, int groupCount, int[] sample) {
    int[] counts = new int[groupCount];
    int[] correct = new int[groupCount];
    for (int i : sample) {
      counts[groups[i]]++;
      if (truth[i] == predicted[i]) {
        correct[groups[i]]++;
      }
    }
    return new GroupAccuracy(counts, correct);
  }

  /** {@return how many groups there are, with or without examples} */
  public int groups() {
    return counts.length;
  }

  /**
   * {@return how many examples a group has}
   *
   * @param group in [0, groups)
   */
  public int count(int group) {
    return counts[Require.inRange(group, 0, counts.length - 1, "group")];
  }

  /**
   * {@return how many examples of a group were predicted right}
   *
   * @param group in [0, groups)
   */
  public int correct(int group) {
    return correct[Require.inRange(group, 0, counts.length - 1, "group")];
  }

  /**
   * {@return the accuracy within a group; 0 if it is empty}
   *
   * @param group in [0, groups)
   */
  public double accuracy(int group) {
    int count = count(group);
    return count == 0 ? 0 : (double) correct[group] / count;
  }

  /** {@return the lowest accuracy of a group that has examples; 0 if none has} */
  public double worst() {
    int group = worstGroup();
    return group < 0 ? 0 : accuracy(group);
  }

  /** {@return the group of {@link #worst()}, the first of several; -1 if no group has examples} */
  public int worstGroup() {
    int worst = -1;
    for (int g = 0; g < counts.length; g++) {
      if (counts[g] > 0 && (worst < 0 || accuracy(g) < accuracy(worst))) {
        worst = g;
      }
    }
    return worst;
  }

  /** {@return the mean of the accuracies of the groups that have examples; 0 if none has} */
  public double mean() {
    double sum = 0;
    int groups = 0;
    for (int g = 0; g < counts.length; g++) {
      if (counts[g] > 0) {
        sum += accuracy(g);
        groups++;
      }
    }
    return groups == 0 ? 0 : sum / groups;
  }

  /**
   * {@return a percentile of the accuracies of the groups that have examples, by linear
   * interpolation between order statistics (position {@code p (m - 1)} of m); 0 if none has}
   *
   * @param probability p, in [0, 1]; 0.1 for WILDS's tenth percentile
   * @throws IllegalArgumentException if it is out of range
   */
  public double percentile(double probability) {
    Require.inRange(probability, 0, 1, "probability");
    double[] sorted = new double[counts.length];
    int m = 0;
    for (int g = 0; g < counts.length; g++) {
      if (counts[g] > 0) {
        sorted[m++] = accuracy(g);
      }
    }
    if (m == 0) {
      return 0;
    }
    Arrays.sort(sorted, 0, m);
    double position = probability * (m - 1);
    int below = (int) position;
    double low = sorted[below];
    return low + (position - below) * (sorted[Math.min(below + 1, m - 1)] - low);
  }

  /**
   * {@return the WILDS keys and values: {@code acc_group:i} and {@code count_group:i} of every
   * group, then {@code acc_wg} and {@code 10th_percentile_acc}}
   */
  public Map<String, Double> toMap() {
    Map<String, Double> map = new LinkedHashMap<>();
    for (int g = 0; g < counts.length; g++) {
      map.put("acc_group:" + g, accuracy(g));
      map.put("count_group:" + g, (double) counts[g]);
    }
    map.put("acc_wg", worst());
    map.put("10th_percentile_acc", percentile(0.1));
    return map;
  }

  @Override
  public String toString() {
    return "GroupAccuracy(" + counts.length + " groups, worst " + worst() + ")";
  }
}
