// Copyright the Bulwark authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.github.bulwarkml.robustness;

import io.github.bulwarkml.core.internal.Nearest;
import io.github.bulwarkml.core.random.Seed;
import io.github.bulwarkml.core.result.Provenance;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** One run of a {@link RobustnessStudy}. */
final class StudyRun {
  /** Models per task: the split does not depend on the number of threads. */
  private static final int BLOCK = 32;

  private static final int SUGGESTED = 5;

  private final RobustnessStudy study;
  private final Map<String, String> objections = new LinkedHashMap<>();
  private final List<SkippedModel> skipped;

  StudyRun(RobustnessStudy study) {
    this.study = study;
    this.skipped = new ArrayList<>(study.skipped());
  }

  RobustnessReport report() {
    Provenance.Recorder recorder = study.recorder().orElseGet(this::ownRecorder);
    study.highlighted().forEach(this::requireModel);
    study.base().ifPresent(this::requireModel);
    Trend trend = trend();
    Optional<TrendBootstrap> bootstrap =
        study.resamples() == 0
            ? Optional.empty()
            : Optional.of(trend.bootstrap(study.resamples(), study.seed(), study.parallel()));
    List<EffectiveRobustness> models = measured(trend, bootstrap);
    List<EffectiveRobustness> inScope = inScope(models);
    return new RobustnessReport(
        recorder.finish(),
        study,
        trend,
        bootstrap,
        models,
        skipped,
        inScope,
        relative(models),
        comparison(trend, inScope));
  }

  private Provenance.Recorder ownRecorder() {
    return Provenance.start("robustness fit")
        .parameter("id", study.ids())
        .parameter("ood", study.ood())
        .parameter("transform", study.transform())
        .parameter("estimator", study.estimator().label())
        .parameter("policy", study.policy().toString())
        .parameter("pivot", study.pivot().isPresent() ? study.pivot().getAsDouble() : null)
        .parameter("level", study.level())
        .parameter("bootstrap", study.resamples())
        .parameter("resampleTestSets", study.testSets())
        .seed(study.seed())
        .threads(study.parallel());
  }

  private void requireModel(String model) {
    List<String> names = new ArrayList<>();
    for (Candidate candidate : study.candidates()) {
      if (candidate.pair().model().equals(model)) {
        return;
      }
      names.add(candidate.pair().model());
    }
    for (SkippedModel missing : study.skipped()) {
      if (missing.model().equals(model)) {
        throw new IllegalArgumentException(
            "model '" + model + "' cannot be measured: " + missing.reason());
      }
    }
    throw new IllegalArgumentException(
        "no model '"
            + model
            + "' (nearest: "
            + String.join(
                ", ",
                Nearest.first(model, names).stream()
                    .limit(SUGGESTED)
                    .map(name -> "'" + name + "'")
                    .toList())
            + ")");
  }

  private Trend trend() {
    List<AccuracyPair> baseline = new ArrayList<>();
    for (Candidate candidate : study.candidates()) {
      Optional<String> objection = study.baseline().objection(candidate);
      if (objection.isPresent()) {
        objections.put(candidate.pair().model(), objection.get());
      } else {
        baseline.add(candidate.pair());
      }
    }
    if (baseline.isEmpty()) {
      throw new IllegalArgumentException(
          "baseline must not be empty, but the rule turned down all "
              + study.candidates().size()
              + " models, for example "
              + objections.entrySet().iterator().next());
    }
    int idSets = study.candidates().get(0).pair().allIds().length;
    if (idSets != study.ids().size()) {
      throw new IllegalArgumentException(
          "settings must name "
              + idSets
              + " ID test sets as the models have accuracies, but was "
              + study.ids());
    }
    Trend trend = fitted(baseline, idSets);
    trend.excluded().forEach(model -> objections.put(model.model(), model.reason()));
    return trend;
  }

  private Trend fitted(List<AccuracyPair> baseline, int idSets) {
    if (idSets > 1) {
      if (study.pivot().isPresent() || study.estimator() != TrendEstimator.OLS) {
        throw new IllegalArgumentException(
            "several ID sets must be fitted by least squares and without pivot");
      }
      return MultiTrend.of(baseline, study.transform(), study.policy());
    }
    return study.pivot().isPresent()
        ? PiecewiseTrend.of(
            baseline,
            study.pivot().getAsDouble(),
            study.transform(),
            study.estimator(),
            study.policy())
        : BaselineFit.of(baseline, study.transform(), study.estimator(), study.policy());
  }

  private List<EffectiveRobustness> measured(Trend trend, Optional<TrendBootstrap> bootstrap) {
    Set<String> used = new HashSet<>(trend.models());
    List<AccuracyPair> pairs = new ArrayList<>();
    for (Candidate candidate : study.candidates()) {
      AccuracyPair pair = candidate.pair();
      if (trend instanceof MultiTrend && isExtreme(pair)) {
        skipped.add(new SkippedModel(pair.model(), "an id accuracy is exactly 0 or 1"));
      } else {
        pairs.add(pair);
      }
    }
    List<List<EffectiveRobustness>> blocks =
        study
            .parallel()
            .map(
                (pairs.size() + BLOCK - 1) / BLOCK,
                block -> {
                  int end = Math.min(pairs.size(), (block + 1) * BLOCK);
                  return pairs.subList(block * BLOCK, end).stream()
                      .map(pair -> measured(pair, trend, bootstrap, used))
                      .toList();
                });
    return blocks.stream().flatMap(List::stream).toList();
  }

  private boolean isExtreme(AccuracyPair pair) {
    if (study.policy() instanceof ExtremePolicy.Clip) {
      return false;
    }
    for (double id : pair.allIds()) {
      if (study.transform().isExtreme(id)) {
        return true;
      }
    }
    return false;
  }

  private EffectiveRobustness measured(
      AccuracyPair pair, Trend trend, Optional<TrendBootstrap> bootstrap, Set<String> used) {
    double level = study.level();
    Seed seed = study.seed();
    EffectiveRobustness plain = trend.evaluate(pair, level);
    var resampled =
        bootstrap.flatMap(
            b -> study.testSets() ? b.rhoWithTestSets(pair, level, seed) : b.rho(pair, level));
    boolean robust = trend.estimator() != TrendEstimator.OLS;
    return new EffectiveRobustness(
        pair,
        plain.predicted(),
        robust ? bootstrap.flatMap(b -> b.rho(pair, level)) : plain.lineInterval(),
        robust ? bootstrap.flatMap(b -> b.predictionRho(pair, level)) : plain.predictionInterval(),
        resampled,
        used.contains(pair.model()),
        objections.getOrDefault(pair.model(), ""));
  }

  private List<EffectiveRobustness> inScope(List<EffectiveRobustness> models) {
    Set<String> chosen = new LinkedHashSet<>();
    for (Candidate candidate : study.candidates()) {
      if (study.scope().objection(candidate).isEmpty()) {
        chosen.add(candidate.pair().model());
      }
    }
    return models.stream().filter(model -> chosen.contains(model.model())).toList();
  }

  private List<RelativeRobustness> relative(List<EffectiveRobustness> models) {
    if (study.base().isEmpty()) {
      return List.of();
    }
    Map<String, EffectiveRobustness> byName = new LinkedHashMap<>();
    models.forEach(model -> byName.put(model.model(), model));
    EffectiveRobustness base = known(byName, study.base().get());
    return study.highlighted().stream()
        .filter(model -> !model.equals(base.model()))
        .map(model -> base.to(known(byName, model)))
        .toList();
  }

  private static EffectiveRobustness known(Map<String, EffectiveRobustness> byName, String model) {
    EffectiveRobustness found = byName.get(model);
    if (found == null) {
      throw new IllegalArgumentException("model '" + model + "' cannot be measured");
    }
    return found;
  }

  private Optional<TrendComparison> comparison(Trend trend, List<EffectiveRobustness> inScope) {
    if (study.compared().isEmpty()) {
      return Optional.empty();
    }
    List<AccuracyPair> pairs = inScope.stream().map(EffectiveRobustness::pair).toList();
    String first = study.compared().get(0);
    String second = study.compared().get(1);
    return Optional.of(
        TrendComparison.of(
            new TrendComparison.Family(first, ofType(pairs, first)),
            new TrendComparison.Family(second, ofType(pairs, second)),
            trend,
            study.seed(),
            study.level(),
            TrendComparison.DEFAULT_PERMUTATIONS));
  }

  private static List<AccuracyPair> ofType(List<AccuracyPair> pairs, String type) {
    List<AccuracyPair> chosen = pairs.stream().filter(pair -> pair.type().equals(type)).toList();
    if (chosen.isEmpty()) {
      Set<String> types = new LinkedHashSet<>();
      pairs.forEach(pair -> types.add(pair.type()));
      throw new IllegalArgumentException(
          "no model of type '" + type + "' (present: " + Nearest.list(type, types, 20) + ")");
    }
    return chosen;
  }
}
