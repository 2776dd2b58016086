// Copyright the Bulwark authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.github.bulwarkml.robustness;

import io.github.bulwarkml.core.random.Seed;
import io.github.bulwarkml.core.run.Parallel;
import io.github.bulwarkml.core.stats.Interval;
import java.util.List;
import java.util.Optional;

/**
 * What baseline models lead one to expect of a model's OOD accuracy, given its ID accuracy:
 * \(\beta(p) = T^{-1}(a\,T(p) + b)\) or one of its variants.
 *
 * <p>Immutable and safe to share between threads.
 *
 * @since 0.1.0
 */
public sealed interface Trend permits BaselineFit, PiecewiseTrend, MultiTrend {
  /** The confidence level where none is given. */
  double DEFAULT_LEVEL = 0.95;

  /** {@return the transform under which the trend is straight} */
  Transform transform();

  /** {@return what was done with accuracies of exactly 0 or 1} */
  ExtremePolicy policy();

  /** {@return how the line was found} */
  TrendEstimator estimator();

  /** {@return the number of ID test sets} */
  int idSets();

  /** {@return the models the trend was fitted to} */
  List<String> models();

  /** {@return the baseline models that were left out, and why} */
  List<SkippedModel> excluded();

  /** {@return the number of models the trend was fitted to} */
  default int n() {
    return models().size();
  }

  /** {@return the share of the variance of the transformed OOD accuracies that is explained} */
  double rSquared();

  /** {@return the trend as a formula with its coefficients to six digits} */
  String formula();

  /**
   * {@return the expected OOD accuracy; under LINEAR it may leave [0, 1]}
   *
   * @param pair a model; only its ID accuracies matter
   * @throws IllegalArgumentException if it has another number of ID accuracies than the trend, or
   *     (with several ID sets) one of exactly 0 or 1 that the policy does not clip
   */
  double predict(AccuracyPair pair);

  /**
   * {@return the interval of the expected OOD accuracy that follows from the uncertainty of the
   * line alone; empty where it is undefined: for a fit through as many points as coefficients, an
   * estimator other than least squares, or an ID accuracy of exactly 0 or 1}
   *
   * @param pair a model; only its ID accuracies matter
   * @param level the confidence level, in (0, 1)
   * @throws IllegalArgumentException if {@code level} is out of range
   */
  Optional<Interval> lineInterval(AccuracyPair pair, double level);

  /**
   * {@return the interval in which a new baseline model's OOD accuracy would fall: the line's
   * uncertainty and the scatter around it; empty where it is undefined, as in {@link
   * #lineInterval}}
   *
   * @param pair a model; only its ID accuracies matter
   * @param level the confidence level, in (0, 1)
   * @throws IllegalArgumentException if {@code level} is out of range
   */
  Optional<Interval> predictionInterval(AccuracyPair pair, double level);

  /**
   * {@return the trend fitted again and again to baseline models drawn with replacement}
   *
   * @param resamples how often, in [1, 1,000,000]
   * @param seed the seed; the result depends on nothing else
   * @param parallel the threads to use
   * @throws IllegalArgumentException if {@code resamples} is out of range
   */
  TrendBootstrap bootstrap(int resamples, Seed seed, Parallel parallel);

  /**
   * {@return the effective robustness of a model with 95 % intervals}
   *
   * @param pair the model
   * @throws IllegalArgumentException as {@link #predict}
   */
  default EffectiveRobustness evaluate(AccuracyPair pair) {
    return evaluate(pair, DEFAULT_LEVEL);
  }

  /**
   * {@return the effective robustness of a model}
   *
   * @param pair the model
   * @param level the confidence level of its intervals, in (0, 1)
   * @throws IllegalArgumentException as {@link #predict}, or if {@code level} is out of range
   */
  default EffectiveRobustness evaluate(AccuracyPair pair, double level) {
    return new EffectiveRobustness(
        pair,
        predict(pair),
        Residuals.around(pair.ood(), lineInterval(pair, level)),
        Residuals.around(pair.ood(), predictionInterval(pair, level)),
        Optional.empty(),
        models().contains(pair.model()),
        "");
  }
}
