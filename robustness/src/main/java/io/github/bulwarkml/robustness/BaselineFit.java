// Copyright the Bulwark authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.github.bulwarkml.robustness;

import io.github.bulwarkml.core.internal.Require;
import io.github.bulwarkml.core.random.Seed;
import io.github.bulwarkml.core.run.Parallel;
import io.github.bulwarkml.core.stats.Correlation;
import io.github.bulwarkml.core.stats.Huber;
import io.github.bulwarkml.core.stats.Interval;
import io.github.bulwarkml.core.stats.LeastSquares;
import io.github.bulwarkml.core.stats.Line;
import io.github.bulwarkml.core.stats.LineFit;
import io.github.bulwarkml.core.stats.TheilSen;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;

/**
 * The line through baseline models: \(\beta(p) = T^{-1}(a\,T(p) + b)\), with a and b from the
 * transformed accuracies.
 *
 * <pre>{@code
 * BaselineFit line = BaselineFit.of(standardModels); // logit, least squares
 * double expected = line.predict(0.76);
 * EffectiveRobustness clip = line.evaluate(AccuracyPair.of("clip", 0.633, 0.558));
 * }</pre>
 *
 * <p>Two models make a line without intervals; they are empty then. Models with an accuracy of
 * exactly 0 or 1 follow the {@link ExtremePolicy}.
 *
 * <p>Cost: linear in the number of models; quadratic for Theil-Sen. Immutable.
 *
 * <p>References: [1] Taori et al., NeurIPS 2020, arXiv:2007.00644. [2] Miller et al., ICML 2021,
 * arXiv:2107.04649. [3] Sen, "Estimates of the regression coefficient based on Kendall's tau", JASA
 * 63 (1968), doi:10.1080/01621459.1968.10480934.
 *
 * @since 0.1.0
 */
public final class BaselineFit implements Trend {
  private final Transform transform;
  private final TrendEstimator estimator;
  private final ExtremePolicy policy;
  private final UsablePairs pairs;
  private final LineFit leastSquares;
  private final double slope;
  private final double intercept;
  private final double rSquared;

  private BaselineFit(
      Transform transform, TrendEstimator estimator, ExtremePolicy policy, UsablePairs pairs) {
    this.transform = transform;
    this.estimator = estimator;
    this.policy = policy;
    this.pairs = pairs;
    double[] x = pairs.x()[0];
    this.leastSquares = LeastSquares.line(x, pairs.y());
    Line line =
        switch (estimator) {
          case OLS -> leastSquares;
          case THEIL_SEN -> TheilSen.line(x, pairs.y());
          case HUBER -> Huber.line(x, pairs.y());
        };
    this.slope = line.slope();
    this.intercept = line.intercept();
    double rss = 0;
    for (int i = 0; i < x.length; i++) {
      double residual = pairs.y()[i] - line.predict(x[i]);
      rss += residual * residual;
    }
    this.rSquared =
        estimator == TrendEstimator.OLS
            ? leastSquares.rSquared()
            : leastSquares.syy() == 0 ? 0 : 1 - rss / leastSquares.syy();
  }

  /**
   * {@return the least-squares line in logit space; accuracies of exactly 0 or 1 are left out}
   *
   * @param baseline the baseline models, at least two with different ID accuracies
   * @throws IllegalArgumentException if the models do not determine a line
   */
  public static BaselineFit of(List<AccuracyPair> baseline) {
    return of(baseline, Transform.LOGIT);
  }

  /**
   * {@return the least-squares line; accuracies of exactly 0 or 1 are left out}
   *
   * @param baseline the baseline models, at least two with different ID accuracies
   * @param transform the space in which the line is straight
   * @throws IllegalArgumentException if the models do not determine a line
   */
  public static BaselineFit of(List<AccuracyPair> baseline, Transform transform) {
    return of(baseline, transform, TrendEstimator.OLS, ExtremePolicy.exclude());
  }

  /**
   * {@return the line through baseline models}
   *
   * @param baseline the baseline models, at least two with different ID accuracies; at most 7,000
   *     for Theil-Sen
   * @param transform the space in which the line is straight
   * @param estimator how the line is found
   * @param policy what to do with accuracies of exactly 0 or 1
   * @throws IllegalArgumentException if the models do not determine a line or the policy needs a
   *     test-set size that is not given
   * @throws io.github.bulwarkml.core.NumericalException if the policy is to fail and an accuracy is
   *     0 or 1, or Huber's line does not converge
   */
  public static BaselineFit of(
      List<AccuracyPair> baseline,
      Transform transform,
      TrendEstimator estimator,
      ExtremePolicy policy) {
    Objects.requireNonNull(transform, "transform");
    Objects.requireNonNull(estimator, "estimator");
    Objects.requireNonNull(policy, "policy");
    Require.notEmpty(baseline, "baseline");
    return new BaselineFit(
        transform, estimator, policy, UsablePairs.of(baseline, 1, transform, policy));
  }

  @Override
  public Transform transform() {
    return transform;
  }

  @Override
  public ExtremePolicy policy() {
    return policy;
  }

  @Override
  public TrendEstimator estimator() {
    return estimator;
  }

  @Override
  public int idSets() {
    return 1;
  }

  @Override
  public List<String> models() {
    return pairs.models();
  }

  @Override
  public List<SkippedModel> excluded() {
    return pairs.excluded();
  }

  @Override
  public double rSquared() {
    return rSquared;
  }

  /** {@return the slope a in transformed space} */
  public double slope() {
    return slope;
  }

  /** {@return the intercept b in transformed space} */
  public double intercept() {
    return intercept;
  }

  /**
   * {@return the least-squares line through the transformed accuracies, with its standard errors
   * and intervals, whatever the estimator}
   */
  public LineFit leastSquares() {
    return leastSquares;
  }

  /** {@return Spearman's rank correlation of ID and OOD accuracies, in [-1, 1]} */
  public double spearman() {
    return Correlation.spearman(pairs.x()[0], pairs.y());
  }

  /** {@return Kendall's tau-b of ID and OOD accuracies, in [-1, 1]} */
  public double kendall() {
    return Correlation.kendallTauB(pairs.x()[0], pairs.y());
  }

  /** {@return the models of the fit in transformed space; not to be changed} */
  UsablePairs pairs() {
    return pairs;
  }

  /**
   * {@return the interval of the slope: Student's t for least squares, Sen's for Theil-Sen; empty
   * for Huber's line (see {@link #bootstrap}) and where it is undefined}
   *
   * @param level the confidence level, in (0, 1)
   * @throws IllegalArgumentException if {@code level} is out of range
   */
  public Optional<Interval> slopeInterval(double level) {
    Require.inside(level, 0, 1, "level");
    return switch (estimator) {
      case OLS -> leastSquares.slopeInterval(level);
      case THEIL_SEN -> SenInterval.of(pairs.x()[0], pairs.y(), level);
      case HUBER -> Optional.empty();
    };
  }

  /**
   * {@return the expected OOD accuracy; under LINEAR it may leave [0, 1]}
   *
   * @param id an ID accuracy, in [0, 1]
   * @throws IllegalArgumentException if {@code id} is out of range
   */
  public double predict(double id) {
    return expected(transform.apply(Require.inRange(id, 0, 1, "id")));
  }

  @Override
  public double predict(AccuracyPair pair) {
    return expected(transformed(pair));
  }

  private double expected(double x) {
    // At an accuracy of exactly 0 or 1 the limit is meant; a flat line has none but its height.
    return transform.inverse(slope == 0 ? intercept : intercept + slope * x);
  }

  private double transformed(AccuracyPair pair) {
    return UsablePairs.transformedIds(pair, 1, transform, policy)[0];
  }

  @Override
  public Optional<Interval> lineInterval(AccuracyPair pair, double level) {
    return lineIntervalAt(transformed(pair), level);
  }

  @Override
  public Optional<Interval> predictionInterval(AccuracyPair pair, double level) {
    return predictionIntervalAt(transformed(pair), level);
  }

  /**
   * {@return the interval of the expected OOD accuracy from the uncertainty of the line alone;
   * empty as in {@link #lineInterval(AccuracyPair, double)}}
   *
   * @param id an ID accuracy, in [0, 1]
   * @param level the confidence level, in (0, 1)
   * @throws IllegalArgumentException if an argument is out of range
   */
  public Optional<Interval> lineInterval(double id, double level) {
    return lineIntervalAt(transform.apply(Require.inRange(id, 0, 1, "id")), level);
  }

  /**
   * {@return the interval in which a new baseline model's OOD accuracy would fall; empty as in
   * {@link #predictionInterval(AccuracyPair, double)}}
   *
   * @param id an ID accuracy, in [0, 1]
   * @param level the confidence level, in (0, 1)
   * @throws IllegalArgumentException if an argument is out of range
   */
  public Optional<Interval> predictionInterval(double id, double level) {
    return predictionIntervalAt(transform.apply(Require.inRange(id, 0, 1, "id")), level);
  }

  private Optional<Interval> lineIntervalAt(double x, double level) {
    return hasBands(x, level)
        ? leastSquares.meanBand(x, level).map(band -> Residuals.inverse(transform, band))
        : Optional.empty();
  }

  private Optional<Interval> predictionIntervalAt(double x, double level) {
    return hasBands(x, level)
        ? leastSquares.predictionBand(x, level).map(band -> Residuals.inverse(transform, band))
        : Optional.empty();
  }

  private boolean hasBands(double x, double level) {
    Require.inside(level, 0, 1, "level");
    return estimator == TrendEstimator.OLS && !Double.isInfinite(x);
  }

  @Override
  public TrendBootstrap bootstrap(int resamples, Seed seed, Parallel parallel) {
    return new TrendBootstrap(
        transform, policy, CoefficientDraws.ofLine(this, resamples, seed, parallel));
  }

  @Override
  public String formula() {
    String of = transform == Transform.LINEAR ? "%s" : transform.label() + "(%s)";
    return String.format(
        Locale.ROOT,
        of.replace("%s", "ood") + " = %.6f %s %s %.6f",
        slope,
        of.replace("%s", "id"),
        intercept < 0 ? "-" : "+",
        Math.abs(intercept));
  }

  @Override
  public String toString() {
    return String.format(
        Locale.ROOT,
        "%s, R2 %.4f, %d models%s",
        formula(),
        rSquared,
        n(),
        pairs.excluded().isEmpty() ? "" : ", left out: " + pairs.excluded());
  }
}
