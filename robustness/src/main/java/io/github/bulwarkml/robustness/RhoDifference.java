// Copyright the Bulwark authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.github.bulwarkml.robustness;

import io.github.bulwarkml.core.random.Seed;
import io.github.bulwarkml.core.random.SplitMix64;
import io.github.bulwarkml.core.stats.Interval;
import io.github.bulwarkml.core.stats.StudentT;
import java.util.Optional;

/** The difference of the mean effective robustness of two families. */
final class RhoDifference {
  private final double[] rhos;
  private final int firstCount;

  /** Takes the values of the first family, then those of the second. */
  RhoDifference(double[] rhos, int firstCount) {
    this.rhos = rhos;
    this.firstCount = firstCount;
  }

  double value() {
    return mean(0, firstCount) - mean(firstCount, rhos.length);
  }

  private double mean(int from, int to) {
    double sum = 0;
    for (int i = from; i < to; i++) {
      sum += rhos[i];
    }
    return sum / (to - from);
  }

  private double variance(int from, int to) {
    double mean = mean(from, to);
    double squares = 0;
    for (int i = from; i < to; i++) {
      squares += (rhos[i] - mean) * (rhos[i] - mean);
    }
    return squares / (to - from - 1);
  }

  Optional<Interval> interval(double level) {
    int secondCount = rhos.length - firstCount;
    if (firstCount < 2 || secondCount < 2) {
      return Optional.empty();
    }
    double a = variance(0, firstCount) / firstCount;
    double b = variance(firstCount, rhos.length) / secondCount;
    double half = 0;
    if (a + b > 0) {
      double freedom = (a + b) * (a + b) / (a * a / (firstCount - 1) + b * b / (secondCount - 1));
      half = StudentT.critical(level, freedom) * Math.sqrt(a + b);
    }
    return Optional.of(new Interval(value() - half, value() + half, level));
  }

  double permutationP(int permutations, Seed seed) {
    double total = 0;
    double scale = 0;
    for (double rho : rhos) {
      total += rho;
      scale += Math.abs(rho);
    }
    int n = rhos.length;
    // The sum of the first family decides; ties up to rounding count as at least as large.
    double expected = total * firstCount / n;
    double observed = Math.abs(mean(0, firstCount) * firstCount - expected) - 1e-12 * scale;
    double[] shuffled = rhos.clone();
    SplitMix64 random = SplitMix64.of(seed.child("permutations"));
    long atLeast = 0;
    for (int p = 0; p < permutations; p++) {
      double sum = 0;
      for (int i = 0; i < firstCount; i++) {
        int j = i + random.nextInt(n - i);
        double chosen = shuffled[j];
        shuffled[j] = shuffled[i];
        shuffled[i] = chosen;
        sum += chosen;
      }
      if (Math.abs(sum - expected) >= observed) {
        atLeast++;
      }
    }
    return (atLeast + 1.0) / (permutations + 1.0);
  }
}
