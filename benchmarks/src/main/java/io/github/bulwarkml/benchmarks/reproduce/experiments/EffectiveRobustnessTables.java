// Copyright the Bulwark authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.github.bulwarkml.benchmarks.reproduce.experiments;

import io.github.bulwarkml.core.result.Column;
import io.github.bulwarkml.core.result.Table;
import io.github.bulwarkml.core.stats.Interval;
import io.github.bulwarkml.core.stats.LineFit;
import io.github.bulwarkml.robustness.BaselineFit;
import io.github.bulwarkml.robustness.EffectiveRobustness;
import io.github.bulwarkml.robustness.GroupMean;
import io.github.bulwarkml.robustness.RobustnessReport;
import io.github.bulwarkml.robustness.Transform;
import io.github.bulwarkml.robustness.table.Testbed.Shift;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The tables of {@link EffectiveRobustnessExperiment}. */
final class EffectiveRobustnessTables {
  private EffectiveRobustnessTables() {}

  /** The fitted line of every shift under every transform. */
  static Table lines(Map<Shift, Map<Transform, RobustnessReport>> studies) {
    Table.Builder table =
        Table.titled("Lines of the standard models under the natural shifts")
            .column(Column.text("shift"))
            .column(Column.text("transform"))
            .column(Column.integer("models"))
            .column(Column.decimal("slope", 4))
            .column(Column.interval("95 % interval", 4, "slopeLow95", "slopeHigh95"))
            .column(Column.interval("bootstrap", 4, "slopeBootstrapLow95", "slopeBootstrapHigh95"))
            .column(Column.decimal("intercept", 4))
            .column(Column.decimal("R2", 4).inCsvAs("rSquared"));
    studies.forEach(
        (shift, byTransform) ->
            byTransform.forEach(
                (transform, report) -> {
                  BaselineFit fit = (BaselineFit) report.trend();
                  LineFit line = fit.leastSquares();
                  table.row(
                      shift.name(),
                      transform.label(),
                      fit.n(),
                      fit.slope(),
                      line.slopeInterval(0.95).orElseThrow(),
                      report.bootstrap().orElseThrow().slope(0.95),
                      fit.intercept(),
                      fit.rSquared());
                }));
    return table.build();
  }

  /** Mean effective robustness of the types of models under every shift. */
  static Table groups(Map<Shift, RobustnessReport> studies) {
    Table.Builder table =
        Table.titled("Mean effective robustness in points (logit lines)")
            .column(Column.text("shift"))
            .column(Column.text("models of type").inCsvAs("type"))
            .column(Column.integer("models"))
            .column(Column.decimal("mean", 2).inCsvAs("meanPoints"))
            .column(Column.interval("95 % interval", 2, "low95", "high95"));
    studies.forEach(
        (shift, report) -> {
          for (GroupMean group : report.groups()) {
            table.row(
                shift.name(),
                group.group(),
                group.n(),
                100 * group.mean(),
                group.interval().map(EffectiveRobustnessTables::points).orElse(null));
          }
        });
    return table.build();
  }

  /** Models that the claims name, and the part-trained ones, on one shift. */
  static Table named(RobustnessReport report, List<String> names) {
    Table.Builder table = models("Named models on ImageNetV2 (logit line)");
    names.forEach(name -> addModel(table, report.model(name)));
    return table.build();
  }

  /** All models on one shift, as the table lists them. */
  static Table all(RobustnessReport report) {
    Table.Builder table = models("All models on ImageNetV2 (logit line)");
    report.models().forEach(model -> addModel(table, model));
    return table.build();
  }

  private static Table.Builder models(String title) {
    return Table.titled(title)
        .column(Column.text("model"))
        .column(Column.text("type"))
        .column(Column.decimal("ID %", 2).inCsvAs("idPercent"))
        .column(Column.decimal("OOD %", 2).inCsvAs("oodPercent"))
        .column(Column.decimal("expected %", 2).inCsvAs("expectedPercent"))
        .column(Column.decimal("rho", 2).inCsvAs("rhoPoints"))
        .column(Column.interval("prediction interval", 2, "rhoLow95", "rhoHigh95"));
  }

  private static void addModel(Table.Builder table, EffectiveRobustness model) {
    @Nullable Interval interval =
        model.predictionInterval().map(EffectiveRobustnessTables::points).orElse(null);
    table.row(
        model.model(),
        model.pair().type(),
        100 * model.pair().id(),
        100 * model.pair().ood(),
        100 * model.predicted(),
        model.points(),
        interval);
  }

  /** An interval of fractions in percentage points. */
  static Interval points(Interval fractions) {
    return new Interval(100 * fractions.low(), 100 * fractions.high(), fractions.level());
  }
}
