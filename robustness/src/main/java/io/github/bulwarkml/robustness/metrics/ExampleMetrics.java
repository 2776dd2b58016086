// Copyright the Bulwark authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.github.bulwarkml.robustness.metrics;

import io.github.bulwarkml.core.internal.Require;
import java.util.Objects;

/**
 * The metrics of this package as functions of a sample of examples. Arguments are checked once,
 * when the function is made, and copied.
 *
 * @since 0.1.0
 */
public final class ExampleMetrics {
  private ExampleMetrics() {}

  /**
   * {@return the mean of a value per example, such as a loss}
   *
   * @param values one per example, finite
   * @throws IllegalArgumentException if a value is not finite
   */
  public static ExampleMetric mean(double[] values) {
    double[] copy = Require.allFinite(values, "values").clone();
    return sample -> {
      double sum = 0;
      for (int i : sample) {
        sum += copy[i];
      }
      return sample.length == 0 ? 0 : sum / sample.length;
    };
  }

  /**
   * {@return the share of examples for which something holds, such as a right prediction}
   *
   * @param hits whether it holds, one per example
   */
  public static ExampleMetric share(boolean[] hits) {
    boolean[] copy = hits.clone();
    return sample -> {
      int count = 0;
      for (int i : sample) {
        count += copy[i] ? 1 : 0;
      }
      return sample.length == 0 ? 0 : (double) count / sample.length;
    };
  }

  /**
   * {@return {@link ClassCounts#macroRecall}}
   *
   * @param truth the true labels [n], each in [0, classes)
   * @param predicted the predicted labels [n], each in [0, classes)
   * @param classes K, in [1, {@value Labels#MAXIMUM_CLASSES}]
   * @param average over which classes
   * @throws IllegalArgumentException if the lengths differ or a label is out of range
   */
  public static ExampleMetric macroRecall(
      int[] truth, int[] predicted, int classes, MacroAverage average) {
    Objects.requireNonNull(average, "average");
    Counted counted = new Counted(truth, predicted, classes);
    return sample -> counted.of(sample).macroRecall(average);
  }

  /**
   * {@return {@link ClassCounts#macroF1}}
   *
   * @param truth the true labels [n], each in [0, classes)
   * @param predicted the predicted labels [n], each in [0, classes)
   * @param classes K, in [1, {@value Labels#MAXIMUM_CLASSES}]
   * @param average over which classes
   * @throws IllegalArgumentException if the lengths differ or a label is out of range
   */
  public static ExampleMetric macroF1(
      int[] truth, int[] predicted, int classes, MacroAverage average) {
    Objects.requireNonNull(average, "average");
    Counted counted = new Counted(truth, predicted, classes);
    return sample -> counted.of(sample).macroF1(average);
  }

  /**
   * {@return {@link GroupAccuracy#worst}}
   *
   * @param truth the true labels [n], none negative
   * @param predicted the predicted labels [n], none negative
   * @param groups the group of each example [n], each in [0, groupCount)
   * @param groupCount how many groups there are, in [1, {@value Labels#MAXIMUM_CLASSES}]
   * @throws IllegalArgumentException if the lengths differ or a label or group is out of range
   */
  public static ExampleMetric worstGroup(
      int[] truth, int[] predicted, int[] groups, int groupCount) {
    Grouped grouped = new Grouped(truth, predicted, groups, groupCount);
    return sample -> grouped.of(sample).worst();
  }

  /**
   * {@return {@link GroupAccuracy#percentile}}
   *
   * @param truth the true labels [n], none negative
   * @param predicted the predicted labels [n], none negative
   * @param groups the group of each example [n], each in [0, groupCount)
   * @param groupCount how many groups there are, in [1, {@value Labels#MAXIMUM_CLASSES}]
   * @param probability p, in [0, 1]
   * @throws IllegalArgumentException if the lengths differ or a number is out of range
   */
  public static ExampleMetric groupPercentile(
      int[] truth, int[] predicted, int[] groups, int groupCount, double probability) {
    Require.inRange(probability, 0, 1, "probability");
    Grouped grouped = new Grouped(truth, predicted, groups, groupCount);
    return sample -> grouped.of(sample).percentile(probability);
  }

  /** Checked labels. */
  private static final class Counted {
    private final int[] truth;
    private final int[] predicted;
    private final int classes;

    Counted(int[] truth, int[] predicted, int classes) {
      Require.sameLength(predicted.length, truth.length, "predicted", "truth");
      this.truth = Labels.requireInRange(truth, classes, "truth").clone();
      this.predicted = Labels.requireInRange(predicted, classes, "predicted").clone();
      this.classes = classes;
    }

    ClassCounts of(int[] sample) {
      return ClassCounts.ofSample(truth, predicted, classes, sample);
    }
  }

  /** Checked labels and groups. */
  private static final class Grouped {
    private final int[] truth;
    private final int[] predicted;
    private final int[] groups;
    private final int groupCount;

    Grouped(int[] truth, int[] predicted, int[] groups, int groupCount) {
      GroupAccuracy.of(truth, predicted, groups, groupCount); // checks
      this.truth = truth.clone();
      this.predicted = predicted.clone();
      this.groups = groups.clone();
      this.groupCount = groupCount;
    }

    GroupAccuracy of(int[] sample) {
      return GroupAccuracy.ofSample(truth, predicted, groups, groupCount, sample);
    }
  }
}
