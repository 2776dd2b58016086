// Copyright the Bulwark authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.github.bulwarkml.robustness;

import io.github.bulwarkml.core.random.Seed;
import io.github.bulwarkml.core.random.SplitMix64;
import java.util.Arrays;

/**
 * Draws from a binomial distribution by inversion of its tabulated distribution function.
 *
 * <p>The table starts at the mode and follows the ratios of neighbouring probabilities to both
 * sides until they are below 1e-18 of the mode's: exact up to rounding, and in basic arithmetic
 * alone, so equal on every platform. It has about 18 standard deviations of entries.
 */
final class BinomialDraws {
  private static final double NEGLIGIBLE = 1e-18;

  /** The largest test set; beyond it the table would no longer be small. */
  private static final long MAXIMUM = 10_000_000;

  private final long n;
  private final long first;
  private final double[] cumulative;

  private BinomialDraws(long n, long first, double[] cumulative) {
    this.n = n;
    this.first = first;
    this.cumulative = cumulative;
  }

  /**
   * {@return the distribution of n trials of probability p}
   *
   * @param n trials, in [1, 10,000,000]
   * @param p in [0, 1]
   * @param name what the caller calls n
   */
  static BinomialDraws of(long n, double p, String name) {
    if (n < 1 || n > MAXIMUM) {
      throw new IllegalArgumentException(
          name + " must be in [1, " + MAXIMUM + "] to resample test sets, but was " + n);
    }
    if (p == 0 || p == 1) {
      return new BinomialDraws(n, p == 0 ? 0 : n, new double[] {1});
    }
    double odds = p / (1 - p);
    long mode = Math.min(n, (long) Math.floor((n + 1) * p));
    int below = 0;
    double weight = 1;
    for (long k = mode; k > 0; k--) {
      weight *= k / ((n - k + 1) * odds);
      if (weight < NEGLIGIBLE) {
        break;
      }
      below++;
    }
    int above = 0;
    weight = 1;
    for (long k = mode; k < n; k++) {
      weight *= (n - k) * odds / (k + 1);
      if (weight < NEGLIGIBLE) {
        break;
      }
      above++;
    }
    double[] table = new double[below + above + 1];
    table[below] = 1;
    for (int i = below; i > 0; i--) {
      long k = mode - (below - i);
      table[i - 1] = table[i] * (k / ((n - k + 1) * odds));
    }
    for (int i = below; i < table.length - 1; i++) {
      long k = mode + (i - below);
      table[i + 1] = table[i] * ((n - k) * odds / (k + 1));
    }
    for (int i = 1; i < table.length; i++) {
      table[i] += table[i - 1];
    }
    double total = table[table.length - 1];
    for (int i = 0; i < table.length; i++) {
      table[i] /= total;
    }
    return new BinomialDraws(n, mode - below, table);
  }

  /** {@return the share of successes of the draw with the given number} */
  double fraction(Seed seed, long draw) {
    double u =
        (SplitMix64.mix(seed.value() + (draw + 1) * SplitMix64.GOLDEN_GAMMA) >>> 11) * 0x1p-53;
    // The first index whose cumulative probability exceeds u.
    int found = Arrays.binarySearch(cumulative, u);
    int index = found >= 0 ? found + 1 : -found - 1;
    return (first + Math.min(index, cumulative.length - 1)) / (double) n;
  }
}
