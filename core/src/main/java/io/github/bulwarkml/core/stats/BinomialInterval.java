// Copyright the Bulwark authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.github.bulwarkml.core.stats;

import io.github.bulwarkml.core.internal.Require;

/**
 * Confidence intervals of a proportion from k successes in n independent trials.
 *
 * <pre>{@code
 * Interval accuracy = BinomialInterval.clopperPearson(38065, 50000, 0.95);
 * }</pre>
 *
 * <p>Clopper-Pearson never covers less than its level; Wilson covers it about on average and is
 * shorter. Ends are accurate to 1e-12 relative, for n up to 1e12 and error rates far below 1e-9.
 * Counts that are only known as a rate times n are rounded by {@link #roundedSuccesses}, or kept as
 * they are by the {@code Fractional} versions.
 *
 * <p>The error rate of an interval is {@code 1 - level}, which a double cannot express to more than
 * 16 digits after the point: for rates below 1e-6 use the one-sided bounds, which take the rate.
 *
 * <p>Stateless and thread-safe.
 *
 * <p>References: [1] Clopper, Pearson, Biometrika 26 (1934), doi:10.1093/biomet/26.4.404. [2]
 * Wilson, JASA 22 (1927), doi:10.1080/01621459.1927.10502953.
 *
 * @since 0.1.0
 */
public final class BinomialInterval {
  private static final long MAX_TRIALS = 999_999_999_999L;

  private BinomialInterval() {}

  /**
   * {@return the exact interval of Clopper and Pearson: the (1 - level) / 2 quantile of Beta(k, n -
   * k + 1) and the (1 + level) / 2 quantile of Beta(k + 1, n - k); 0 below for k = 0 and 1 above
   * for k = n}
   *
   * @param successes k, in [0, trials]
   * @param trials n, in [1, 1e12)
   * @param level the confidence level, in (0, 1)
   * @throws IllegalArgumentException if an argument is out of range
   */
  public static Interval clopperPearson(long successes, long trials, double level) {
    requireCounts(successes, trials);
    return clopperPearsonFractional((double) successes, trials, level);
  }

  /**
   * {@return the interval of {@link #clopperPearson} for a count that need not be whole}
   *
   * @param successes k, in [0, trials]
   * @param trials n, in [1, 1e12)
   * @param level the confidence level, in (0, 1)
   * @throws IllegalArgumentException if an argument is out of range
   */
  public static Interval clopperPearsonFractional(double successes, long trials, double level) {
    requireFractional(successes, trials);
    double tail = tail(level);
    return new Interval(
        lowerEnd(successes, trials, tail), upperEnd(successes, trials, tail), level);
  }

  /**
   * {@return the one-sided Clopper-Pearson bound that the proportion lies below with probability at
   * most {@code errorRate}}
   *
   * @param successes k, in [0, trials]
   * @param trials n, in [1, 1e12)
   * @param errorRate in (0, 1)
   * @throws IllegalArgumentException if an argument is out of range
   */
  public static double clopperPearsonLower(long successes, long trials, double errorRate) {
    requireCounts(successes, trials);
    return lowerEnd((double) successes, trials, Require.inside(errorRate, 0, 1, "errorRate"));
  }

  /**
   * {@return the one-sided Clopper-Pearson bound that the proportion lies above with probability at
   * most {@code errorRate}}
   *
   * @param successes k, in [0, trials]
   * @param trials n, in [1, 1e12)
   * @param errorRate in (0, 1)
   * @throws IllegalArgumentException if an argument is out of range
   */
  public static double clopperPearsonUpper(long successes, long trials, double errorRate) {
    requireCounts(successes, trials);
    return upperEnd((double) successes, trials, Require.inside(errorRate, 0, 1, "errorRate"));
  }

  /**
   * {@return Wilson's score interval}
   *
   * @param successes k, in [0, trials]
   * @param trials n, in [1, 1e12)
   * @param level the confidence level, in (0, 1)
   * @throws IllegalArgumentException if an argument is out of range
   */
  public static Interval wilson(long successes, long trials, double level) {
    requireCounts(successes, trials);
    return wilsonFractional((double) successes, trials, level);
  }

  /**
   * {@return Wilson's score interval for a count that need not be whole}
   *
   * @param successes k, in [0, trials]
   * @param trials n, in [1, 1e12)
   * @param level the confidence level, in (0, 1)
   * @throws IllegalArgumentException if an argument is out of range
   */
  public static Interval wilsonFractional(double successes, long trials, double level) {
    requireFractional(successes, trials);
    double n = (double) trials;
    double k = successes;
    double z = -NormalDistribution.quantile(tail(level));
    double square = z * z;
    double root = z * Math.sqrt(k / n * (n - k) + square / 4);
    // The ends are the roots of (n + z^2) p^2 - (2 k + z^2) p + k^2 / n.
    double high = k == n ? 1 : Math.min(1, (k + square / 2 + root) / (n + square));
    double low = k == 0 ? 0 : k / n * k / (k + square / 2 + root);
    return new Interval(Math.min(low, high), high, level);
  }

  /**
   * {@return accuracy times trials, rounded to the nearest whole count}
   *
   * @param accuracy a proportion, in [0, 1]
   * @param trials n, in [1, 1e12)
   * @throws IllegalArgumentException if an argument is out of range
   */
  public static long roundedSuccesses(double accuracy, long trials) {
    Require.inRange(accuracy, 0, 1, "accuracy");
    Require.inRange(trials, 1, MAX_TRIALS, "trials");
    return Math.round(accuracy * (double) trials);
  }

  private static double tail(double level) {
    return 0.5 * (1 - Require.inside(level, 0, 1, "level"));
  }

  private static double lowerEnd(double k, long trials, double tail) {
    return k == 0
        ? 0
        : BetaFunctions.inverse(
            tail, Math.max(k, BetaFunctions.MIN_PARAMETER), (double) trials - k + 1);
  }

  private static double upperEnd(double k, long trials, double tail) {
    return k == (double) trials
        ? 1
        : BetaFunctions.inverseComplement(
            tail, k + 1, Math.max((double) trials - k, BetaFunctions.MIN_PARAMETER));
  }

  private static void requireCounts(long successes, long trials) {
    Require.inRange(trials, 1, MAX_TRIALS, "trials");
    Require.inRange(successes, 0, trials, "successes");
  }

  private static void requireFractional(double successes, long trials) {
    Require.inRange(trials, 1, MAX_TRIALS, "trials");
    Require.inRange(successes, 0, (double) trials, "successes");
  }
}
