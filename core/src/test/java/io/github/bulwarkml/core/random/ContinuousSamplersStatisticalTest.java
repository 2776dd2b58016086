// Copyright the Bulwark authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.github.bulwarkml.core.random;

import io.github.bulwarkml.core.testing.StatCheck;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.DoubleStream;
import org.apache.commons.numbers.gamma.Erfc;
import org.apache.commons.numbers.gamma.RegularizedBeta;
import org.apache.commons.numbers.gamma.RegularizedGamma;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.sampling.distribution.ContinuousSampler;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Null of every test: the sample follows the stated law. Kolmogorov-Smirnov distance, alpha 1e-9, n
 * = 200,000: finds any defect that moves the distribution function by 0.0121 (threshold 0.0073 plus
 * the noise of n, power over 0.99). Each test has a twin on a variant with the smallest such defect
 * of its kind.
 */
@Tag("statistical")
class ContinuousSamplersStatisticalTest {
  private static final int N = 200_000;

  private final StatCheck check = StatCheck.of("ContinuousSamplersStatisticalTest");

  private static double[] draw(ContinuousSampler sampler) {
    return DoubleStream.generate(sampler::sample).limit(N).toArray();
  }

  private static double normal(double x) {
    return 0.5 * Erfc.value(-x / Math.sqrt(2));
  }

  private static double laplace(double x) {
    return x < 0 ? 0.5 * Math.exp(x) : 1 - 0.5 * Math.exp(-x);
  }

  private static double exponential(double x) {
    return x < 0 ? 0 : -Math.expm1(-x);
  }

  private void holds(String what, ContinuousSampler sampler, DoubleUnaryOperator cdf) {
    check.ks(what, draw(sampler), cdf).holds();
  }

  private void isCaught(String what, ContinuousSampler sampler, DoubleUnaryOperator cdf) {
    check.ks(what, draw(sampler), cdf).isCaught();
  }

  @Test
  void normalNumbers() {
    UniformRandomProvider bits = check.stream("normal");
    holds("normal", Samplers.gaussian(bits), ContinuousSamplersStatisticalTest::normal);
    holds("normal(3, 2)", Samplers.gaussian(bits, 3, 2), x -> normal((x - 3) / 2));
  }

  /** Smallest defects: 6 % in scale (0.0145 of the distribution function), 0.035 in place. */
  @Test
  void brokenNormalNumbersAreCaught() {
    UniformRandomProvider bits = check.stream("broken normal");
    DoubleUnaryOperator cdf = ContinuousSamplersStatisticalTest::normal;
    ContinuousSampler good = Samplers.gaussian(bits);
    isCaught("6 % too wide", () -> 1.06 * good.sample(), cdf);
    isCaught("0.035 too far right", () -> 0.035 + good.sample(), cdf);
    ContinuousSampler laplace = Samplers.laplace(bits, 0, Math.sqrt(0.5));
    isCaught("Laplace of the same variance", laplace, cdf);
  }

  /** Variance test, n = 200,000: finds a scale wrong by 2 % (needs 89,154). */
  @Test
  void normalVariance() {
    double[] sample = draw(Samplers.gaussian(check.stream("variance")));
    check.normalVariance("normal", sample, 0, 1).holds();
    double[] wide = DoubleStream.of(sample).map(x -> 1.02 * x).toArray();
    check.normalVariance("2 % too wide", wide, 0, 1).isCaught();
  }

  @Test
  void secureNoiseIsNormalAndUniform() {
    // The only test whose seed is not fixed, by nature of its subject: alpha 1e-9 each.
    try (SecureNoiseSource noise = SecureNoiseSource.create()) {
      holds("secure normal", noise::nextGaussian, ContinuousSamplersStatisticalTest::normal);
      holds("secure uniform", noise::nextDouble, x -> x);
      holds("secure exponential", noise::nextExponential, x -> -Math.expm1(-x));
      // Every bit of a long is fair: |z| of the ones among n x 64 bits; finds a bias of 0.1 %.
      long[] ones = new long[64];
      for (int i = 0; i < N; i++) {
        long bits = noise.nextLong();
        for (int b = 0; b < 64; b++) {
          ones[b] += bits >>> b & 1;
        }
      }
      for (int b = 0; b < 64; b++) {
        check.proportion("bit " + b, ones[b], N, 0.5).holds();
      }
      // A source whose used bits are given out again: every tenth bit is an old one.
      isCaught(
          "secure uniform with stuck bits",
          () -> {
            double u = noise.nextDouble();
            return u < 0.03 ? 0 : u;
          },
          x -> x);
      check.proportion("stuck bit", ones[0] + N / 50, N, 0.5).isCaught();
    }
  }

  @Test
  void laplaceNumbers() {
    UniformRandomProvider bits = check.stream("laplace");
    holds("Laplace(1, 3)", Samplers.laplace(bits, 1, 3), x -> laplace((x - 1) / 3));
  }

  /** Smallest defects: 10 % in scale (0.0176), a coin of 0.515 for the sign (0.015). */
  @Test
  void brokenLaplaceNumbersAreCaught() {
    UniformRandomProvider bits = check.stream("broken laplace");
    DoubleUnaryOperator cdf = ContinuousSamplersStatisticalTest::laplace;
    isCaught("10 % too wide", Samplers.laplace(bits, 0, 1.1), cdf);
    ContinuousSampler magnitude = Samplers.exponential(bits, 1);
    isCaught(
        "unfair sign",
        () -> bits.nextDouble() < 0.515 ? magnitude.sample() : -magnitude.sample(),
        cdf);
  }

  @Test
  void exponentialNumbers() {
    UniformRandomProvider bits = check.stream("exponential");
    holds("exponential(5)", Samplers.exponential(bits, 5), x -> exponential(x / 5));
  }

  /** Smallest defect: 4 % in the mean (0.0147). */
  @Test
  void brokenExponentialNumbersAreCaught() {
    UniformRandomProvider bits = check.stream("broken exponential");
    DoubleUnaryOperator cdf = ContinuousSamplersStatisticalTest::exponential;
    isCaught("4 % too long", Samplers.exponential(bits, 1.04), cdf);
    isCaught("rate taken for mean", Samplers.exponential(bits, 0.5), x -> exponential(x / 2));
  }

  @Test
  void gammaAndBetaNumbers() {
    UniformRandomProvider bits = check.stream("gamma");
    for (double shape : new double[] {0.3, 1, 2.5, 40}) {
      holds(
          "gamma " + shape,
          Samplers.gamma(bits, shape, 2),
          x -> RegularizedGamma.P.value(shape, x / 2));
    }
    holds("beta", Samplers.beta(bits, 0.5, 3), x -> RegularizedBeta.value(x, 0.5, 3));
    holds("beta", Samplers.beta(bits, 7, 2), x -> RegularizedBeta.value(x, 7, 2));
  }

  /** Smallest defects: 4 % in the shape, parameters swapped. */
  @Test
  void brokenGammaAndBetaNumbersAreCaught() {
    UniformRandomProvider bits = check.stream("broken gamma");
    isCaught("shape", Samplers.gamma(bits, 2.6, 1), x -> RegularizedGamma.P.value(2.5, x));
    isCaught("swapped", Samplers.beta(bits, 2, 7), x -> RegularizedBeta.value(x, 7, 2));
  }

  /** Coordinates of a Dirichlet point are beta numbers, small concentrations included. */
  @Test
  void dirichletPoints() {
    UniformRandomProvider bits = check.stream("dirichlet");
    for (double a : new double[] {0.05, 0.5, 1, 4}) {
      var sampler = Samplers.dirichlet(bits, a, 0.3, 1.7);
      holds("dirichlet " + a, () -> sampler.sample()[0], x -> RegularizedBeta.value(x, a, 2));
    }
    var uneven = Samplers.dirichlet(bits, 0.06, 0.3, 1.7);
    isCaught(
        "20 % too large a concentration",
        () -> uneven.sample()[0], x -> RegularizedBeta.value(x, 0.05, 2));
  }
}
