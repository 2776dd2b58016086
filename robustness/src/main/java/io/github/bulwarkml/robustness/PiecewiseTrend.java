// Copyright the Bulwark authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.github.bulwarkml.robustness;

import io.github.bulwarkml.core.internal.Require;
import io.github.bulwarkml.core.random.Seed;
import io.github.bulwarkml.core.run.Parallel;
import io.github.bulwarkml.core.stats.Interval;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;

/**
 * Two lines that meet nowhere in particular: one through the baseline models whose ID accuracy is
 * strictly below a pivot, one through those strictly above. Models from the pivot on are compared
 * with the upper line.
 *
 * <p>For test sets that were filtered against a model: {@code resnet50} has 0 on ImageNet-A, and
 * the trend bends at its ID accuracy, which is the pivot to use.
 *
 * <p>Immutable.
 *
 * <p>Reference: Taori et al., NeurIPS 2020, arXiv:2007.00644, appendix on ImageNet-A.
 *
 * @since 0.1.0
 */
public final class PiecewiseTrend implements Trend {
  private final double pivot;
  private final BaselineFit below;
  private final BaselineFit above;
  private final List<SkippedModel> excluded;

  private PiecewiseTrend(
      double pivot, BaselineFit below, BaselineFit above, List<SkippedModel> excluded) {
    this.pivot = pivot;
    this.below = below;
    this.above = above;
    this.excluded = excluded;
  }

  /**
   * {@return the least-squares lines below and above a pivot}
   *
   * @param baseline the baseline models; at least two different ones on each side
   * @param pivot the ID accuracy at which the trend bends, in (0, 1)
   * @param transform the space in which the lines are straight
   * @param policy what to do with accuracies of exactly 0 or 1
   * @throws IllegalArgumentException if {@code pivot} is out of range, or the models on a side do
   *     not determine a line
   * @throws io.github.bulwarkml.core.NumericalException if the policy is to fail and an accuracy is
   *     0 or 1
   */
  public static PiecewiseTrend of(
      List<AccuracyPair> baseline, double pivot, Transform transform, ExtremePolicy policy) {
    return of(baseline, pivot, transform, TrendEstimator.OLS, policy);
  }

  static PiecewiseTrend of(
      List<AccuracyPair> baseline,
      double pivot,
      Transform transform,
      TrendEstimator estimator,
      ExtremePolicy policy) {
    Objects.requireNonNull(transform, "transform");
    Objects.requireNonNull(policy, "policy");
    Require.inside(pivot, 0, 1, "pivot");
    List<AccuracyPair> lower = new ArrayList<>();
    List<AccuracyPair> upper = new ArrayList<>();
    List<SkippedModel> excluded = new ArrayList<>();
    for (AccuracyPair pair : baseline) {
      if (pair.id() < pivot) {
        lower.add(pair);
      } else if (pair.id() > pivot) {
        upper.add(pair);
      } else {
        excluded.add(new SkippedModel(pair.model(), "id accuracy is exactly the pivot"));
      }
    }
    BaselineFit below = side(lower, "below", pivot, transform, estimator, policy);
    BaselineFit above = side(upper, "above", pivot, transform, estimator, policy);
    excluded.addAll(below.excluded());
    excluded.addAll(above.excluded());
    return new PiecewiseTrend(pivot, below, above, List.copyOf(excluded));
  }

  private static BaselineFit side(
      List<AccuracyPair> pairs,
      String side,
      double pivot,
      Transform transform,
      TrendEstimator estimator,
      ExtremePolicy policy) {
    if (pairs.size() < 2) {
      throw new IllegalArgumentException(
          "baseline must hold at least 2 models "
              + side
              + " the pivot "
              + pivot
              + ", but has "
              + pairs.size());
    }
    return BaselineFit.of(pairs, transform, estimator, policy);
  }

  /** {@return the ID accuracy at which the trend bends} */
  public double pivot() {
    return pivot;
  }

  /** {@return the line of the models below the pivot} */
  public BaselineFit below() {
    return below;
  }

  /** {@return the line of the models above the pivot} */
  public BaselineFit above() {
    return above;
  }

  private BaselineFit at(AccuracyPair pair) {
    return pair.id() < pivot ? below : above;
  }

  @Override
  public Transform transform() {
    return below.transform();
  }

  @Override
  public ExtremePolicy policy() {
    return below.policy();
  }

  @Override
  public TrendEstimator estimator() {
    return below.estimator();
  }

  @Override
  public int idSets() {
    return 1;
  }

  @Override
  public List<String> models() {
    List<String> models = new ArrayList<>(below.models());
    models.addAll(above.models());
    return List.copyOf(models);
  }

  @Override
  public List<SkippedModel> excluded() {
    return excluded;
  }

  @Override
  public int n() {
    return below.n() + above.n();
  }

  @Override
  public double rSquared() {
    double mean =
        (below.n() * below.leastSquares().yMean() + above.n() * above.leastSquares().yMean()) / n();
    double total = aroundMean(below, mean) + aroundMean(above, mean);
    double unexplained = unexplained(below) + unexplained(above);
    return total == 0 ? 0 : 1 - unexplained / total;
  }

  private static double aroundMean(BaselineFit side, double mean) {
    double shift = side.leastSquares().yMean() - mean;
    return side.leastSquares().syy() + side.n() * shift * shift;
  }

  private static double unexplained(BaselineFit side) {
    return (1 - side.rSquared()) * side.leastSquares().syy();
  }

  @Override
  public double predict(AccuracyPair pair) {
    return at(pair).predict(pair);
  }

  @Override
  public Optional<Interval> lineInterval(AccuracyPair pair, double level) {
    return at(pair).lineInterval(pair, level);
  }

  @Override
  public Optional<Interval> predictionInterval(AccuracyPair pair, double level) {
    return at(pair).predictionInterval(pair, level);
  }

  @Override
  public TrendBootstrap bootstrap(int resamples, Seed seed, Parallel parallel) {
    return new TrendBootstrap(
        transform(),
        policy(),
        transform().apply(pivot),
        List.of(
            CoefficientDraws.ofLine(below, resamples, seed.child("below"), parallel),
            CoefficientDraws.ofLine(above, resamples, seed.child("above"), parallel)));
  }

  @Override
  public String formula() {
    return String.format(
        Locale.ROOT, "id < %.4f: %s; above: %s", pivot, below.formula(), above.formula());
  }

  @Override
  public String toString() {
    return String.format(
        Locale.ROOT, "%s; R2 %.4f, %d + %d models", formula(), rSquared(), below.n(), above.n());
  }
}
