// Copyright the Bulwark authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.github.bulwarkml.robustness.metrics;

import io.github.bulwarkml.core.internal.Require;
import java.util.Objects;

/**
 * Per class: how often it is true, predicted, and both; and every metric that follows from that.
 *
 * <pre>{@code
 * ClassCounts counts = ClassCounts.of(truth, predicted, 182);
 * double f1 = counts.macroF1(MacroAverage.WILDS);
 * }</pre>
 *
 * <p>With TP, FP, FN of class c: recall = TP/(TP+FN), precision = TP/(TP+FP), F1 = 2TP/(2TP+FP+FN);
 * each is 0 where TP = 0. With no examples at all every metric is 0.
 *
 * <p>Immutable. Time O(n + K), memory three ints per class.
 *
 * @since 0.1.0
 */
public final class ClassCounts {
  private final int examples;
  private final int[] hits;
  private final int[] support;
  private final int[] predictions;

  private ClassCounts(int examples, int[] hits, int[] support, int[] predictions) {
    this.examples = examples;
    this.hits = hits;
    this.support = support;
    this.predictions = predictions;
  }

  /**
   * {@return the counts of a set of predictions}
   *
   * @param truth the true labels [n], each in [0, classes)
   * @param predicted the predicted labels [n], each in [0, classes)
   * @param classes K, in [1, {@value Labels#MAXIMUM_CLASSES}]
   * @throws IllegalArgumentException if the lengths differ or a label is out of range
   */
  public static ClassCounts of(int[] truth, int[] predicted, int classes) {
    Require.sameLength(predicted.length, truth.length, "predicted", "truth");
    Labels.requireInRange(truth, classes, "truth");
    Labels.requireInRange(predicted, classes, "predicted");
    int[] hits = new int[classes];
    int[] support = new int[classes];
    int[] predictions = new int[classes];
    for (int i = 0; i < truth.length; i++) {
      support[truth[i]]++;
      predictions[predicted[i]]++;
      if (truth[i] == predicted[i]) {
        hits[truth[i]]++;
      }
    }
    return new ClassCounts(truth.length, hits, support, predictions);
  }

  /** Counts a multiset of examples whose labels were checked before. */
  static ClassCounts ofSample(int[] truth, int[] predicted, int classes, int[] sample) {
    int[] hits = new int[classes];
    int[] support = new int[classes];
    int[] predictions = new int[classes];
    for (int i : sample) {
      support[truth[i]]++;
      predictions[predicted[i]]++;
      if (truth[i] == predicted[i]) {
        hits[truth[i]]++;
      }
    }
    return new ClassCounts(sample.length, hits, support, predictions);
  }

  /** {@return the number of classes K} */
  public int classes() {
    return support.length;
  }

  /** {@return the number of examples n} */
  public int examples() {
    return examples;
  }

  /**
   * {@return how many examples of the class were predicted as such}
   *
   * @param label the class, in [0, K)
   */
  public int truePositives(int label) {
    return hits[checked(label)];
  }

  /**
   * {@return how many examples of other classes were predicted as this one}
   *
   * @param label the class, in [0, K)
   */
  public int falsePositives(int label) {
    return predictions[checked(label)] - hits[label];
  }

  /**
   * {@return how many examples of the class were predicted as another one}
   *
   * @param label the class, in [0, K)
   */
  public int falseNegatives(int label) {
    return support[checked(label)] - hits[label];
  }

  /**
   * {@return how many examples have the class as their true label}
   *
   * @param label the class, in [0, K)
   */
  public int support(int label) {
    return support[checked(label)];
  }

  /**
   * {@return the share of the class's examples that were predicted as such; 0 if there is none}
   *
   * @param label the class, in [0, K)
   */
  public double recall(int label) {
    return ratio(hits[checked(label)], support[label]);
  }

  /**
   * {@return the share of the predictions of the class that are right; 0 if there is none}
   *
   * @param label the class, in [0, K)
   */
  public double precision(int label) {
    return ratio(hits[checked(label)], predictions[label]);
  }

  /**
   * {@return the harmonic mean of precision and recall; 0 if the class was never hit}
   *
   * @param label the class, in [0, K)
   */
  public double f1(int label) {
    return ratio(2L * hits[checked(label)], (long) support[label] + predictions[label]);
  }

  /** {@return how many examples were predicted right} */
  public int correct() {
    int correct = 0;
    for (int hit : hits) {
      correct += hit;
    }
    return correct;
  }

  /** {@return the share of right predictions; WILDS key {@code acc_avg}} */
  public double accuracy() {
    return ratio(correct(), examples);
  }

  /**
   * {@return the mean recall over classes; WILDS key {@code recall-macro_all}}
   *
   * @param average over which classes
   */
  public double macroRecall(MacroAverage average) {
    Objects.requireNonNull(average, "average");
    double sum = 0;
    for (int c = 0; c < support.length; c++) {
      sum += recall(c);
    }
    return sum / Math.max(1, averaged(average));
  }

  /**
   * {@return the mean F1 over classes; WILDS key {@code F1-macro_all}}
   *
   * @param average over which classes
   */
  public double macroF1(MacroAverage average) {
    Objects.requireNonNull(average, "average");
    double sum = 0;
    for (int c = 0; c < support.length; c++) {
      sum += f1(c);
    }
    return sum / Math.max(1, averaged(average));
  }

  /**
   * {@return over how many classes the average runs} A class outside the average has no hits, so it
   * adds 0 to the sum in any mode: the modes differ in this divisor alone.
   *
   * @param average the mode
   */
  public int averaged(MacroAverage average) {
    Objects.requireNonNull(average, "average");
    if (average == MacroAverage.ALL_CLASSES) {
      return support.length;
    }
    int count = 0;
    for (int c = 0; c < support.length; c++) {
      if (support[c] > 0 || (average == MacroAverage.UNION && predictions[c] > 0)) {
        count++;
      }
    }
    return count;
  }

  private int checked(int label) {
    return Require.inRange(label, 0, support.length - 1, "label");
  }

  private static double ratio(long part, long whole) {
    return whole == 0 ? 0 : (double) part / whole;
  }

  @Override
  public String toString() {
    return "ClassCounts(" + examples + " examples, " + support.length + " classes)";
  }
}
