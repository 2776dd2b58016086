// Copyright the Bulwark authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.github.bulwarkml.robustness;

import io.github.bulwarkml.core.internal.Require;
import io.github.bulwarkml.core.random.Seed;
import io.github.bulwarkml.core.run.Parallel;
import io.github.bulwarkml.core.stats.Interval;
import io.github.bulwarkml.core.stats.StudentT;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;

/**
 * A trend over several ID test sets: \(\beta(x_1..x_k) = T^{-1}(b + \sum_j w_j T(x_j))\), by least
 * squares through a QR decomposition.
 *
 * <p>One ID set favours models trained on its own distribution; several even this out. Immutable.
 *
 * <p>Reference: Shi et al., "Effective robustness against natural distribution shifts for models
 * with different training data", NeurIPS 2023, arXiv:2302.01381.
 *
 * @since 0.1.0
 */
public final class MultiTrend implements Trend {
  private final Transform transform;
  private final ExtremePolicy policy;
  private final UsablePairs pairs;
  private final QrLeastSquares fit;

  private MultiTrend(
      Transform transform, ExtremePolicy policy, UsablePairs pairs, QrLeastSquares fit) {
    this.transform = transform;
    this.policy = policy;
    this.pairs = pairs;
    this.fit = fit;
  }

  /**
   * {@return the trend over several ID sets}
   *
   * @param baseline the baseline models, all with the same number k of ID accuracies; at least k +
   *     1 of them
   * @param transform the space in which the trend is a plane
   * @param policy what to do with accuracies of exactly 0 or 1
   * @throws IllegalArgumentException if there are too few models, their numbers of ID accuracies
   *     differ or an ID set has one value only
   * @throws io.github.bulwarkml.core.NumericalException if an ID set is a linear combination of
   *     others, or the policy is to fail and an accuracy is 0 or 1
   */
  public static MultiTrend of(
      List<AccuracyPair> baseline, Transform transform, ExtremePolicy policy) {
    Objects.requireNonNull(transform, "transform");
    Objects.requireNonNull(policy, "policy");
    Require.notEmpty(baseline, "baseline");
    int idSets = baseline.get(0).allIds().length;
    UsablePairs pairs = UsablePairs.of(baseline, idSets, transform, policy);
    if (pairs.y().length < idSets + 1) {
      throw new IllegalArgumentException(
          "baseline must hold at least "
              + (idSets + 1)
              + " models with accuracies inside (0, 1) for "
              + idSets
              + " ID sets, but has "
              + pairs.y().length);
    }
    return new MultiTrend(transform, policy, pairs, QrLeastSquares.fit(pairs.x(), pairs.y()));
  }

  /** {@return the intercept b in transformed space} */
  public double intercept() {
    return fit.intercept();
  }

  /** {@return the weights w of the ID sets in transformed space, a copy} */
  public double[] weights() {
    return fit.weights();
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
    return TrendEstimator.OLS;
  }

  @Override
  public int idSets() {
    return pairs.x().length;
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
    return fit.rSquared();
  }

  private double[] transformed(AccuracyPair pair) {
    double[] x = UsablePairs.transformedIds(pair, idSets(), transform, policy);
    for (int j = 0; j < x.length; j++) {
      if (Double.isInfinite(x[j])) {
        throw new IllegalArgumentException(
            "pair of '"
                + pair.model()
                + "' must have ID accuracies in (0, 1), but has "
                + pair.allIds()[j]
                + " on ID set "
                + (j + 1));
      }
    }
    return x;
  }

  private double expected(double[] x) {
    double value = fit.intercept();
    double[] weights = fit.weights();
    for (int j = 0; j < x.length; j++) {
      value += weights[j] * x[j];
    }
    return value;
  }

  @Override
  public double predict(AccuracyPair pair) {
    return transform.inverse(expected(transformed(pair)));
  }

  @Override
  public Optional<Interval> lineInterval(AccuracyPair pair, double level) {
    return band(pair, level, 0);
  }

  @Override
  public Optional<Interval> predictionInterval(AccuracyPair pair, double level) {
    return band(pair, level, 1);
  }

  private Optional<Interval> band(AccuracyPair pair, double level, double scatter) {
    Require.inside(level, 0, 1, "level");
    double[] x = transformed(pair);
    if (fit.degreesOfFreedom() < 1) {
      return Optional.empty();
    }
    double centre = expected(x);
    double half =
        StudentT.critical(level, fit.degreesOfFreedom())
            * Math.sqrt(fit.residualVariance() * (scatter + fit.leverage(x)));
    return Optional.of(
        Residuals.inverse(transform, new Interval(centre - half, centre + half, level)));
  }

  @Override
  public TrendBootstrap bootstrap(int resamples, Seed seed, Parallel parallel) {
    double[] weights = fit.weights();
    double[] fitted = new double[weights.length + 1];
    fitted[0] = fit.intercept();
    System.arraycopy(weights, 0, fitted, 1, weights.length);
    CoefficientDraws draws =
        CoefficientDraws.of(
            pairs.x(), pairs.y(), fitted, MultiTrend::refit, resamples, seed, parallel);
    return new TrendBootstrap(transform, policy, draws);
  }

  private static boolean refit(double[][] x, double[] y, double[] found) {
    Optional<QrLeastSquares> refitted = QrLeastSquares.tryFit(x, y);
    if (refitted.isEmpty()) {
      return false;
    }
    found[0] = refitted.get().intercept();
    System.arraycopy(refitted.get().weights(), 0, found, 1, x.length);
    return true;
  }

  @Override
  public String formula() {
    StringBuilder text = new StringBuilder(name("ood")).append(" = ");
    text.append(String.format(Locale.ROOT, "%.6f", intercept()));
    double[] weights = fit.weights();
    for (int j = 0; j < weights.length; j++) {
      text.append(
          String.format(
              Locale.ROOT,
              " %s %.6f %s",
              weights[j] < 0 ? "-" : "+",
              Math.abs(weights[j]),
              name("id" + (j + 1))));
    }
    return text.toString();
  }

  private String name(String accuracy) {
    return transform == Transform.LINEAR ? accuracy : transform.label() + "(" + accuracy + ")";
  }

  @Override
  public String toString() {
    return String.format(Locale.ROOT, "%s, R2 %.4f, %d models", formula(), rSquared(), n());
  }
}
