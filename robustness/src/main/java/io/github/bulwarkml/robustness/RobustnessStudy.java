// Copyright the Bulwark authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.github.bulwarkml.robustness;

import io.github.bulwarkml.core.internal.Require;
import io.github.bulwarkml.core.random.Seed;
import io.github.bulwarkml.core.result.Provenance;
import io.github.bulwarkml.core.run.Parallel;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;

/**
 * Fits a trend to baseline models and measures all models against it.
 *
 * <pre>{@code
 * RobustnessReport report =
 *     RobustnessStudy.of(models.candidates())
 *         .settings("val", "imagenetv2-matched-frequency-format-val")
 *         .baseline(Testbed.standardModels())
 *         .bootstrap(1000)
 *         .run();
 * }</pre>
 *
 * <p>Without further options: every model is a baseline model, LOGIT, least squares, models at 0 or
 * 1 left out of the fit, 95 % intervals, no bootstrap, seed 42, all processors. Each option may be
 * set once. The result does not depend on the number of threads.
 *
 * <p>Not thread-safe.
 *
 * <p>Reference: Taori et al., NeurIPS 2020, arXiv:2007.00644; Ramanujan et al., NeurIPS 2023,
 * arXiv:2307.12532.
 *
 * @since 0.1.0
 */
public final class RobustnessStudy {
  private final List<Candidate> candidates;
  private final Set<String> given = new HashSet<>();
  private List<String> ids = List.of("id");
  private String ood = "ood";
  private List<SkippedModel> skipped = List.of();
  private BaselineRule baseline = BaselineRule.all();
  private BaselineRule scope = BaselineRule.all();
  private Transform transform = Transform.LOGIT;
  private TrendEstimator estimator = TrendEstimator.OLS;
  private ExtremePolicy policy = ExtremePolicy.exclude();
  private OptionalDouble pivot = OptionalDouble.empty();
  private double level = Trend.DEFAULT_LEVEL;
  private int resamples;
  private boolean testSets;
  private Seed seed = Seed.of(42);
  private Parallel parallel = Parallel.available();
  private List<String> highlighted = List.of();
  private Optional<String> base = Optional.empty();
  private List<String> compared = List.of();
  private Optional<Provenance.Recorder> recorder = Optional.empty();

  private RobustnessStudy(List<Candidate> candidates) {
    this.candidates = candidates;
  }

  /**
   * {@return a study of models}
   *
   * @param candidates the models, each name once
   * @throws IllegalArgumentException if there is none or a name occurs twice
   */
  public static RobustnessStudy of(List<? extends Candidate> candidates) {
    Require.notEmpty(candidates, "candidates");
    Set<String> names = new HashSet<>();
    for (Candidate candidate : candidates) {
      if (!names.add(candidate.pair().model())) {
        throw new IllegalArgumentException(
            "candidates must have different names, but '"
                + candidate.pair().model()
                + "' occurs twice");
      }
    }
    return new RobustnessStudy(List.copyOf(candidates));
  }

  /**
   * {@return this study, with the names of its test sets}
   *
   * @param id the (first) ID test set
   * @param oodName the OOD test set
   * @param furtherIds further ID test sets, as many as the models have further accuracies
   */
  public RobustnessStudy settings(String id, String oodName, String... furtherIds) {
    once("settings");
    List<String> all = new ArrayList<>(List.of(id));
    all.addAll(List.of(furtherIds));
    this.ids = List.copyOf(all);
    this.ood = Objects.requireNonNull(oodName, "oodName");
    return this;
  }

  /**
   * {@return this study, with models that lack an accuracy, to be counted in the report}
   *
   * @param models the models and what they lack
   */
  public RobustnessStudy skipped(List<SkippedModel> models) {
    once("skipped");
    this.skipped = List.copyOf(models);
    return this;
  }

  /**
   * {@return this study, with the rule that chooses the models the trend is fitted to}
   *
   * @param rule the rule
   */
  public RobustnessStudy baseline(BaselineRule rule) {
    once("baseline");
    this.baseline = Objects.requireNonNull(rule, "rule");
    return this;
  }

  /**
   * {@return this study, with the rule that chooses the models of group means and of the comparison
   * of groups; by default all}
   *
   * @param rule the rule
   */
  public RobustnessStudy scope(BaselineRule rule) {
    once("scope");
    this.scope = Objects.requireNonNull(rule, "rule");
    return this;
  }

  /**
   * {@return this study, with another space in which the trend is straight}
   *
   * @param newTransform the transform
   */
  public RobustnessStudy transform(Transform newTransform) {
    once("transform");
    this.transform = Objects.requireNonNull(newTransform, "newTransform");
    return this;
  }

  /**
   * {@return this study, with another way to find the line} With estimators other than least
   * squares the intervals come from the bootstrap.
   *
   * @param newEstimator the estimator
   */
  public RobustnessStudy estimator(TrendEstimator newEstimator) {
    once("estimator");
    this.estimator = Objects.requireNonNull(newEstimator, "newEstimator");
    return this;
  }

  /**
   * {@return this study, with another policy for accuracies of exactly 0 or 1}
   *
   * @param newPolicy the policy
   */
  public RobustnessStudy policy(ExtremePolicy newPolicy) {
    once("policy");
    this.policy = Objects.requireNonNull(newPolicy, "newPolicy");
    return this;
  }

  /**
   * {@return this study, with two lines, below and above an ID accuracy}
   *
   * @param id the ID accuracy at which the trend bends, in (0, 1)
   * @throws IllegalArgumentException if {@code id} is out of range
   */
  public RobustnessStudy pivot(double id) {
    once("pivot");
    this.pivot = OptionalDouble.of(Require.inside(id, 0, 1, "id"));
    return this;
  }

  /**
   * {@return this study, with another confidence level of all intervals}
   *
   * @param newLevel in (0, 1)
   * @throws IllegalArgumentException if {@code newLevel} is out of range
   */
  public RobustnessStudy level(double newLevel) {
    once("level");
    this.level = Require.inside(newLevel, 0, 1, "level");
    return this;
  }

  /**
   * {@return this study, with a bootstrap over baseline models}
   *
   * @param newResamples how many, in [1, 1,000,000]; the tradition is 1000
   * @throws IllegalArgumentException if {@code newResamples} is out of range
   */
  public RobustnessStudy bootstrap(int newResamples) {
    once("bootstrap");
    this.resamples = Require.inRange(newResamples, 1, TrendBootstrap.MAXIMUM, "resamples");
    return this;
  }

  /**
   * {@return this study, with a bootstrap that also resamples the test sets of each measured model;
   * needs the sizes of the test sets and one ID set}
   */
  public RobustnessStudy resampleTestSets() {
    once("resampleTestSets");
    this.testSets = true;
    return this;
  }

  /**
   * {@return this study, with another seed}
   *
   * @param newSeed the seed
   */
  public RobustnessStudy seed(Seed newSeed) {
    once("seed");
    this.seed = Objects.requireNonNull(newSeed, "newSeed");
    return this;
  }

  /**
   * {@return this study, with the threads to use}
   *
   * @param newParallel the threads
   */
  public RobustnessStudy parallel(Parallel newParallel) {
    once("parallel");
    this.parallel = Objects.requireNonNull(newParallel, "newParallel");
    return this;
  }

  /**
   * {@return this study, with models to list first and to name in the chart}
   *
   * @param models their names
   */
  public RobustnessStudy highlight(List<String> models) {
    once("highlight");
    this.highlighted = List.copyOf(models);
    return this;
  }

  /**
   * {@return this study, with a model that the highlighted ones started from: the report tells how
   * effective and relative robustness changed}
   *
   * @param model its name
   */
  public RobustnessStudy relativeTo(String model) {
    once("relativeTo");
    this.base = Optional.of(model);
    return this;
  }

  /**
   * {@return this study, with a comparison of the trends of two types of models}
   *
   * @param first a type
   * @param second another type
   * @throws IllegalArgumentException if the types are equal
   */
  public RobustnessStudy compare(String first, String second) {
    once("compare");
    if (first.equals(second)) {
      throw new IllegalArgumentException(
          "second must be another type than first, but both are '" + first + "'");
    }
    this.compared = List.of(first, second);
    return this;
  }

  /**
   * {@return this study, with a record of its parameters and inputs}
   *
   * @param newRecorder the record; without one, the study makes its own
   */
  public RobustnessStudy provenance(Provenance.Recorder newRecorder) {
    once("provenance");
    this.recorder = Optional.of(newRecorder);
    return this;
  }

  private void once(String option) {
    if (!given.add(option)) {
      throw new IllegalStateException(option + " is already set");
    }
  }

  /**
   * {@return the report}
   *
   * @throws IllegalArgumentException if the baseline models do not determine a trend, options
   *     contradict each other or a named model or type does not exist; the message offers the
   *     nearest names
   * @throws io.github.bulwarkml.core.NumericalException if the policy is to fail and an accuracy is
   *     0 or 1, or an ID set is a combination of others
   */
  public RobustnessReport run() {
    once("run");
    return new StudyRun(this).report();
  }

  List<Candidate> candidates() {
    return candidates;
  }

  List<String> ids() {
    return ids;
  }

  String ood() {
    return ood;
  }

  List<SkippedModel> skipped() {
    return skipped;
  }

  BaselineRule baseline() {
    return baseline;
  }

  BaselineRule scope() {
    return scope;
  }

  Transform transform() {
    return transform;
  }

  TrendEstimator estimator() {
    return estimator;
  }

  ExtremePolicy policy() {
    return policy;
  }

  OptionalDouble pivot() {
    return pivot;
  }

  double level() {
    return level;
  }

  int resamples() {
    return resamples;
  }

  boolean testSets() {
    return testSets;
  }

  Seed seed() {
    return seed;
  }

  Parallel parallel() {
    return parallel;
  }

  List<String> highlighted() {
    return highlighted;
  }

  Optional<String> base() {
    return base;
  }

  List<String> compared() {
    return compared;
  }

  Optional<Provenance.Recorder> recorder() {
    return recorder;
  }
}
