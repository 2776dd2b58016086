// Copyright the Bulwark authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.github.bulwarkml.robustness.diversity;

import io.github.bulwarkml.core.stats.FTest;
import io.github.bulwarkml.core.stats.Interval;
import io.github.bulwarkml.core.stats.MeanDifference;
import io.github.bulwarkml.core.stats.OnlineMoments;
import io.github.bulwarkml.core.stats.TrendTests;
import io.github.bulwarkml.robustness.AccuracyPair;
import io.github.bulwarkml.robustness.BaselineFit;
import io.github.bulwarkml.robustness.Transform;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.TreeMap;

/** Lines, effective robustness and tests of the models of a study. */
final class DiversityFit {
  private final DiversityOptions options;
  private final Map<String, List<FineTunedModel>> families;
  private final NavigableMap<Long, BaselineFit> lines = new TreeMap<>();

  DiversityFit(List<FineTunedModel> models, DiversityOptions options) {
    this.options = options;
    this.families = families(models, options.design());
    List<FineTunedModel> scratch = family(options.design().scratch());
    if (scratch.isEmpty()) {
      throw new IllegalArgumentException(
          "models must hold some of pre-training '"
              + options.design().scratch()
              + "' for the baseline (present: "
              + families.keySet()
              + ")");
    }
    for (FineTunedModel model : models) {
      lines.computeIfAbsent(key(model), run -> line(scratch, run));
    }
  }

  private static Map<String, List<FineTunedModel>> families(
      List<FineTunedModel> models, DiversityDesign design) {
    Map<String, List<FineTunedModel>> families = new LinkedHashMap<>();
    design.names().forEach(name -> families.put(name, new ArrayList<>()));
    for (FineTunedModel model : models) {
      families.computeIfAbsent(model.pretraining(), name -> new ArrayList<>()).add(model);
    }
    families.values().removeIf(List::isEmpty);
    return families;
  }

  private long key(FineTunedModel model) {
    return options.baseline() == BaselineScope.COMMON ? 0 : model.seed();
  }

  private BaselineFit line(List<FineTunedModel> scratch, long run) {
    List<AccuracyPair> pairs =
        scratch.stream()
            .filter(model -> key(model) == run)
            .map(model -> model.pair(options.metric()))
            .toList();
    try {
      return BaselineFit.of(pairs, Transform.LOGIT);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "the scratch models"
              + (options.baseline() == BaselineScope.COMMON ? "" : " of run " + run)
              + " must determine a line: "
              + e.getMessage(),
          e);
    }
  }

  /** {@return the lines by run; one under 0 if all runs share it} */
  NavigableMap<Long, BaselineFit> lines() {
    return lines;
  }

  /** {@return the models of a set; none if it is not there} */
  List<FineTunedModel> family(String pretraining) {
    return families.getOrDefault(pretraining, List.of());
  }

  /** {@return the pre-training sets with models, the baseline last} */
  List<String> names() {
    Set<String> names = new LinkedHashSet<>(families.keySet());
    names.remove(options.design().scratch());
    names.add(options.design().scratch());
    return List.copyOf(names);
  }

  double rho(FineTunedModel model) {
    AccuracyPair pair = model.pair(options.metric());
    return pair.ood() - Objects.requireNonNull(lines.get(key(model))).predict(pair);
  }

  private double[] rhos(String pretraining) {
    return family(pretraining).stream().mapToDouble(this::rho).toArray();
  }

  /** {@return the mean effective robustness by run} */
  private NavigableMap<Long, Double> byRun(String pretraining) {
    NavigableMap<Long, OnlineMoments> moments = new TreeMap<>();
    for (FineTunedModel model : family(pretraining)) {
      moments.computeIfAbsent(model.seed(), run -> new OnlineMoments()).add(rho(model));
    }
    NavigableMap<Long, Double> means = new TreeMap<>();
    moments.forEach((run, m) -> means.put(run, m.mean()));
    return means;
  }

  /**
   * {@return a weighted sum of mean effective robustnesses over the runs that have all sets; empty
   * if there is no such run}
   */
  Optional<Contrast> contrast(String text, Map<String, Double> weights) {
    List<NavigableMap<Long, Double>> means = new ArrayList<>();
    List<Double> factors = new ArrayList<>();
    Set<Long> runs = new LinkedHashSet<>();
    weights.forEach(
        (name, weight) -> {
          NavigableMap<Long, Double> ofSet = byRun(name);
          if (means.isEmpty()) {
            runs.addAll(ofSet.keySet());
          } else {
            runs.retainAll(ofSet.keySet());
          }
          means.add(ofSet);
          factors.add(weight);
        });
    if (runs.isEmpty()) {
      return Optional.empty();
    }
    double[] values = new double[runs.size()];
    int at = 0;
    for (long run : runs) {
      for (int k = 0; k < means.size(); k++) {
        values[at] += factors.get(k) * Objects.requireNonNull(means.get(k).get(run));
      }
      at++;
    }
    return Optional.of(new Contrast(text, values.length, mean(values), interval(values)));
  }

  PretrainingOutcome outcome(String pretraining) {
    List<FineTunedModel> family = family(pretraining);
    List<AccuracyPair> pairs = family.stream().map(m -> m.pair(options.metric())).toList();
    double[] rhos = rhos(pretraining);
    double[] runs = byRun(pretraining).values().stream().mapToDouble(v -> v).toArray();
    boolean isReference = pretraining.equals(options.design().reference());
    return new PretrainingOutcome(
        pretraining,
        family.size(),
        runs.length,
        mean(pairs.stream().mapToDouble(AccuracyPair::id).toArray()),
        mean(pairs.stream().mapToDouble(AccuracyPair::ood).toArray()),
        mean(rhos),
        rhos.length < 2
            ? OptionalDouble.empty()
            : OptionalDouble.of(OnlineMoments.of(rhos).standardDeviation()),
        interval(runs),
        isReference ? Optional.empty() : sameLine(pretraining, options.design().reference()),
        isReference ? Optional.empty() : difference(rhos, rhos(options.design().reference())));
  }

  private Optional<MeanDifference> difference(double[] first, double[] second) {
    return first.length < 2 || second.length < 2
        ? Optional.empty()
        : Optional.of(TrendTests.welch(first, second, options.level()));
  }

  /** {@return the F test of one line for two sets; empty if one does not determine a line} */
  Optional<FTest> sameLine(String first, String second) {
    double[][] x = {logits(first, true), logits(second, true)};
    double[][] y = {logits(first, false), logits(second, false)};
    boolean testable = x[0].length + x[1].length > 4;
    for (double[] family : x) {
      testable &= Arrays.stream(family).distinct().count() > 1;
    }
    return testable ? Optional.of(TrendTests.commonLine(x, y)) : Optional.empty();
  }

  /** {@return transformed measurements; models at 0 or 1 are left out} */
  private double[] logits(String pretraining, boolean id) {
    return family(pretraining).stream()
        .map(model -> model.pair(options.metric()))
        .filter(p -> !Transform.LOGIT.isExtreme(p.id()) && !Transform.LOGIT.isExtreme(p.ood()))
        .mapToDouble(p -> Transform.LOGIT.apply(id ? p.id() : p.ood()))
        .toArray();
  }

  private Optional<Interval> interval(double[] values) {
    return values.length < 2
        ? Optional.empty()
        : Optional.of(OnlineMoments.of(values).meanInterval(options.level()));
  }

  private static double mean(double[] values) {
    return OnlineMoments.of(values).mean();
  }
}
