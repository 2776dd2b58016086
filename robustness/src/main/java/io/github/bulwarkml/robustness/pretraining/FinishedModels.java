// Copyright the Bulwark authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.github.bulwarkml.robustness.pretraining;

import io.github.bulwarkml.core.MalformedFileException;
import io.github.bulwarkml.core.io.AtomicFile;
import io.github.bulwarkml.core.io.CsvTable;
import io.github.bulwarkml.core.result.Column;
import io.github.bulwarkml.core.result.Table;
import io.github.bulwarkml.robustness.diversity.FineTunedModel;
import io.github.bulwarkml.robustness.diversity.FineTunedModels;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The finished models of a study, in memory and, if there is a file, in it: the columns of {@link
 * FineTunedModels} and {@code key}. Rows of other studies are kept, after those of this one. Safe
 * to use from several threads.
 */
final class FinishedModels {
  private final List<PlannedModel> plan;
  private final @Nullable Path file;
  private final Map<String, FineTunedModel> models = new LinkedHashMap<>();
  private final Map<String, String> keys = new LinkedHashMap<>();

  private FinishedModels(List<PlannedModel> plan, @Nullable Path file) {
    this.plan = plan;
    this.file = file;
  }

  /**
   * {@return the models that the file already holds, to be added to}
   *
   * @throws IllegalArgumentException if it holds a model of the plan that was trained otherwise
   * @throws IOException if the file cannot be read or is malformed
   */
  static FinishedModels open(List<PlannedModel> plan, @Nullable Path file) throws IOException {
    FinishedModels finished = new FinishedModels(plan, file);
    if (file != null && Files.exists(file)) {
      finished.read(file);
    }
    return finished;
  }

  private void read(Path from) throws IOException {
    CsvTable table = CsvTable.read(from);
    if (!table.hasColumn("key")) {
      throw new MalformedFileException(
          table.name(),
          "must have the column key, as a study writes it, to be gone on with (columns: "
              + table.columns()
              + ")");
    }
    List<FineTunedModel> rows = FineTunedModels.of(table);
    for (int row = 0; row < rows.size(); row++) {
      FineTunedModel model = rows.get(row);
      models.put(model.name(), model);
      keys.put(model.name(), table.requireColumn("key").requireText(row));
    }
    for (PlannedModel planned : plan) {
      String key = keys.get(planned.name());
      if (key != null && !key.equals(planned.key())) {
        throw new IllegalArgumentException(
            "the file of models must be of this study, but in "
                + table.name()
                + " "
                + planned.name()
                + " was trained with other settings, seeds or images; choose another file");
      }
    }
  }

  synchronized Optional<FineTunedModel> find(PlannedModel planned) {
    return Optional.ofNullable(models.get(planned.name()));
  }

  /** {@return the models of the plan, in its order; all must be finished} */
  synchronized List<FineTunedModel> all() {
    return plan.stream().map(planned -> find(planned).orElseThrow()).toList();
  }

  /** Adds a model and writes the file. */
  synchronized void add(PlannedModel planned, FineTunedModel model) {
    models.put(planned.name(), model);
    keys.put(planned.name(), planned.key());
    if (file != null) {
      try {
        AtomicFile.writeText(file, table().toCsv());
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  private Table table() {
    Table.Builder table =
        Table.titled("Fine-tuned models")
            .column(Column.text("model"))
            .column(Column.text("pretraining"))
            .column(Column.integer("seed"))
            .column(Column.integer("n_target"))
            .column(Column.decimal("acc_id", 4))
            .column(Column.decimal("acc_ood", 4))
            .column(Column.decimal("f1_id", 4))
            .column(Column.decimal("f1_ood", 4))
            .column(Column.text("key"));
    Map<String, FineTunedModel> left = new LinkedHashMap<>(models);
    for (PlannedModel planned : plan) {
      addRow(table, left.remove(planned.name()));
    }
    left.values().forEach(model -> addRow(table, model));
    return table.build();
  }

  private void addRow(Table.Builder table, @Nullable FineTunedModel model) {
    if (model != null) {
      table.row(
          model.name(),
          model.pretraining(),
          model.seed(),
          model.nTarget(),
          model.accId(),
          model.accOod(),
          model.f1Id(),
          model.f1Ood(),
          keys.get(model.name()));
    }
  }
}
