// Copyright the Bulwark authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.github.bulwarkml.core.testing;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bulwarkml.core.random.Rng;
import io.github.bulwarkml.core.random.Seed;
import java.util.Arrays;
import java.util.Locale;
import java.util.function.DoubleUnaryOperator;
import org.apache.commons.numbers.gamma.InverseErfc;
import org.apache.commons.numbers.gamma.RegularizedBeta;
import org.apache.commons.numbers.gamma.RegularizedGamma;

/**
 * Statistical tests with a stated false-alarm probability: {@code check.ks("laplace", sample,
 * cdf).holds()} in the test, {@code .isCaught()} in its twin on a broken variant. Seeds are fixed,
 * so the build never flakes; {@code -Dbulwark.cases.seed=N} draws afresh.
 *
 * @param seed where all streams of the check start
 * @param alpha the probability of a false alarm of each test, in (0, 1)
 */
public record StatCheck(Seed seed, double alpha) {
  /** The house's false-alarm probability. */
  public static final double ALPHA = 1e-9;

  /** The smallest expected count of a chi-square cell; smaller ones are merged with the next. */
  private static final double SMALLEST_EXPECTED = 100;

  public StatCheck {
    if (!(alpha > 0 && alpha < 1)) {
      throw new IllegalArgumentException("alpha must be in (0, 1), but was " + alpha);
    }
  }

  /** The check of that name at the house's alpha. */
  public static StatCheck of(String name) {
    return new StatCheck(Seed.of(Long.getLong("bulwark.cases.seed", 42L)).child(name), ALPHA);
  }

  /** The stream of that name. */
  public Rng stream(String name) {
    return Rng.of(seed.child(name));
  }

  /** What a test found; it passes while the statistic is at most the threshold. */
  public record Outcome(
      String what, String test, long n, double statistic, double threshold, StatCheck check) {
    /** Whether the null hypothesis survives. */
    public boolean passes() {
      return statistic <= threshold;
    }

    /** Fails the calling test if the null hypothesis is rejected. */
    public void holds() {
      assertThat(passes()).as("%s", this).isTrue();
    }

    /** Fails the calling test if a defect went unnoticed. */
    public void isCaught() {
      assertThat(passes()).as("a defect must be caught: %s", this).isFalse();
    }

    @Override
    public String toString() {
      return String.format(
          Locale.ROOT,
          "%s: %s = %.6g, threshold %.6g at alpha %.0e, n = %d, %s",
          what,
          test,
          statistic,
          threshold,
          check.alpha,
          n,
          check.seed);
    }
  }

  /** Kolmogorov and Smirnov's largest distance from a continuous distribution function. */
  public Outcome ks(String what, double[] sample, DoubleUnaryOperator cdf) {
    double[] sorted = sample.clone();
    Arrays.sort(sorted);
    int n = sorted.length;
    double distance = 0;
    for (int i = 0; i < n; i++) {
      double p = cdf.applyAsDouble(sorted[i]);
      distance = Math.max(distance, Math.max(p - (double) i / n, (i + 1.0) / n - p));
    }
    // Massart's form of the DKW inequality: P(D > x) <= 2 exp(-2 n x^2), for every n.
    return new Outcome(what, "KS distance", n, distance, ksThreshold(n), this);
  }

  /** The largest distance that {@link #ks} lets pass. */
  public double ksThreshold(long n) {
    return Math.sqrt(Math.log(2 / alpha) / 2 / n);
  }

  /** Pearson's chi-square of counts; neighbours merge until each is expected 100 times. */
  public Outcome chiSquare(String what, long[] counts, double[] probabilities) {
    long n = Arrays.stream(counts).sum();
    double rest = 1 - Arrays.stream(probabilities).sum();
    if (counts.length != probabilities.length || Math.abs(rest) > 1e-9) {
      throw new IllegalArgumentException(
          "probabilities must match the counts and add up to 1, but leave " + rest);
    }
    double statistic = 0;
    int cells = 0;
    double expected = 0;
    double observed = 0;
    double expectedLeft = n;
    for (int i = 0; i < counts.length; i++) {
      expected += n * probabilities[i];
      observed += counts[i];
      expectedLeft -= n * probabilities[i];
      boolean last = i == counts.length - 1;
      if (last || (expected >= SMALLEST_EXPECTED && expectedLeft >= SMALLEST_EXPECTED)) {
        statistic += (observed - expected) * (observed - expected) / expected;
        cells++;
        expected = 0;
        observed = 0;
      }
    }
    int freedom = cells - 1;
    return new Outcome(
        what, "chi-square(" + freedom + ")", n, statistic, chiSquareThreshold(freedom), this);
  }

  /** The quantile 1 - alpha of the chi-square distribution. */
  public double chiSquareThreshold(int freedom) {
    return quantile(freedom, alpha);
  }

  /** Where the upper tail of chi-square is {@code tail}. */
  private static double quantile(int freedom, double tail) {
    double low = 0;
    double high = 10.0 * freedom + 1000;
    for (int i = 0; i < 200; i++) {
      double middle = (low + high) / 2;
      if (RegularizedGamma.Q.value(freedom / 2.0, middle / 2) > tail) {
        low = middle;
      } else {
        high = middle;
      }
    }
    return high;
  }

  /** The two-sided quantile of the standard normal distribution. */
  public double zThreshold() {
    return Math.sqrt(2) * InverseErfc.value(alpha);
  }

  /** The mean, by its standard score; n times the variance must be large. */
  public Outcome mean(String what, double[] sample, double mean, double standardDeviation) {
    double sum = 0;
    for (double value : sample) {
      sum += value - mean;
    }
    double z = Math.abs(sum) / (standardDeviation * Math.sqrt(sample.length));
    return new Outcome(what, "|z| of the mean", sample.length, z, zThreshold(), this);
  }

  /** The variance of a normal sample of known mean, by its exact chi-square law. */
  public Outcome normalVariance(String what, double[] sample, double mean, double variance) {
    double squares = 0;
    for (double value : sample) {
      squares += (value - mean) * (value - mean);
    }
    double x = squares / variance;
    double half = sample.length / 2.0;
    double tail =
        Math.min(RegularizedGamma.P.value(half, x / 2), RegularizedGamma.Q.value(half, x / 2));
    return logTail(what, "variance", sample.length, tail);
  }

  /** The variance of any sample of known mean, by its standard score. */
  public Outcome variance(
      String what, double[] sample, double mean, double variance, double fourthMoment) {
    double sum = 0;
    for (double value : sample) {
      sum += (value - mean) * (value - mean) - variance;
    }
    double z = Math.abs(sum) / Math.sqrt(sample.length * (fourthMoment - variance * variance));
    return new Outcome(what, "|z| of the variance", sample.length, z, zThreshold(), this);
  }

  /** A number of successes, by the exact binomial tails. */
  public Outcome proportion(String what, long successes, long trials, double probability) {
    double atLeast =
        successes == 0
            ? 1
            : RegularizedBeta.value(probability, (double) successes, trials - successes + 1.0);
    double atMost =
        successes == trials
            ? 1
            : RegularizedBeta.complement(
                probability, successes + 1.0, (double) (trials - successes));
    return logTail(what, "proportion", trials, Math.min(atLeast, atMost));
  }

  /** Both tails share alpha. */
  private Outcome logTail(String what, String test, long n, double tail) {
    return new Outcome(
        what, "-log10 tail of the " + test, n, -Math.log10(tail), -Math.log10(alpha / 2), this);
  }
}
