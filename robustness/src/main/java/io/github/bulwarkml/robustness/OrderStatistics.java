// Copyright the Bulwark authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.github.bulwarkml.robustness;

import java.util.Arrays;

/** Order statistics in linear time on average; the values are reordered. */
final class OrderStatistics {
  /** Below this size sorting is faster. */
  private static final int SMALL = 48;

  private OrderStatistics() {}

  /**
   * {@return the value that sorting would put at index k} Afterwards no value before k is larger
   * and none behind it is smaller.
   *
   * @param values no NaN; those before {@code from} are smaller than or equal to the others
   * @param from where to start
   * @param k the index, at least {@code from}
   */
  static double select(double[] values, int from, int k) {
    int low = from;
    int high = values.length - 1;
    while (high - low >= SMALL) {
      double pivot = medianOfThree(values[low], values[(low + high) >>> 1], values[high]);
      int i = low;
      int j = high;
      while (i <= j) {
        while (values[i] < pivot) {
          i++;
        }
        while (values[j] > pivot) {
          j--;
        }
        if (i <= j) {
          double swapped = values[i];
          values[i++] = values[j];
          values[j--] = swapped;
        }
      }
      if (k <= j) {
        high = j;
      } else if (k >= i) {
        low = i;
      } else {
        return values[k];
      }
    }
    Arrays.sort(values, low, high + 1);
    return values[k];
  }

  private static double medianOfThree(double a, double b, double c) {
    return Math.max(Math.min(a, b), Math.min(Math.max(a, b), c));
  }

  /** {@return the median; the mean of the middle two for an even number} */
  static double median(double[] values) {
    int n = values.length;
    double upper = select(values, 0, n / 2);
    if (n % 2 == 1) {
      return upper;
    }
    double lower = values[0];
    for (int i = 1; i < n / 2; i++) {
      lower = Math.max(lower, values[i]);
    }
    return 0.5 * lower + 0.5 * upper;
  }
}
