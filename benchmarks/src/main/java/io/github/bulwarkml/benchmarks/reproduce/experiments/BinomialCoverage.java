// Copyright the Bulwark authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.github.bulwarkml.benchmarks.reproduce.experiments;

import io.github.bulwarkml.core.stats.BinomialInterval;
import io.github.bulwarkml.core.stats.GammaFunctions;
import io.github.bulwarkml.core.stats.Interval;

/**
 * How often an interval for a proportion holds the true one: exactly, by adding the probabilities
 * of the outcomes whose interval does.
 */
final class BinomialCoverage {
  /** An interval procedure at the 95 % level. */
  enum Procedure {
    /** The standard interval of textbooks: estimate plus or minus 1.96 standard errors. */
    WALD("Wald"),
    WILSON("Wilson"),
    CLOPPER_PEARSON("Clopper-Pearson");

    private final String label;

    Procedure(String label) {
      this.label = label;
    }

    String label() {
      return label;
    }
  }

  static final double LEVEL = 0.95;

  // The normal quantile of 0.975.
  private static final double Z = 1.959963984540054;

  private final int n;
  private final double[] low;
  private final double[] high;

  BinomialCoverage(Procedure procedure, int n) {
    this.n = n;
    this.low = new double[n + 1];
    this.high = new double[n + 1];
    for (int k = 0; k <= n; k++) {
      double share = k / (double) n;
      double half = Z * Math.sqrt(share * (1 - share) / n);
      Interval ends =
          switch (procedure) {
            case WALD -> new Interval(share - half, share + half, LEVEL);
            case WILSON -> BinomialInterval.wilson(k, n, LEVEL);
            case CLOPPER_PEARSON -> BinomialInterval.clopperPearson(k, n, LEVEL);
          };
      low[k] = ends.low();
      high[k] = ends.high();
    }
  }

  /** The lower ends, by the number of successes. */
  double[] lowerEnds() {
    return low.clone();
  }

  /** The probability that the interval holds p, for p inside (0, 1). */
  double at(double p) {
    double sum = 0;
    double logP = StrictMath.log(p);
    double logQ = StrictMath.log1p(-p);
    double logN = GammaFunctions.logGamma(n + 1.0);
    for (int k = 0; k <= n; k++) {
      if (low[k] <= p && p <= high[k]) {
        double choose =
            logN - GammaFunctions.logGamma(k + 1.0) - GammaFunctions.logGamma(n - k + 1.0);
        sum += StrictMath.exp(choose + k * logP + (n - k) * logQ);
      }
    }
    return Math.min(1, sum);
  }
}
