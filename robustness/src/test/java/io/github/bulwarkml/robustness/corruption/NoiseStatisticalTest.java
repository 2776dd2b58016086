// Copyright the Bulwark authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.github.bulwarkml.robustness.corruption;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bulwarkml.core.random.Seed;
import java.util.Arrays;
import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * The distributions of the noise; fixed seeds, false alarms below 1e-9 per check. Each check also
 * refuses a wrong sampler.
 */
@Tag("statistical")
class NoiseStatisticalTest {
  private static final int DRAWS = 200_000;

  /** Kolmogorov-Smirnov: rejection at 1e-9 above this over the root of n. */
  private static final double KS_CRITICAL = 3.2723;

  private static double[] normals(double scale) {
    NoiseStream random = NoiseStream.of(Seed.of(3));
    double[] draws = new double[DRAWS];
    for (int i = 0; i < draws.length; i++) {
      draws[i] = scale * random.nextGaussian();
    }
    return draws;
  }

  private static double distance(double[] draws, DoubleUnaryOperator cumulative) {
    double[] sorted = draws.clone();
    Arrays.sort(sorted);
    double most = 0;
    for (int i = 0; i < sorted.length; i++) {
      double expected = cumulative.applyAsDouble(sorted[i]);
      most = Math.max(most, (i + 1) / (double) sorted.length - expected);
      most = Math.max(most, expected - i / (double) sorted.length);
    }
    return most;
  }

  /** Abramowitz and Stegun 26.2.17, absolute error below 7.5e-8. */
  private static double normalCumulative(double x) {
    double t = 1 / (1 + 0.2316419 * Math.abs(x));
    double tail =
        StrictMath.exp(-x * x / 2)
            / Math.sqrt(2 * Math.PI)
            * t
            * (0.319381530
                + t * (-0.356563782 + t * (1.781477937 + t * (-1.821255978 + t * 1.330274429))));
    return x > 0 ? 1 - tail : tail;
  }

  @Test
  void normalsAreNormal() {
    double limit = KS_CRITICAL / Math.sqrt(DRAWS);
    assertThat(distance(normals(1), NoiseStatisticalTest::normalCumulative)).isLessThan(limit);
    assertThat(distance(normals(1.05), NoiseStatisticalTest::normalCumulative))
        .isGreaterThan(limit);
  }

  /** The tail beyond the last layer has a probability of 2.58e-4. */
  @Test
  void normalsHaveTheirTail() {
    NoiseStream random = NoiseStream.of(Seed.of(4));
    int draws = 4_000_000;
    int beyond = 0;
    int upper = 0;
    for (int i = 0; i < draws; i++) {
      double x = random.nextGaussian();
      beyond += Math.abs(x) > 3.654152885361009 ? 1 : 0;
      upper += x > 3.654152885361009 ? 1 : 0;
    }
    double expected = 2 * draws * (1 - normalCumulative(3.654152885361009));
    assertThat((double) beyond).isBetween(expected - 6.2 * 32, expected + 6.2 * 32);
    assertThat((double) upper).isBetween(beyond / 2.0 - 6.2 * 16, beyond / 2.0 + 6.2 * 16);
  }

  /** Counts of levels k / c against Poisson(c x), by chi-square with 12 cells. */
  private static double poissonStatistic(int level, double mean) {
    Image flat = TestImages.flat(200, 200, 1, level);
    Image out = Corruptions.corrupt(flat, Corruption.SHOT_NOISE, 3, Seed.of(5), 0);
    double photons = 12;
    int[] counts = new int[13];
    for (byte value : out.bytes()) {
      counts[(int) Math.rint((value & 0xFF) / 255.0 * photons)]++;
    }
    double probability = StrictMath.exp(-mean);
    double rest = 1;
    double statistic = 0;
    for (int k = 0; k <= 12; k++) {
      double share = k == 12 ? rest : probability;
      double expected = share * 40_000;
      statistic += (counts[k] - expected) * (counts[k] - expected) / expected;
      rest -= probability;
      probability *= mean / (k + 1);
    }
    return statistic;
  }

  /** Chi-square with 12 degrees of freedom exceeds 67.0 with probability 1e-9. */
  @Test
  void shotNoiseIsPoisson() {
    assertThat(poissonStatistic(128, 12 * 128 / 255.0)).isLessThan(67.0);
    assertThat(poissonStatistic(128, 1.05 * 12 * 128 / 255.0)).isGreaterThan(67.0);
  }

  /** Of 120,000 values a share of .09 is replaced; z = 6.2 is 1e-9. */
  @Test
  void impulsesAreAsManyAsTheyShouldBe() {
    Image flat = TestImages.flat(200, 200, 3, 100);
    Image out = Corruptions.corrupt(flat, Corruption.IMPULSE_NOISE, 3, Seed.of(6), 0);
    int black = 0;
    int white = 0;
    for (byte value : out.bytes()) {
      black += value == 0 ? 1 : 0;
      white += value == (byte) 255 ? 1 : 0;
    }
    double deviation = Math.sqrt(120_000 * .045 * .955);
    assertThat((double) black).isBetween(5400 - 6.2 * deviation, 5400 + 6.2 * deviation);
    assertThat((double) white).isBetween(5400 - 6.2 * deviation, 5400 + 6.2 * deviation);
    // An amount of .10 instead of .09 would be seen.
    assertThat(6000.0).isGreaterThan(5400 + 6.2 * deviation);
  }
}
