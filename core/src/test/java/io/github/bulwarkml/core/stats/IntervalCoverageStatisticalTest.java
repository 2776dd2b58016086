// Copyright the Bulwark authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.github.bulwarkml.core.stats;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bulwarkml.core.random.Seed;
import io.github.bulwarkml.core.random.SplitMix64;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Coverage of the least-squares intervals. Null: 20,000 lines through 10 points with normal errors
 * are covered with probability 0.95 each. Statistic: the number covered; alpha = 1e-9 two-sided.
 * The smallest defect to catch: a normal factor instead of Student's (coverage 0.914).
 */
@Tag("statistical")
class IntervalCoverageStatisticalTest {
  private static final int TRIALS = 20_000;
  private static final double LEVEL = 0.95;

  private interface Procedure {
    boolean covers(LineFit fit, double newObservation);
  }

  private static double z(Procedure procedure) {
    SplitMix64 random = SplitMix64.of(Seed.of(71).child("coverage"));
    int covered = 0;
    double[] x = new double[10];
    double[] y = new double[10];
    for (int t = 0; t < TRIALS; t++) {
      for (int i = 0; i < 10; i++) {
        x[i] = i;
        y[i] = 1 + 2 * x[i] + normal(random);
      }
      if (procedure.covers(LeastSquares.line(x, y), 1 + 2 * 12 + normal(random))) {
        covered++;
      }
    }
    return (covered - TRIALS * LEVEL) / Math.sqrt(TRIALS * LEVEL * (1 - LEVEL));
  }

  private static double normal(SplitMix64 random) {
    return NormalDistribution.quantile(random.nextDouble() + 0x1p-54);
  }

  @Test
  void intervalsCoverAtTheirLevel() {
    assertThat(z((fit, next) -> fit.slopeInterval(LEVEL).orElseThrow().contains(2)))
        .isBetween(-6.1094, 6.1094);
    assertThat(z((fit, next) -> fit.interceptInterval(LEVEL).orElseThrow().contains(1)))
        .isBetween(-6.1094, 6.1094);
    assertThat(z((fit, next) -> fit.meanBand(12, LEVEL).orElseThrow().contains(25)))
        .isBetween(-6.1094, 6.1094);
    assertThat(z((fit, next) -> fit.predictionBand(12, LEVEL).orElseThrow().contains(next)))
        .isBetween(-6.1094, 6.1094);
  }

  @Test
  void brokenIntervalsAreCaught() {
    double normalFactor = NormalDistribution.quantile(0.5 + LEVEL / 2);
    assertThat(
            z(
                (fit, next) ->
                    Math.abs(fit.slope() - 2)
                        <= normalFactor * fit.slopeStandardError().orElseThrow()))
        .isLessThan(-6.1094);
    assertThat(z((fit, next) -> fit.meanBand(12, LEVEL).orElseThrow().contains(next)))
        .isLessThan(-6.1094);
  }
}
