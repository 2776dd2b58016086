// Copyright the Bulwark authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.github.bulwarkml.robustness.corruption;

/** Loops over rows in the one form that both supported JDKs vectorise. */
final class RowKernels {
  private RowKernels() {}

  /** target = weight * a. */
  static void scale(double[] target, double[] a, double weight, int length) {
    for (int i = 0; i < length; i++) {
      target[i] = weight * a[i];
    }
  }

  /** target = a + b. */
  static void sum(double[] target, double[] a, double[] b, int length) {
    for (int i = 0; i < length; i++) {
      target[i] = a[i] + b[i];
    }
  }

  /** target += a + b. */
  static void addSum(double[] target, double[] a, double[] b, int length) {
    for (int i = 0; i < length; i++) {
      target[i] += a[i] + b[i];
    }
  }

  /** target += weight * a. */
  static void addScaled(double[] target, double[] a, double weight, int length) {
    for (int i = 0; i < length; i++) {
      target[i] += weight * a[i];
    }
  }

  /** target += weight * (a + b). */
  static void addScaledSum(double[] target, double[] a, double[] b, double weight, int length) {
    for (int i = 0; i < length; i++) {
      target[i] += weight * (a[i] + b[i]);
    }
  }

  /** target = (1 - t) * a + t * b. */
  static void blend(double[] target, double[] a, double[] b, double t, int length) {
    double s = 1 - t;
    for (int i = 0; i < length; i++) {
      target[i] = s * a[i] + t * b[i];
    }
  }
}
