// Copyright the Bulwark authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.github.bulwarkml.robustness.metrics;

import io.github.bulwarkml.core.internal.Require;
import java.util.Arrays;

/**
 * From a model's K source classes to the T target classes of a test set: a target's score is the
 * largest score among its source classes, and sources without a target are ignored.
 *
 * <ul>
 *   <li>ImageNet-A and ImageNet-R: {@link #subset}, the argmax is taken over the subset's logits
 *       only.
 *   <li>ObjectNet: {@link #manyToOne}, several ImageNet classes stand for one object.
 * </ul>
 *
 * <p>Scores should be logits; probabilities give the same predictions but no longer sum to 1.
 * Immutable.
 *
 * <p>References: Hendrycks et al. 2021, arXiv:1907.07174 and arXiv:2006.16241; Barbu et al. 2019
 * (ObjectNet); maximum per target as in imagenet-testbed (Taori et al. 2020, arXiv:2007.00644).
 *
 * @since 0.1.0
 */
public final class ClassMapping {
  /** The target of a source class that is ignored. */
  public static final int IGNORED = -1;

  private final int[] targets;
  private final int targetClasses;

  private ClassMapping(int[] targets, int targetClasses) {
    this.targets = targets;
    this.targetClasses = targetClasses;
  }

  /**
   * {@return the mapping onto some of the source classes; target j is source {@code kept[j]}}
   *
   * @param kept the source classes of the subset, distinct, each in [0, sourceClasses)
   * @param sourceClasses K, in [1, {@value Labels#MAXIMUM_CLASSES}]
   * @throws IllegalArgumentException if the subset is empty, or a class is out of range or named
   *     twice
   */
  public static ClassMapping subset(int[] kept, int sourceClasses) {
    Require.inRange(sourceClasses, 1, Labels.MAXIMUM_CLASSES, "sourceClasses");
    if (kept.length == 0) {
      throw new IllegalArgumentException("kept must not be empty");
    }
    Labels.requireInRange(kept, sourceClasses, "kept");
    int[] targets = new int[sourceClasses];
    Arrays.fill(targets, IGNORED);
    for (int j = 0; j < kept.length; j++) {
      if (targets[kept[j]] != IGNORED) {
        throw new IllegalArgumentException(
            "kept must not name a class twice, but class "
                + kept[j]
                + " is at "
                + targets[kept[j]]
                + " and "
                + j);
      }
      targets[kept[j]] = j;
    }
    return new ClassMapping(targets, kept.length);
  }

  /**
   * {@return the mapping of each source class to one target class or to none}
   *
   * @param targetOfSource the target of each source class [K], in [0, targetClasses) or {@value
   *     #IGNORED}
   * @param targetClasses T, in [1, {@value Labels#MAXIMUM_CLASSES}]; each needs a source
   * @throws IllegalArgumentException if a target is out of range or has no source
   */
  public static ClassMapping manyToOne(int[] targetOfSource, int targetClasses) {
    Require.inRange(targetClasses, 1, Labels.MAXIMUM_CLASSES, "targetClasses");
    Require.inRange(
        targetOfSource.length, 1, Labels.MAXIMUM_CLASSES, "the length of targetOfSource");
    boolean[] covered = new boolean[targetClasses];
    for (int s = 0; s < targetOfSource.length; s++) {
      int target = targetOfSource[s];
      if (target != IGNORED) {
        if (target < 0 || target >= targetClasses) {
          throw new IllegalArgumentException(
              "targetOfSource["
                  + s
                  + "] must be -1 or in [0, "
                  + targetClasses
                  + "), but was "
                  + target);
        }
        covered[target] = true;
      }
    }
    for (int t = 0; t < targetClasses; t++) {
      if (!covered[t]) {
        throw new IllegalArgumentException("target class " + t + " has no source class");
      }
    }
    return new ClassMapping(targetOfSource.clone(), targetClasses);
  }

  /** {@return the number of source classes K} */
  public int sourceClasses() {
    return targets.length;
  }

  /** {@return the number of target classes T} */
  public int targetClasses() {
    return targetClasses;
  }

  /**
   * {@return the target of a source class, or {@value #IGNORED}}
   *
   * @param source in [0, K)
   * @throws IllegalArgumentException if it is out of range
   */
  public int targetOf(int source) {
    return targets[Require.inRange(source, 0, targets.length - 1, "source")];
  }

  /**
   * {@return the scores of the target classes [n, T]: per target the largest of its sources}
   *
   * @param scores the scores of the source classes [n, K]
   * @throws IllegalArgumentException if the scores are not of K classes
   */
  public ScoreMatrix apply(ScoreMatrix scores) {
    if (scores.columns() != targets.length) {
      throw new IllegalArgumentException(
          "scores must have " + targets.length + " columns, but has " + scores.columns());
    }
    double[] row = new double[targets.length];
    double[] mapped = new double[Math.multiplyExact(scores.rows(), targetClasses)];
    Arrays.fill(mapped, Double.NEGATIVE_INFINITY);
    for (int i = 0; i < scores.rows(); i++) {
      scores.copyRow(i, row);
      for (int s = 0; s < row.length; s++) {
        if (targets[s] != IGNORED) {
          int at = i * targetClasses + targets[s];
          mapped[at] = Math.max(mapped[at], row[s]);
        }
      }
    }
    return ScoreMatrix.adopt(scores.rows(), targetClasses, mapped);
  }

  @Override
  public String toString() {
    return "ClassMapping(" + targets.length + " -> " + targetClasses + ")";
  }
}
