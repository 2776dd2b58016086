// Copyright the Bulwark authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.github.bulwarkml.benchmarks.reproduce.experiments;

import io.github.bulwarkml.benchmarks.reproduce.Claim;
import io.github.bulwarkml.benchmarks.reproduce.Measurement;
import io.github.bulwarkml.benchmarks.reproduce.VerdictRule;
import io.github.bulwarkml.core.result.Column;
import io.github.bulwarkml.core.result.Table;
import io.github.bulwarkml.robustness.diversity.DiversityReport;
import io.github.bulwarkml.robustness.diversity.PretrainingOutcome;
import java.util.List;

/**
 * The same grid trained with PyTorch when SynthTrap was designed: the standard world, 2 training
 * seeds, one core. Points of effective robustness, mean over 2 target sizes and 2 seeds.
 */
final class PretrainingDiversityReference {
  /** How far our mean may lie from PyTorch's mean of four models, in points. */
  static final double TOLERANCE = 2.5;

  private static final List<Row> ROWS =
      List.of(
          new Row("N250_C80", 80.8, 45.5, 2.70),
          new Row("N1000_C80", 86.3, 55.5, 6.51),
          new Row("N4000_C80", 89.7, 63.5, 9.33),
          new Row("N16000_C80", 90.9, 66.4, 10.02),
          new Row("N4000_C20", 89.1, 63.6, 10.74),
          new Row("N4000_C320", 88.3, 57.7, 6.07),
          new Row("N4000_C320_L40", 88.6, 60.9, 8.25),
          new Row("N4000_C320_L5", 83.8, 51.7, 6.27),
          new Row("N4000_C80_1loc", 86.2, 53.5, 4.59),
          new Row("N4000_C80_randlab", 81.3, 42.4, -0.57));

  private PretrainingDiversityReference() {}

  /** One row of the PyTorch table: accuracies in percent, effective robustness in points. */
  private record Row(String pretraining, double id, double ood, double rho) {}

  /** {@return both tables side by side} */
  static Table table(DiversityReport ours) {
    Table.Builder table =
        Table.titled(
                "The standard world: PyTorch's effective robustness (2 training seeds) and ours ("
                    + ours.outcome(ROWS.get(0).pretraining()).runs()
                    + ")")
            .column(Column.text("pretraining"))
            .column(Column.decimal("ID %, torch", 1))
            .column(Column.decimal("ID %, ours", 1))
            .column(Column.decimal("OOD %, torch", 1))
            .column(Column.decimal("OOD %, ours", 1))
            .column(Column.decimal("rho, torch", 2))
            .column(Column.decimal("rho, ours", 2))
            .column(Column.decimal("difference", 2));
    for (Row row : ROWS) {
      PretrainingOutcome outcome = ours.outcome(row.pretraining());
      double rho = 100 * outcome.rho();
      table.row(
          row.pretraining(),
          row.id(),
          100 * outcome.id(),
          row.ood(),
          100 * outcome.ood(),
          row.rho(),
          rho,
          rho - row.rho());
    }
    return table.build();
  }

  /** {@return the claim that an independent implementation gives the same table} */
  static Claim claim(DiversityReport ours) {
    int near = 0;
    for (Row row : ROWS) {
      double difference = 100 * ours.outcome(row.pretraining()).rho() - row.rho();
      near += Math.abs(difference) <= TOLERANCE ? 1 : 0;
    }
    return Claim.titled("Bulwark's training gives what PyTorch's gives (own reference run)")
        .published(
            "10 of 10 rows",
            "Not a claim of the paper: an independent training of the same grid with PyTorch 1.13,"
                + " made when SynthTrap was designed, 2 training seeds.")
        .source("PyTorch, the independent implementation", "https://pytorch.org")
        .setting(
            "pre-training sets whose mean effective robustness lies within "
                + TOLERANCE
                + " points of PyTorch's; standard SynthTrap world (synthetic), "
                + ours.outcome(ROWS.get(0).pretraining()).runs()
                + " training seeds of ours")
        .measured(Measurement.exact(near, "of 10 rows", 0))
        .judgedBy(VerdictRule.near(ROWS.size(), 0, 5));
  }
}
