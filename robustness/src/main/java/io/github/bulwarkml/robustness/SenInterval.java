// Copyright the Bulwark authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.github.bulwarkml.robustness;

import io.github.bulwarkml.core.stats.Interval;
import io.github.bulwarkml.core.stats.NormalDistribution;
import java.util.Arrays;
import java.util.Optional;

/**
 * Sen's interval of a Theil-Sen slope: order statistics of the slopes of all pairs, chosen by the
 * normal approximation of Kendall's statistic with its variance corrected for ties.
 *
 * <p>Reference: Sen, "Estimates of the regression coefficient based on Kendall's tau", JASA 63
 * (1968), doi:10.1080/01621459.1968.10480934, equations (2.6) and (3.6); the ranks are rounded as
 * in scipy's theilslopes.
 */
final class SenInterval {
  private SenInterval() {}

  static Optional<Interval> of(double[] x, double[] y, double level) {
    int n = x.length;
    double[] slopes = new double[n * (n - 1) / 2];
    int count = 0;
    for (int i = 0; i < n; i++) {
      for (int j = i + 1; j < n; j++) {
        if (x[i] != x[j]) {
          slopes[count++] = (y[j] - y[i]) / (x[j] - x[i]);
        }
      }
    }
    slopes = Arrays.copyOf(slopes, count);
    Arrays.sort(slopes);
    double variance = (pairsVariance(n) - tied(x) - tied(y)) / 18;
    if (!(variance > 0)) {
      return Optional.empty();
    }
    double shift = NormalDistribution.quantile(0.5 + 0.5 * level) * Math.sqrt(variance);
    int high = (int) Math.min(Math.rint((count + shift) / 2), count - 1);
    int low = (int) Math.max(Math.rint((count - shift) / 2) - 1, 0);
    return Optional.of(new Interval(slopes[low], slopes[high], level));
  }

  private static double pairsVariance(double n) {
    return n * (n - 1) * (2 * n + 5);
  }

  private static double tied(double[] values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    double sum = 0;
    int run = 1;
    for (int i = 1; i <= sorted.length; i++) {
      if (i < sorted.length && sorted[i] == sorted[i - 1]) {
        run++;
      } else {
        sum += pairsVariance(run);
        run = 1;
      }
    }
    return sum;
  }
}
