// Copyright the Bulwark authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.github.bulwarkml.robustness.corruption;

/**
 * Where the samples of a centre zoom lie along one axis: the middle ceil(side / factor) samples,
 * starting at (side - crop) / 2, are stretched linearly to round(crop * factor) samples, sample i
 * at i (crop - 1) / (out - 1).
 */
final class ZoomAxis {
  /** Length of the crop. */
  final int crop;

  /** Start of the crop. */
  final int start;

  /** Length after zooming, at least the side. */
  final int length;

  /** Per sample: the lower neighbour within the crop. */
  final int[] lower;

  /** Per sample: the upper neighbour within the crop. */
  final int[] upper;

  /** Per sample: the weight of the upper neighbour. */
  final double[] fraction;

  ZoomAxis(int side, double factor) {
    crop = (int) Math.ceil(side / factor);
    start = (side - crop) / 2;
    length = (int) Math.rint(crop * factor);
    lower = new int[length];
    upper = new int[length];
    fraction = new double[length];
    double step = length > 1 ? (crop - 1) / (double) (length - 1) : 0;
    for (int i = 0; i < length; i++) {
      double position = Math.min(crop - 1, i * step);
      lower[i] = (int) position;
      upper[i] = Math.min(crop - 1, lower[i] + 1);
      fraction[i] = position - lower[i];
    }
  }

  /** {@return the first sample to keep: the start, or the middle part for the original code} */
  int offset(int side, CorruptionVariant variant) {
    return variant == CorruptionVariant.ORIGINAL ? (length - side) / 2 : 0;
  }
}
