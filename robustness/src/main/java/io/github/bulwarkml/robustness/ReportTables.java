// Copyright the Bulwark authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.github.bulwarkml.robustness;

import io.github.bulwarkml.core.result.Column;
import io.github.bulwarkml.core.result.Table;
import io.github.bulwarkml.core.stats.Interval;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A {@link RobustnessReport} as CSV and as text. */
final class ReportTables {
  private static final int NAMED = 3;

  private ReportTables() {}

  /** {@return one row per model with the columns that the format fixes} */
  static Table csv(RobustnessReport report) {
    Table.Builder table =
        Table.titled(title(report))
            .column(Column.text("model"))
            .column(Column.text("type"))
            .column(Column.decimal("acc_id", 2))
            .column(Column.interval("acc_id interval", 2, "acc_id_lo", "acc_id_hi"))
            .column(Column.decimal("acc_ood", 2))
            .column(Column.interval("acc_ood interval", 2, "acc_ood_lo", "acc_ood_hi"))
            .column(Column.decimal("pred", 2))
            .column(Column.decimal("rho", 2))
            .column(Column.interval("rho interval", 2, "rho_lo", "rho_hi"))
            .column(Column.text("used_for_fit"))
            .column(Column.text("excluded_reason"));
    for (EffectiveRobustness model : report.models()) {
      AccuracyPair pair = model.pair();
      table.row(
          pair.model(),
          pair.type(),
          100 * pair.id(),
          percent(pair.idInterval(report.level())),
          100 * pair.ood(),
          percent(pair.oodInterval(report.level())),
          100 * model.predicted(),
          model.points(),
          percent(model.lineInterval()),
          model.usedForFit(),
          model.excludedReason());
    }
    return table.build();
  }

  static String title(RobustnessReport report) {
    return "Effective robustness on "
        + report.ood()
        + " given "
        + String.join(" and ", report.ids())
        + ", "
        + report.trend().transform().label();
  }

  /** {@return the line, what was left out, group means, models, provenance} */
  static String text(RobustnessReport report) {
    StringBuilder text = new StringBuilder(title(report)).append('\n');
    appendTrend(text, report);
    appendLeftOut(text, report);
    text.append('\n').append(models(report).toText());
    if (report.groups().size() > 1) {
      text.append('\n').append(groups(report).toText());
    }
    if (!report.relative().isEmpty()) {
      text.append('\n').append(relative(report).toText());
    }
    report.comparison().ifPresent(comparison -> text.append('\n').append(comparison));
    return text.append('\n').append(report.provenance().toLine()).append('\n').toString();
  }

  private static void appendTrend(StringBuilder text, RobustnessReport report) {
    Trend trend = report.trend();
    text.append("  trend      ").append(trend.formula()).append('\n');
    text.append(
        String.format(
            Locale.ROOT,
            "  fit        R2 %.4f, %d baseline models, %s, policy %s\n",
            trend.rSquared(),
            trend.n(),
            trend.estimator().label(),
            trend.policy()));
    List<String> slopes = new ArrayList<>();
    if (trend instanceof BaselineFit line) {
      line.slopeInterval(report.level())
          .ifPresent(slope -> slopes.add(interval(slope) + " (" + method(trend) + ")"));
      report
          .bootstrap()
          .ifPresent(
              bootstrap ->
                  slopes.add(
                      interval(bootstrap.slope(report.level()))
                          + " ("
                          + bootstrap.resamples()
                          + " resamples)"));
    }
    if (!slopes.isEmpty()) {
      text.append("  slope      ").append(level(report.level())).append(" interval ");
      text.append(String.join(", ", slopes)).append('\n');
    }
  }

  private static String method(Trend trend) {
    return trend.estimator() == TrendEstimator.OLS ? "Student t" : "Sen";
  }

  private static String interval(Interval interval) {
    return String.format(Locale.ROOT, "[%.4f, %.4f]", interval.low(), interval.high());
  }

  private static void appendLeftOut(StringBuilder text, RobustnessReport report) {
    appendModels(text, "left out", report.trend().excluded());
    appendModels(text, "skipped", report.skipped());
  }

  /** One line per reason. */
  private static void appendModels(StringBuilder text, String what, List<SkippedModel> models) {
    Map<String, List<String>> byReason = new LinkedHashMap<>();
    for (SkippedModel model : models) {
      byReason.computeIfAbsent(model.reason(), reason -> new ArrayList<>()).add(model.model());
    }
    byReason.forEach(
        (reason, names) -> {
          text.append(String.format(Locale.ROOT, "  %-10s %d, %s: ", what, names.size(), reason));
          text.append(String.join(", ", names.subList(0, Math.min(NAMED, names.size()))));
          text.append(names.size() > NAMED ? ", …\n" : "\n");
        });
  }

  static String level(double level) {
    double percent = Math.round(level * 1e6) / 1e4;
    return (percent == Math.rint(percent)
            ? Long.toString((long) percent)
            : Double.toString(percent))
        + " %";
  }

  private static Table models(RobustnessReport report) {
    List<EffectiveRobustness> shown = new ArrayList<>();
    report.highlighted().forEach(name -> shown.add(report.model(name)));
    boolean all = shown.isEmpty();
    if (all) {
      shown.addAll(report.models());
      shown.sort(Comparator.comparingDouble(EffectiveRobustness::rho).reversed());
    }
    String level = level(report.level());
    Table.Builder table =
        Table.titled(
                (all ? "Models by effective robustness" : "Models")
                    + " (accuracies in percent, rho in percentage points)")
            .column(Column.text("model"))
            .column(Column.decimal("id", 2))
            .column(Column.decimal("ood", 2))
            .column(Column.decimal("expected", 2))
            .column(Column.decimal("rho", 2))
            .column(Column.interval(level + " line", 2, "line_lo", "line_hi"))
            .column(Column.interval(level + " prediction", 2, "prediction_lo", "prediction_hi"));
    for (EffectiveRobustness model : shown) {
      table.row(
          model.model(),
          100 * model.pair().id(),
          100 * model.pair().ood(),
          100 * model.predicted(),
          model.points(),
          percent(model.lineInterval()),
          percent(model.predictionInterval()));
    }
    return table.build();
  }

  private static Table groups(RobustnessReport report) {
    Table.Builder table =
        Table.titled("Mean effective robustness by type, in percentage points")
            .column(Column.text("type"))
            .column(Column.integer("models"))
            .column(Column.decimal("mean rho", 3))
            .column(Column.interval(level(report.level()) + " interval", 3, "lo", "hi"));
    for (GroupMean group : report.groups()) {
      table.row(
          group.group().isEmpty() ? "(none)" : group.group(),
          group.n(),
          100 * group.mean(),
          percent(group.interval()));
    }
    return table.build();
  }

  private static Table relative(RobustnessReport report) {
    Table.Builder table =
        Table.titled(
                "Changes from "
                    + report.relative().get(0).base().model()
                    + ", in percentage points")
            .column(Column.text("model"))
            .column(Column.decimal("tau", 2))
            .column(Column.decimal("rho gain", 2))
            .column(Column.text("improved"));
    for (RelativeRobustness change : report.relative()) {
      table.row(
          change.changed().model(),
          100 * change.tau(),
          100 * change.rhoGain(),
          change.quadrant().label());
    }
    return table.build();
  }

  static @Nullable Interval percent(Optional<Interval> fraction) {
    return fraction.map(i -> new Interval(100 * i.low(), 100 * i.high(), i.level())).orElse(null);
  }
}
