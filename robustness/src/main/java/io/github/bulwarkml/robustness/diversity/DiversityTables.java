// Copyright the Bulwark authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.github.bulwarkml.robustness.diversity;

import io.github.bulwarkml.core.result.Column;
import io.github.bulwarkml.core.result.Table;
import io.github.bulwarkml.core.stats.FTest;
import io.github.bulwarkml.core.stats.Interval;
import io.github.bulwarkml.core.stats.MeanDifference;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/** A {@link DiversityReport} as tables and text. */
final class DiversityTables {
  private DiversityTables() {}

  static Table outcomes(DiversityReport report) {
    return outcomes(report, true);
  }

  /** {@return the table; for people without Welch's interval, so that names fit the line} */
  private static Table outcomes(DiversityReport report, boolean withWelch) {
    Table.Builder table =
        Table.titled(title(report))
            .column(Column.text("pretraining"))
            .column(Column.integer("models"))
            .column(Column.integer("runs"))
            .column(Column.decimal("ID %", 1).inCsvAs("accId"))
            .column(Column.decimal("OOD %", 1).inCsvAs("accOod"))
            .column(Column.decimal("rho", 2))
            .column(Column.decimal("sd", 2))
            .column(Column.interval("interval", 2, "rhoLow", "rhoHigh"))
            .column(Column.decimal("line p", 3).inCsvAs("sameLineP"))
            .column(Column.decimal("to ref.", 2).inCsvAs("difference"));
    if (withWelch) {
      table.column(Column.interval("Welch", 1, "differenceLow", "differenceHigh"));
    }
    for (PretrainingOutcome outcome : report.outcomes()) {
      List<@Nullable Object> row = new ArrayList<>();
      row.add(outcome.pretraining());
      row.add(outcome.models());
      row.add(outcome.runs());
      row.add(100 * outcome.id());
      row.add(100 * outcome.ood());
      row.add(100 * outcome.rho());
      row.add(points(outcome.sd()));
      row.add(points(outcome.interval()));
      row.add(outcome.sameLine().map(FTest::pValue).orElse(null));
      row.add(outcome.difference().map(d -> 100 * d.difference()).orElse(null));
      if (withWelch) {
        row.add(points(outcome.difference().map(MeanDifference::interval)));
      }
      table.row(row.toArray());
    }
    return table.build();
  }

  static Table findings(DiversityReport report) {
    Table.Builder table =
        Table.titled("Findings: what must be above 0, in points")
            .column(Column.text("claim"))
            .column(Column.text("verdict"))
            .column(Column.text("above 0").inCsvAs("contrast"))
            .column(Column.integer("runs"))
            .column(Column.decimal("points", 2))
            .column(Column.interval("interval", 2, "low", "high"))
            .column(Column.decimal("line p", 3).inCsvAs("sameLineP"));
    for (Finding finding : report.findings()) {
      @Nullable Object p = finding.sameLine().map(FTest::pValue).orElse(null);
      if (finding.contrasts().isEmpty()) {
        table.row(finding.id(), finding.verdict().label(), null, null, null, null, p);
      }
      for (Contrast contrast : finding.contrasts()) {
        table.row(
            finding.id(),
            finding.verdict().label(),
            contrast.text(),
            contrast.runs(),
            100 * contrast.estimate(),
            points(contrast.interval()),
            p);
      }
    }
    return table.build();
  }

  static String text(DiversityReport report) {
    StringBuilder text = new StringBuilder(outcomes(report, false).toText(Integer.MAX_VALUE));
    report
        .linesByRun()
        .forEach(
            (run, line) ->
                text.append(report.lines().size() == 1 ? "line" : "line of run " + run)
                    .append(": ")
                    .append(line.formula())
                    .append('\n'));
    text.append("rho in points; intervals over runs; line p: one common line with ")
        .append(report.options().design().reference())
        .append("\n\n");
    for (Finding finding : report.findings()) {
      text.append(finding.id())
          .append(' ')
          .append(finding.verdict().label())
          .append(": ")
          .append(finding.claim())
          .append('\n');
    }
    return text.append('\n')
        .append(findings(report).toText(Integer.MAX_VALUE))
        .append(report.provenance().toLine())
        .append('\n')
        .toString();
  }

  static String title(DiversityReport report) {
    return "Pre-training data and effective robustness, "
        + report.options().metric().label()
        + ", logit line, "
        + report.models().size()
        + " models";
  }

  private static @Nullable Double points(OptionalDouble value) {
    return value.isPresent() ? 100 * value.getAsDouble() : null;
  }

  static @Nullable Interval points(Optional<Interval> interval) {
    return interval.map(i -> new Interval(100 * i.low(), 100 * i.high(), i.level())).orElse(null);
  }
}
