// Copyright the Bulwark authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.github.bulwarkml.robustness.diversity;

import io.github.bulwarkml.core.internal.Require;
import io.github.bulwarkml.core.result.Chart;
import io.github.bulwarkml.core.result.Provenance;
import io.github.bulwarkml.core.result.Result;
import io.github.bulwarkml.core.result.Table;
import io.github.bulwarkml.robustness.BaselineFit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What pre-training data did to the robustness of fine-tuned models: the line of the models trained
 * from scratch, the effective robustness of each pre-training set against it, and the findings.
 *
 * <pre>{@code
 * DiversityReport report =
 *     DiversityReport.of(
 *         FineTunedModels.read(file),
 *         DiversityOptions.defaults(),
 *         Provenance.start("robustness diversity"));
 * }</pre>
 *
 * <p>The line is a least-squares fit of logits. The effective robustness of a set is the mean over
 * its models; its interval is Student's t over runs (seeds), each run being the mean of its models.
 * A set is compared with the reference by the F test of one common line [1], and each finding is a
 * combination of mean effective robustnesses that must be above 0, run by run:
 *
 * <ul>
 *   <li>C1: each larger set is above the next smaller one;
 *   <li>C2, F3: a set differs from the reference, either way, by less than the reference differs
 *       from the next smaller quantity;
 *   <li>C3: permuted labels reach less than half of the reference;
 *   <li>C4: coarser labels reach more than half of the finest.
 * </ul>
 *
 * <p>As CSV: one row per pre-training set, accuracies in percent, effective robustness in
 * percentage points. Immutable.
 *
 * <p>Reference: [1] Ramanujan et al., "On the connection between pre-training data diversity and
 * fine-tuning robustness", NeurIPS 2023, arXiv:2307.12532. Differs from it in the verdicts, which
 * are Bulwark's own.
 *
 * @since 0.1.0
 */
public final class DiversityReport implements Result {
  private final Provenance provenance;
  private final DiversityOptions options;
  private final List<FineTunedModel> models;
  private final NavigableMap<Long, BaselineFit> lines;
  private final List<PretrainingOutcome> outcomes;
  private final List<Finding> findings;
  private final DiversityFit fit;

  private DiversityReport(
      Provenance provenance,
      DiversityOptions options,
      List<FineTunedModel> models,
      NavigableMap<Long, BaselineFit> lines,
      List<PretrainingOutcome> outcomes,
      List<Finding> findings,
      DiversityFit fit) {
    this.provenance = provenance;
    this.options = options;
    this.models = models;
    this.lines = lines;
    this.outcomes = outcomes;
    this.findings = findings;
    this.fit = fit;
  }

  /**
   * {@return the report on some models}
   *
   * @param models all models, those trained from scratch among them
   * @param options design, metric, baseline and level; recorded
   * @param recorder what the task has recorded; finished here
   * @throws IllegalArgumentException if there are no models, or those from scratch do not determine
   *     a line
   */
  public static DiversityReport of(
      List<FineTunedModel> models, DiversityOptions options, Provenance.Recorder recorder) {
    Objects.requireNonNull(options, "options");
    Objects.requireNonNull(recorder, "recorder");
    List<FineTunedModel> all = List.copyOf(models);
    Require.notEmpty(all, "models");
    DiversityFit fit = new DiversityFit(all, options);
    List<PretrainingOutcome> outcomes = fit.names().stream().map(fit::outcome).toList();
    List<Finding> findings = Findings.of(fit, options.design());
    recorder
        .parameter("metric", options.metric().label())
        .parameter("baseline", options.baseline().label())
        .parameter("level", options.level());
    return new DiversityReport(
        recorder.finish(), options, all, new TreeMap<>(fit.lines()), outcomes, findings, fit);
  }

  @Override
  public Provenance provenance() {
    return provenance;
  }

  /** {@return the options} */
  public DiversityOptions options() {
    return options;
  }

  /** {@return all models} */
  public List<FineTunedModel> models() {
    return models;
  }

  /**
   * {@return the lines of the models trained from scratch: by run, or a single one for all runs}
   */
  public List<BaselineFit> lines() {
    return List.copyOf(lines.values());
  }

  /** {@return the lines by run; one under 0 if all runs share it} */
  NavigableMap<Long, BaselineFit> linesByRun() {
    return lines;
  }

  /** {@return what each pre-training set came to; the models from scratch last} */
  public List<PretrainingOutcome> outcomes() {
    return outcomes;
  }

  /**
   * {@return what a pre-training set came to}
   *
   * @param pretraining its name
   * @throws IllegalArgumentException if it has no models
   */
  public PretrainingOutcome outcome(String pretraining) {
    return outcomes.stream()
        .filter(outcome -> outcome.pretraining().equals(pretraining))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "no models of pre-training '"
                        + pretraining
                        + "' (present: "
                        + outcomes.stream().map(PretrainingOutcome::pretraining).toList()
                        + ")"));
  }

  /**
   * {@return the mean effective robustness of one pre-training set minus that of another, run by
   * run; empty if no run has both}
   *
   * @param first a name
   * @param second another name
   */
  public Optional<Contrast> difference(String first, String second) {
    Map<String, Double> weights = new LinkedHashMap<>();
    weights.put(Objects.requireNonNull(first, "first"), 1.0);
    weights.merge(Objects.requireNonNull(second, "second"), -1.0, Double::sum);
    return fit.contrast(first + " - " + second, weights);
  }

  /** {@return the findings} */
  public List<Finding> findings() {
    return findings;
  }

  @Override
  public Table toTable() {
    return DiversityTables.outcomes(this);
  }

  /** {@return the findings as a table, one row per combination that must be above 0} */
  public Table findingsTable() {
    return DiversityTables.findings(this);
  }

  @Override
  public String toText() {
    return DiversityTables.text(this);
  }

  @Override
  public String toJson() {
    return DiversityJson.of(this);
  }

  /** {@return the models of each pre-training set beside the scratch line, on logit axes} */
  @Override
  public Optional<Chart> chart() {
    return Optional.of(DiversityChart.scatter(this));
  }

  /** {@return effective robustness against the number of images; empty if the design has none} */
  public Optional<Chart> quantityChart() {
    return DiversityChart.quantity(this);
  }

  @Override
  public String toString() {
    return toText();
  }
}
