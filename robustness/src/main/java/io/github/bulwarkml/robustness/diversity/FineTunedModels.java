// Copyright the Bulwark authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.github.bulwarkml.robustness.diversity;

import io.github.bulwarkml.core.MalformedFileException;
import io.github.bulwarkml.core.io.CsvTable;
import io.github.bulwarkml.core.result.Column;
import io.github.bulwarkml.core.result.Table;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Tables of fine-tuned models: CSV with the columns model, pretraining, seed, n_target, acc_id,
 * acc_ood, f1_id, f1_ood (fractions), in any order; model is not read.
 *
 * @since 0.1.0
 */
public final class FineTunedModels {
  private FineTunedModels() {}

  /**
   * {@return the models of a file}
   *
   * @param file a CSV file
   * @throws MalformedFileException if a column is missing, a cell is not a number in its range, a
   *     model occurs twice or there is none
   * @throws IOException if the file cannot be read
   */
  public static List<FineTunedModel> read(Path file) throws IOException {
    return of(CsvTable.read(file));
  }

  /**
   * {@return the models of a table}
   *
   * @param table the table
   * @throws MalformedFileException if a column is missing, a cell is not a number in its range, a
   *     model occurs twice or there is none
   */
  public static List<FineTunedModel> of(CsvTable table) throws MalformedFileException {
    List<FineTunedModel> models = new ArrayList<>();
    Set<String> names = new HashSet<>();
    for (int row = 0; row < table.rowCount(); row++) {
      FineTunedModel model;
      try {
        model =
            new FineTunedModel(
                table.requireColumn("pretraining").requireText(row),
                table.requireColumn("seed").requireInteger(row),
                Math.toIntExact(table.requireColumn("n_target").requireInteger(row)),
                table.requireColumn("acc_id").requireNumber(row),
                table.requireColumn("acc_ood").requireNumber(row),
                table.requireColumn("f1_id").requireNumber(row),
                table.requireColumn("f1_ood").requireNumber(row));
      } catch (IllegalArgumentException | ArithmeticException e) {
        throw table.problem(row, String.valueOf(e.getMessage()));
      }
      if (!names.add(model.name())) {
        throw table.problem(row, "model " + model.name() + " occurs a second time");
      }
      models.add(model);
    }
    if (models.isEmpty()) {
      throw new MalformedFileException(table.name(), "must hold at least one model");
    }
    return List.copyOf(models);
  }

  /**
   * {@return the models as a table, whose CSV can be read again}
   *
   * @param models the models
   */
  public static Table table(List<FineTunedModel> models) {
    Table.Builder table =
        Table.titled("Fine-tuned models")
            .column(Column.text("model"))
            .column(Column.text("pretraining"))
            .column(Column.integer("seed"))
            .column(Column.integer("n_target"))
            .column(Column.decimal("acc_id", 4))
            .column(Column.decimal("acc_ood", 4))
            .column(Column.decimal("f1_id", 4))
            .column(Column.decimal("f1_ood", 4));
    for (FineTunedModel m : models) {
      table.row(
          m.name(),
          m.pretraining(),
          m.seed(),
          m.nTarget(),
          m.accId(),
          m.accOod(),
          m.f1Id(),
          m.f1Ood());
    }
    return table.build();
  }
}
