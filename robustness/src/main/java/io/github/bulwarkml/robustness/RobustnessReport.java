// Copyright the Bulwark authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.github.bulwarkml.robustness;

import io.github.bulwarkml.core.internal.Nearest;
import io.github.bulwarkml.core.result.Chart;
import io.github.bulwarkml.core.result.Provenance;
import io.github.bulwarkml.core.result.Result;
import io.github.bulwarkml.core.result.Table;
import java.util.List;
import java.util.Optional;

/**
 * A trend and the effective robustness of every model against it.
 *
 * <p>As text: the line, group means and the models with the largest effective robustness (or those
 * asked for). As CSV: one row per model; accuracies in percent, effective robustness in percentage
 * points, {@code rho_lo} and {@code rho_hi} from the uncertainty of the line. As JSON: everything.
 * As a chart: the models in scope and the named ones on transformed axes, with the trend and its
 * bands.
 *
 * <p>Immutable.
 *
 * @since 0.1.0
 */
public final class RobustnessReport implements Result {
  private final Provenance provenance;
  private final RobustnessStudy study;
  private final Trend trend;
  private final Optional<TrendBootstrap> bootstrap;
  private final List<EffectiveRobustness> models;
  private final List<SkippedModel> skipped;
  private final List<EffectiveRobustness> inScope;
  private final List<GroupMean> groups;
  private final List<RelativeRobustness> relative;
  private final Optional<TrendComparison> comparison;

  RobustnessReport(
      Provenance provenance,
      RobustnessStudy study,
      Trend trend,
      Optional<TrendBootstrap> bootstrap,
      List<EffectiveRobustness> models,
      List<SkippedModel> skipped,
      List<EffectiveRobustness> inScope,
      List<RelativeRobustness> relative,
      Optional<TrendComparison> comparison) {
    this.provenance = provenance;
    this.study = study;
    this.trend = trend;
    this.bootstrap = bootstrap;
    this.models = List.copyOf(models);
    this.skipped = List.copyOf(skipped);
    this.inScope = List.copyOf(inScope);
    this.groups = GroupMean.of(inScope, study.level());
    this.relative = List.copyOf(relative);
    this.comparison = comparison;
  }

  @Override
  public Provenance provenance() {
    return provenance;
  }

  /** {@return the names of the ID test sets} */
  public List<String> ids() {
    return study.ids();
  }

  /** {@return the name of the OOD test set} */
  public String ood() {
    return study.ood();
  }

  /** {@return the confidence level of all intervals} */
  public double level() {
    return study.level();
  }

  /** {@return the trend} */
  public Trend trend() {
    return trend;
  }

  /** {@return the bootstrap of the trend, if there was one} */
  public Optional<TrendBootstrap> bootstrap() {
    return bootstrap;
  }

  /** {@return whether the bootstrap intervals of models include their own test sets} */
  public boolean testSetsResampled() {
    return study.testSets();
  }

  /** {@return all measured models in the order of the input} */
  public List<EffectiveRobustness> models() {
    return models;
  }

  /**
   * {@return a measured model}
   *
   * @param name its name
   * @throws IllegalArgumentException if there is none; the message offers the nearest names
   */
  public EffectiveRobustness model(String name) {
    return models.stream()
        .filter(model -> model.model().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "no model '"
                        + name
                        + "' (nearest: "
                        + Nearest.list(
                            name, models.stream().map(EffectiveRobustness::model).toList(), 5)
                        + ")"));
  }

  /** {@return the models that lack an accuracy} */
  public List<SkippedModel> skipped() {
    return skipped;
  }

  /** {@return the measured models that the study's scope takes, in the order of the input} */
  public List<EffectiveRobustness> inScope() {
    return inScope;
  }

  /** {@return the mean effective robustness of each type of models in scope} */
  public List<GroupMean> groups() {
    return groups;
  }

  /** {@return what interventions changed, if a base model was given} */
  public List<RelativeRobustness> relative() {
    return relative;
  }

  /** {@return the comparison of two types, if asked for} */
  public Optional<TrendComparison> comparison() {
    return comparison;
  }

  /** {@return the models asked for by name} */
  public List<String> highlighted() {
    return study.highlighted();
  }

  /** {@return the seed of the bootstrap} */
  long seed() {
    return study.seed().value();
  }

  /** {@return how many baseline models there were before any was left out} */
  int baselineSize() {
    return trend.n() + trend.excluded().size();
  }

  @Override
  public Table toTable() {
    return ReportTables.csv(this);
  }

  @Override
  public String toText() {
    return ReportTables.text(this);
  }

  @Override
  public String toJson() {
    return ReportJson.of(this);
  }

  @Override
  public Optional<Chart> chart() {
    return Optional.of(ReportChart.of(this));
  }

  @Override
  public String toString() {
    return toText();
  }
}
