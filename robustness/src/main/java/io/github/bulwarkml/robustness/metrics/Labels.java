// Copyright the Bulwark authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.github.bulwarkml.robustness.metrics;

import io.github.bulwarkml.core.internal.Require;

/**
 * Checks of class labels: integers in [0, K), one per example.
 *
 * @since 0.1.0
 */
public final class Labels {
  /** The largest number of classes or groups accepted: 2<sup>20</sup>. */
  public static final int MAXIMUM_CLASSES = 1 << 20;

  private Labels() {}

  /**
   * {@return the number of classes, if it is one}
   *
   * @param classes K, in [1, {@value #MAXIMUM_CLASSES}]
   * @throws IllegalArgumentException if it is out of range
   */
  public static int requireClasses(int classes) {
    return Require.inRange(classes, 1, MAXIMUM_CLASSES, "classes");
  }

  /**
   * {@return the labels, if each lies in [0, classes)}
   *
   * @param labels one per example
   * @param classes K, in [1, {@value #MAXIMUM_CLASSES}]
   * @param name what the labels are called in the message, for example {@code "truth"}
   * @throws IllegalArgumentException naming the first label out of range and its position
   */
  public static int[] requireInRange(int[] labels, int classes, String name) {
    requireClasses(classes);
    for (int i = 0; i < labels.length; i++) {
      if (labels[i] < 0 || labels[i] >= classes) {
        throw new IllegalArgumentException(
            name + "[" + i + "] must be in [0, " + classes + "), but was " + labels[i]);
      }
    }
    return labels;
  }

  /**
   * {@return one more than the largest label, at least 1}
   *
   * @param labels several sets of labels, none negative
   * @throws IllegalArgumentException if a label is negative or above {@value #MAXIMUM_CLASSES} - 1
   */
  public static int classCount(int[]... labels) {
    int classes = 1;
    for (int[] set : labels) {
      requireInRange(set, MAXIMUM_CLASSES, "labels");
      for (int label : set) {
        classes = Math.max(classes, label + 1);
      }
    }
    return classes;
  }
}
