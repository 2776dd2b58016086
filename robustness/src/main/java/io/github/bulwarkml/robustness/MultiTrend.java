// Copyright the Bulwark authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.github.bulwarkml.robustness;

import io.github.bulwarkml.core.NumericalException;
import io.github.bulwarkml.core.internal.Require;
import io.github.bulwarkml.core.random.Seed;
import io.github.bulwarkml.core.run.Parallel;
import io.github.bulwarkml.core.stats.Interval;
import io.github.bulwarkml.core.stats.LeastSquares;
import io.github.bulwarkml.core.stats.MultipleFit;
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
  private final MultipleFit fit;

  private MultiTrend(
      Transform transform, ExtremePolicy policy, UsablePairs pairs, MultipleFit fit) {
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
   * @throws NumericalException if an ID set is a linear combination of others, or the policy is to
   *     fail and an accuracy is 0 or 1
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
    try {
      return new MultiTrend(
          transform, policy, pairs, LeastSquares.multiple(pairs.rows(), pairs.y()));
    } catch (NumericalException e) {
      throw new NumericalException("the ID sets do not determine weights: " + e.getMessage());
    }
  }

  /** {@return the intercept b in transformed space} */
  public double intercept() {
    return fit.intercept();
  }

  /** {@return the weights w of the ID sets in transformed space, a copy} */
  public double[] weights() {
    return fit.coefficients();
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

  @Override
  public double predict(AccuracyPair pair) {
    return transform.inverse(fit.predict(transformed(pair)));
  }

  @Override
  public Optional<Interval> lineInterval(AccuracyPair pair, double level) {
    return fit.meanBand(transformed(pair), level).map(band -> Residuals.inverse(transform, band));
  }

  @Override
  public Optional<Interval> predictionInterval(AccuracyPair pair, double level) {
    return fit.predictionBand(transformed(pair), level)
        .map(band -> Residuals.inverse(transform, band));
  }

  @Override
  public TrendBootstrap bootstrap(int resamples, Seed seed, Parallel parallel) {
    return new TrendBootstrap(
        transform, policy, CoefficientDraws.ofPlane(pairs, fit, resamples, seed, parallel));
  }

  @Override
  public String formula() {
    StringBuilder text = new StringBuilder(name("ood")).append(" = ");
    text.append(String.format(Locale.ROOT, "%.6f", intercept()));
    double[] weights = fit.coefficients();
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
