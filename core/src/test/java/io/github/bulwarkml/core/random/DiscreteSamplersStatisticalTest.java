// Copyright the Bulwark authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.github.bulwarkml.core.random;

import io.github.bulwarkml.core.testing.StatCheck;
import java.util.function.IntToDoubleFunction;
import java.util.function.LongSupplier;
import org.apache.commons.numbers.gamma.LogGamma;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.sampling.distribution.DiscreteSampler;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Null of every test: counts follow the stated probabilities. Pearson's chi-square, alpha 1e-9, n =
 * 200,000, cells merged to 100 expected; the twins show the smallest defect caught of each kind.
 */
@Tag("statistical")
class DiscreteSamplersStatisticalTest {
  private static final int N = 200_000;

  private final StatCheck check = StatCheck.of("DiscreteSamplersStatisticalTest");

  /** Counts from {@code low} on; what falls outside goes to the outermost cells. */
  private StatCheck.Outcome test(
      String what, LongSupplier sampler, int low, int cells, IntToDoubleFunction probability) {
    long[] counts = new long[cells];
    double[] probabilities = new double[cells];
    for (int i = 0; i < N; i++) {
      long cell = Math.min(cells - 1, Math.max(0, sampler.getAsLong() - low));
      counts[(int) cell]++;
    }
    double sum = 0;
    for (int c = 0; c < cells; c++) {
      probabilities[c] = probability.applyAsDouble(low + c);
      sum += probabilities[c];
    }
    // Tails outside the cells are far below one expected count.
    probabilities[cells / 2] += 1 - sum;
    return check.chiSquare(what, counts, probabilities);
  }

  private static double binomial(int n, double p, int k) {
    double logChoose =
        LogGamma.value(n + 1.0) - LogGamma.value(k + 1.0) - LogGamma.value(n - k + 1.0);
    return Math.exp(logChoose + k * Math.log(p) + (n - k) * Math.log1p(-p));
  }

  private static double poisson(double mean, int k) {
    return Math.exp(k * Math.log(mean) - mean - LogGamma.value(k + 1.0));
  }

  /** The law of the specification, normalised by summation. */
  private static IntToDoubleFunction discreteGaussian(double variance) {
    double sum = 0;
    int reach = (int) (40 * Math.sqrt(variance)) + 3;
    for (int y = -reach; y <= reach; y++) {
      sum += Math.exp(-(double) y * y / (2 * variance));
    }
    double normaliser = sum;
    return y -> Math.exp(-(double) y * y / (2 * variance)) / normaliser;
  }

  private static IntToDoubleFunction discreteLaplace(double scale) {
    double a = Math.exp(-1 / scale);
    return y -> (1 - a) / (1 + a) * Math.exp(-Math.abs(y) / scale);
  }

  @Test
  void binomialNumbersByBothMethods() {
    UniformRandomProvider bits = check.stream("binomial");
    int[] trials = {1, 12, 60, 60, 100, 1000, 100_000};
    double[] probabilities = {0.3, 0.5, 0.1, 0.9, 0.5, 0.25, 0.001};
    for (int i = 0; i < trials.length; i++) {
      int n = trials[i];
      double p = probabilities[i];
      DiscreteSampler sampler = Samplers.binomial(bits, n, p);
      int spread = (int) (8 * Math.sqrt(n * p * (1 - p))) + 2;
      int low = (int) Math.max(0, n * p - spread);
      int high = (int) Math.min(n, n * p + spread);
      test(
              "binomial(" + n + ", " + p + ")",
              sampler::sample,
              low,
              high - low + 1,
              k -> binomial(n, p, k))
          .holds();
    }
  }

  /** Smallest defects: the success probability off by 0.008 of 0.25; one trial of 100 missing. */
  @Test
  void brokenBinomialNumbersAreCaught() {
    UniformRandomProvider bits = check.stream("broken binomial");
    test(
            "probability",
            Samplers.binomial(bits, 1000, 0.252)::sample,
            150,
            200,
            k -> binomial(1000, 0.25, k))
        .isCaught();
    test("trials", Samplers.binomial(bits, 99, 0.5)::sample, 0, 101, k -> binomial(100, 0.5, k))
        .isCaught();
  }

  @Test
  void poissonNumbers() {
    UniformRandomProvider bits = check.stream("poisson");
    for (double mean : new double[] {0.3, 5, 39, 41, 900}) {
      int spread = (int) (9 * Math.sqrt(mean)) + 10;
      int low = (int) Math.max(0, mean - spread);
      test(
              "Poisson(" + mean + ")",
              Samplers.poisson(bits, mean)::sample,
              low,
              2 * spread,
              k -> poisson(mean, k))
          .holds();
    }
    // Smallest defect: 2 % in the mean.
    test("mean", Samplers.poisson(bits, 5.1)::sample, 0, 30, k -> poisson(5, k)).isCaught();
  }

  @Test
  void categories() {
    UniformRandomProvider bits = check.stream("categories");
    double[] weights = {3, 0, 1, 4, 1, 5, 9, 2, 6};
    test("weights", Samplers.categorical(bits, weights)::sample, 0, 9, k -> weights[k] / 31)
        .holds();
    test("huge", Samplers.categorical(bits, 1e308, 1e308, 1e308)::sample, 0, 3, k -> 1.0 / 3)
        .holds();
    // Smallest defect: one weight in 31 off by a fifth.
    double[] wrong = {3, 0, 1.2, 4, 1, 5, 9, 2, 6};
    test("weights", Samplers.categorical(bits, wrong)::sample, 0, 9, k -> weights[k] / 31)
        .isCaught();
  }

  @Test
  void discreteGaussianNumbers() {
    UniformRandomProvider bits = check.stream("discrete gaussian");
    for (double sigma : new double[] {0.2, 0.5, 1, 1.7, 2, 15.3}) {
      int reach = (int) (12 * sigma) + 2;
      test(
              "discrete Gaussian " + sigma,
              Samplers.discreteGaussian(bits, sigma)::sample,
              -reach,
              2 * reach + 1,
              discreteGaussian(sigma * sigma))
          .holds();
    }
    test(
            "discrete Gaussian of variance 7/3",
            DiscreteGaussianSampler.ofVariance(bits, 7, 3)::sample,
            -20,
            41,
            discreteGaussian(7.0 / 3))
        .holds();
  }

  /**
   * Smallest defects: 3 % in sigma; a continuous sample rounded, whose variance is too large by
   * 1/12; zero drawn twice as often (a sign for zero that is not refused).
   */
  @Test
  void brokenDiscreteGaussianNumbersAreCaught() {
    UniformRandomProvider bits = check.stream("broken discrete gaussian");
    test("sigma", Samplers.discreteGaussian(bits, 2.06)::sample, -25, 51, discreteGaussian(4))
        .isCaught();
    var normal = Samplers.gaussian(bits);
    test("rounded", () -> Math.round(normal.sample()), -13, 27, discreteGaussian(1)).isCaught();
    test("double zero", () -> doubleZero(bits), -25, 51, discreteLaplace(2)).isCaught();
  }

  private static long doubleZero(UniformRandomProvider bits) {
    long magnitude = 0;
    while (ExactCoins.exponential(bits, 1, 2)) {
      magnitude++;
    }
    return bits.nextBoolean() ? magnitude : -magnitude;
  }

  @Test
  void discreteLaplaceNumbers() {
    UniformRandomProvider bits = check.stream("discrete laplace");
    test("scale 1", Samplers.discreteLaplace(bits, 1, 1)::sample, -40, 81, discreteLaplace(1))
        .holds();
    test("scale 10", Samplers.discreteLaplace(bits, 10, 1)::sample, -300, 601, discreteLaplace(10))
        .holds();
    test(
            "scale 2/7",
            Samplers.discreteLaplace(bits, 2, 7)::sample,
            -15,
            31,
            discreteLaplace(2.0 / 7))
        .holds();
    // Smallest defect: 4 % in the scale.
    test("scale", Samplers.discreteLaplace(bits, 104, 10)::sample, -300, 601, discreteLaplace(10))
        .isCaught();
  }

  @Test
  void exactCoins() {
    UniformRandomProvider bits = check.stream("coins");
    long[] numerators = {0, 1, 1, 7, 3};
    long[] denominators = {1, 1, 1000, 10, 1};
    for (int c = 0; c < numerators.length; c++) {
      double p = Math.exp(-(double) numerators[c] / denominators[c]);
      long heads = 0;
      long rationals = 0;
      for (int i = 0; i < N; i++) {
        heads += ExactCoins.exponential(bits, numerators[c], denominators[c]) ? 1 : 0;
        rationals += ExactCoins.rational(bits, numerators[c] % 11, 11) ? 1 : 0;
      }
      check.proportion("exp coin " + c, heads, N, p == 1 ? 1 - 1e-12 : p).holds();
      if (numerators[c] > 0) {
        check.proportion("rational coin " + c, rationals, N, numerators[c] / 11.0).holds();
        // Smallest defect: 0.015 in the probability.
        check.proportion("wrong coin " + c, heads, N, Math.abs(p - 0.015)).isCaught();
      }
    }
  }

  @Test
  void bigSigmasKeepTheirMoments() {
    // z tests of mean and variance, n = 50,000: the variance test finds 6 % in sigma.
    for (double sigma : new double[] {1e4, 0x1p30, 1e12, 0x1p50}) {
      var sampler = Samplers.discreteGaussian(check.stream("big " + sigma), sigma);
      double[] sample = new double[50_000];
      for (int i = 0; i < sample.length; i++) {
        sample[i] = sampler.sample() / sigma;
      }
      check.mean("mean " + sigma, sample, 0, 1).holds();
      check.variance("variance " + sigma, sample, 0, 1, 3).holds();
      double wide = 1.06;
      for (int i = 0; i < sample.length; i++) {
        sample[i] *= wide;
      }
      check.variance("6 % too wide " + sigma, sample, 0, 1, 3).isCaught();
    }
  }
}
