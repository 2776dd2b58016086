// Copyright the Bulwark authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.github.bulwarkml.core.stats;

import io.github.bulwarkml.core.internal.Require;
import io.github.bulwarkml.core.random.SplitMix64;
import java.util.Objects;

/**
 * The binomial distribution: the number of successes in n independent trials of probability p.
 *
 * <p>Probabilities have a relative error of at most 1e-12 for n up to 1e9. Stateless and
 * thread-safe.
 *
 * <p>References: [1] Loader, "Fast and accurate computation of binomial probabilities" (2000). [2]
 * Hoermann, "The generation of binomial random variates", J. Stat. Comput. Simul. 46 (1993),
 * doi:10.1080/00949659308811496, algorithm BTRS.
 *
 * @since 0.1.0
 */
public final class BinomialDistribution {
  private static final long MAX_TRIALS = 999_999_999_999L;
  private static final double LOG_TWO_PI = 1.8378770664093453;

  private BinomialDistribution() {}

  /**
   * {@return the natural logarithm of the probability of k successes; -infinity if impossible}
   *
   * @param successes k, in [0, trials]
   * @param trials n, in [1, 1e12)
   * @param probability p, in [0, 1]
   * @throws IllegalArgumentException if an argument is out of range
   */
  public static double logProbability(long successes, long trials, double probability) {
    require(trials, probability);
    Require.inRange(successes, 0, trials, "successes");
    return logTerm((double) successes, (double) trials, probability);
  }

  /**
   * {@return the probability of at most k successes}
   *
   * @param successes k, in [0, trials]
   * @param trials n, in [1, 1e12)
   * @param probability p, in [0, 1]
   * @throws IllegalArgumentException if an argument is out of range
   */
  public static double cdf(long successes, long trials, double probability) {
    require(trials, probability);
    Require.inRange(successes, 0, trials, "successes");
    double k = (double) successes;
    double n = (double) trials;
    return successes == trials
        ? 1
        : IncompleteBeta.lower(1 - probability, probability, n - k, k + 1);
  }

  /**
   * {@return the probability of more than k successes}
   *
   * @param successes k, in [0, trials]
   * @param trials n, in [1, 1e12)
   * @param probability p, in [0, 1]
   * @throws IllegalArgumentException if an argument is out of range
   */
  public static double upperTail(long successes, long trials, double probability) {
    require(trials, probability);
    Require.inRange(successes, 0, trials, "successes");
    double k = (double) successes;
    double n = (double) trials;
    return successes == trials
        ? 0
        : IncompleteBeta.lower(probability, 1 - probability, k + 1, n - k);
  }

  /**
   * {@return a random number of successes: inversion where fewer than 10 are expected of either
   * kind, else transformed rejection [2]}
   *
   * @param trials n, in [1, 1e12)
   * @param probability p, in [0, 1]
   * @param random where the randomness comes from
   * @throws IllegalArgumentException if an argument is out of range
   */
  public static long sample(long trials, double probability, SplitMix64 random) {
    Objects.requireNonNull(random, "random");
    require(trials, probability);
    if (probability == 0 || probability == 1) {
      return probability == 0 ? 0 : trials;
    }
    if (probability > 0.5) {
      return trials - sampleLower(trials, 1 - probability, random);
    }
    return sampleLower(trials, probability, random);
  }

  private static long sampleLower(long trials, double p, SplitMix64 random) {
    return (double) trials * p < 10 ? inversion(trials, p, random) : rejection(trials, p, random);
  }

  private static long inversion(long trials, double p, SplitMix64 random) {
    double odds = p / (1 - p);
    double first = StrictMath.exp((double) trials * StrictMath.log1p(-p));
    while (true) {
      double u = random.nextDouble();
      double term = first;
      for (long k = 0; k <= trials && term > 1e-300; k++) {
        if (u < term) {
          return k;
        }
        u -= term;
        term *= (double) (trials - k) / (k + 1.0) * odds;
      }
      // The terms sum to 1 but for rounding: a u beyond their sum is drawn again.
    }
  }

  private static long rejection(long trials, double p, SplitMix64 random) {
    double n = (double) trials;
    double deviation = Math.sqrt(n * p * (1 - p));
    double b = 1.15 + 2.53 * deviation;
    double a = -0.0873 + 0.0248 * b + 0.01 * p;
    double alpha = (2.83 + 5.1 / b) * deviation;
    double quick = 0.92 - 4.2 / b;
    double logMode = logTerm(Math.floor((n + 1) * p), n, p);
    while (true) {
      double u = random.nextDouble() - 0.5;
      double v = random.nextDouble();
      double us = 0.5 - Math.abs(u);
      double k = Math.floor((2 * a / us + b) * u + n * p + 0.5);
      if (us >= 0.07 && v <= quick) {
        return (long) k;
      }
      if (k >= 0
          && k <= n
          && StrictMath.log(v * alpha / (a / (us * us) + b)) <= logTerm(k, n, p) - logMode) {
        return (long) k;
      }
    }
  }

  /** Loader's form of the logarithm of a binomial probability. */
  private static double logTerm(double k, double n, double p) {
    if (p == 0 || p == 1) {
      return k == (p == 0 ? 0 : n) ? 0 : Double.NEGATIVE_INFINITY;
    }
    if (k == 0) {
      return n * StrictMath.log1p(-p);
    }
    if (k == n) {
      return n * StrictMath.log(p);
    }
    double d = IncompleteBeta.distance(p, 1 - p, k, n - k);
    return -IncompleteBeta.deviance(k, -d, n * p)
        - IncompleteBeta.deviance(n - k, d, n * (1 - p))
        + 0.5 * (StrictMath.log(n / k / (n - k)) - LOG_TWO_PI)
        + IncompleteBeta.stirlingError(n)
        - IncompleteBeta.stirlingError(k)
        - IncompleteBeta.stirlingError(n - k);
  }

  private static void require(long trials, double probability) {
    Require.inRange(trials, 1, MAX_TRIALS, "trials");
    Require.inRange(probability, 0, 1, "probability");
  }
}
