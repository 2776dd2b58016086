// Copyright the Bulwark authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.github.bulwarkml.robustness;

import io.github.bulwarkml.core.internal.Require;
import io.github.bulwarkml.core.random.Seed;
import io.github.bulwarkml.core.random.SplitMix64;
import io.github.bulwarkml.core.stats.BinomialDistribution;
import io.github.bulwarkml.core.stats.Interval;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * A trend fitted again and again to its baseline models drawn with replacement (case bootstrap),
 * and the intervals that follow.
 *
 * <p>The ends of an interval are order statistics: of B sorted values, the ones with index floor(q
 * (B - 1)) and ceil((1 - q) (B - 1)), where q is half of 1 - level; the convention of
 * imagenet-testbed. A resample that cannot be fitted (all ID accuracies equal) is drawn again and
 * counted.
 *
 * <p>Every resample has its own stream of random numbers, so equal seeds give equal bits for any
 * number of threads. Immutable.
 *
 * <p>Reference: Efron, Tibshirani, "An introduction to the bootstrap" (1993), section 9.5.
 *
 * @since 0.1.0
 */
public final class TrendBootstrap {
  /** The most resamples. */
  static final int MAXIMUM = 1_000_000;

  private final Transform transform;
  private final ExtremePolicy policy;
  private final double pivot;
  private final List<CoefficientDraws> segments;

  /** A trend in one piece. */
  TrendBootstrap(Transform transform, ExtremePolicy policy, CoefficientDraws draws) {
    this(transform, policy, Double.NaN, List.of(draws));
  }

  /** A trend in two pieces: below a (transformed) pivot, and from it on. */
  TrendBootstrap(
      Transform transform, ExtremePolicy policy, double pivot, List<CoefficientDraws> segments) {
    this.transform = transform;
    this.policy = policy;
    this.pivot = pivot;
    this.segments = segments;
  }

  /** {@return the number of resamples} */
  public int resamples() {
    return segments.get(0).resamples();
  }

  /** {@return how many resamples could not be fitted and were drawn again} */
  public long redrawn() {
    return segments.stream().mapToLong(CoefficientDraws::redrawn).sum();
  }

  /**
   * {@return the interval of the (first) slope}
   *
   * @param level the confidence level, in (0, 1)
   * @throws IllegalArgumentException if {@code level} is out of range
   * @throws IllegalStateException for a trend in two pieces
   */
  public Interval slope(double level) {
    return coefficient(1, level);
  }

  /**
   * {@return the interval of the intercept}
   *
   * @param level the confidence level, in (0, 1)
   * @throws IllegalArgumentException if {@code level} is out of range
   * @throws IllegalStateException for a trend in two pieces
   */
  public Interval intercept(double level) {
    return coefficient(0, level);
  }

  private Interval coefficient(int index, double level) {
    if (segments.size() > 1) {
      throw new IllegalStateException("a trend in two pieces has two slopes; ask each piece");
    }
    return interval(segments.get(0).coefficient(index), level);
  }

  /**
   * {@return the interval of the expected OOD accuracy at an ID accuracy; on a grid these are the
   * bootstrap band}
   *
   * @param id the ID accuracy, in (0, 1) (in [0, 1] under LINEAR)
   * @param level the confidence level, in (0, 1)
   * @throws IllegalArgumentException if an argument is out of range, or the trend has several ID
   *     sets
   */
  public Interval line(double id, double level) {
    Require.inRange(id, 0, 1, "id");
    if (transform.isExtreme(id)) {
      throw new IllegalArgumentException("id must be in (0, 1), but was " + id);
    }
    double[] x = {transform.apply(id)};
    Require.sameLength(x.length, segments.get(0).idSets(), "id", "the trend's ID sets");
    return Residuals.inverse(transform, interval(segmentAt(x).predictors(x), level));
  }

  /**
   * {@return the interval of a model's effective robustness as a fraction; empty if its ID accuracy
   * is exactly 0 or 1 and not clipped}
   *
   * @param pair the model
   * @param level the confidence level, in (0, 1)
   * @throws IllegalArgumentException if {@code level} is out of range or the pair has another
   *     number of ID accuracies than the trend
   */
  public Optional<Interval> rho(AccuracyPair pair, double level) {
    return Residuals.around(pair.ood(), expected(pair, level, false));
  }

  /**
   * {@return the interval in which a new baseline model's rho would fall around this model's: the
   * resampled lines plus residuals drawn with replacement; empty as in {@link #rho}}
   *
   * @param pair the model
   * @param level the confidence level, in (0, 1)
   * @throws IllegalArgumentException as {@link #rho}
   */
  public Optional<Interval> predictionRho(AccuracyPair pair, double level) {
    return Residuals.around(pair.ood(), expected(pair, level, true));
  }

  private Optional<Interval> expected(AccuracyPair pair, double level, boolean scatter) {
    Require.inside(level, 0, 1, "level");
    double[] x = finiteIds(pair);
    if (x.length == 0) {
      return Optional.empty();
    }
    CoefficientDraws draws = segmentAt(x);
    double[] values = draws.predictors(x);
    if (scatter) {
      draws.addResiduals(values);
    }
    // T^-1 is increasing, so the order statistics may be taken before it.
    return Optional.of(Residuals.inverse(transform, interval(values, level)));
  }

  /**
   * {@return the interval of a model's effective robustness as a fraction, where the model's own
   * test sets are resampled too: the numbers of correct answers are drawn from binomial
   * distributions with the observed accuracies; empty as in {@link #rho}}
   *
   * @param pair the model, with the sizes of both test sets and one ID accuracy
   * @param level the confidence level, in (0, 1)
   * @param seed the seed of the draws of test sets; the model's name is mixed in
   * @throws IllegalArgumentException if the level is out of range, a size is 0 or the pair has
   *     another number of ID accuracies than the trend
   */
  public Optional<Interval> rhoWithTestSets(AccuracyPair pair, double level, Seed seed) {
    Require.inside(level, 0, 1, "level");
    Objects.requireNonNull(seed, "seed");
    if (segments.get(0).idSets() > 1) {
      throw new IllegalArgumentException("pair must have one ID set for resampled test sets");
    }
    if (pair.idExamples() == 0 || pair.oodExamples() == 0) {
      throw new IllegalArgumentException(
          "pair of '"
              + pair.model()
              + "' must have the sizes of both test sets to resample them, but has "
              + pair.idExamples()
              + " and "
              + pair.oodExamples());
    }
    if (finiteIds(pair).length == 0) {
      return Optional.empty();
    }
    long root = seed.child("test-sets/" + pair.model()).value();
    double edge = 0.5 / pair.idExamples();
    double[] x = new double[1];
    double[] values = new double[resamples()];
    for (int b = 0; b < values.length; b++) {
      SplitMix64 random = CoefficientDraws.stream(root, b);
      double id = share(pair.idExamples(), pair.id(), random);
      double ood = share(pair.oodExamples(), pair.ood(), random);
      x[0] = transform.apply(Math.min(Math.max(id, edge), 1 - edge));
      values[b] = ood - transform.inverse(segmentAt(x).predictor(x, b));
    }
    return Optional.of(interval(values, level));
  }

  private static double share(long examples, double accuracy, SplitMix64 random) {
    return (double) BinomialDistribution.sample(examples, accuracy, random) / examples;
  }

  private double[] finiteIds(AccuracyPair pair) {
    double[] x = UsablePairs.transformedIds(pair, segments.get(0).idSets(), transform, policy);
    for (double value : x) {
      if (Double.isInfinite(value)) {
        return new double[0];
      }
    }
    return x;
  }

  private CoefficientDraws segmentAt(double[] x) {
    return segments.size() > 1 && x[0] >= pivot ? segments.get(1) : segments.get(0);
  }

  /** {@return the order statistics around the middle share of the values, which are reordered} */
  static Interval interval(double[] values, double level) {
    Require.inside(level, 0, 1, "level");
    double tail = 0.5 * (1 - level);
    int low = (int) Math.floor(position(tail, values.length));
    int high = (int) Math.ceil(position(1 - tail, values.length));
    double lowest = OrderStatistics.select(values, 0, low);
    double highest = high == low ? lowest : OrderStatistics.select(values, low + 1, high);
    return new Interval(lowest, highest, level);
  }

  /** As in core's Quantile: what is whole up to rounding counts as whole. */
  private static double position(double q, int n) {
    double position = q * (n - 1);
    double whole = Math.rint(position);
    return Math.abs(position - whole) < 1e-9 ? whole : position;
  }
}
