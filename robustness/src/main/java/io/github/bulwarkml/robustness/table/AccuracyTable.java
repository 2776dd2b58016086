// Copyright the Bulwark authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.github.bulwarkml.robustness.table;

import io.github.bulwarkml.core.MalformedFileException;
import io.github.bulwarkml.core.internal.Nearest;
import io.github.bulwarkml.core.internal.Require;
import io.github.bulwarkml.core.io.CsvFormat;
import io.github.bulwarkml.core.io.CsvTable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * Accuracies of models on evaluation settings, from a CSV file.
 *
 * <pre>{@code
 * AccuracyTable table =
 *     AccuracyTable.read(Path.of("robustness_top1s.csv"), AccuracyUnit.PERCENT, "model");
 * OptionalDouble accuracy = table.accuracy("resnet50", "val"); // a fraction
 * }</pre>
 *
 * <p>A model is named by one or several key columns, whose parts are joined by a comma: {@code
 * "resnet50.tv_in1k,224"}. An empty cell is a setting the model was not evaluated on. Cells are
 * read when asked for, so other columns may hold anything. Numbers may be grouped ({@code
 * "1,014.45"}); CRLF line ends and a byte order mark are accepted.
 *
 * <p>Immutable.
 *
 * @since 0.1.0
 */
public final class AccuracyTable {
  private static final int LISTED = 20;
  private static final int SUGGESTED = 5;

  private final String name;
  private final List<String> keyColumns;
  private final Map<String, Integer> rows;
  private final Cells cells;

  private AccuracyTable(String name, List<String> keyColumns, List<List<String>> keys, Cells cells)
      throws MalformedFileException {
    this.name = name;
    this.keyColumns = List.copyOf(keyColumns);
    this.cells = cells;
    this.rows = new LinkedHashMap<>();
    for (List<String> key : keys) {
      String model = String.join(",", key);
      if (rows.putIfAbsent(model, rows.size()) != null) {
        throw new MalformedFileException(name, "two models are both called '" + model + "'");
      }
    }
  }

  private AccuracyTable(AccuracyTable table, Cells cells) {
    this.name = table.name;
    this.keyColumns = table.keyColumns;
    this.rows = table.rows;
    this.cells = cells;
  }

  /**
   * {@return the table of a file with one row per model}
   *
   * @param file an existing file whose first row names the columns
   * @param unit what its accuracies are written in
   * @param keyColumns the columns that name a model; at least one
   * @throws IllegalArgumentException if a key column does not exist; the message lists the columns
   * @throws MalformedFileException if the file breaks the format or a key occurs twice; the message
   *     lists such keys with their lines
   * @throws IOException if the file cannot be read
   */
  public static AccuracyTable read(Path file, AccuracyUnit unit, String... keyColumns)
      throws IOException {
    return of(
        CsvTable.read(file, CsvFormat.standard().withThousandsSeparators()), unit, keyColumns);
  }

  /**
   * {@return the table of a CSV with one row per model}
   *
   * @param csv the content
   * @param unit what its accuracies are written in
   * @param keyColumns the columns that name a model; at least one
   * @throws IllegalArgumentException if a key column does not exist; the message lists the columns
   * @throws MalformedFileException if a key occurs twice; the message lists such keys
   */
  public static AccuracyTable of(CsvTable csv, AccuracyUnit unit, String... keyColumns)
      throws MalformedFileException {
    Objects.requireNonNull(unit, "unit");
    List<String> keys = Require.notEmpty(List.of(keyColumns), "keyColumns");
    Map<List<String>, Integer> index = csv.index(keyColumns);
    return new AccuracyTable(
        csv.name(), keys, List.copyOf(index.keySet()), new WideCells(csv, unit, keys));
  }

  /**
   * {@return the table of a CSV with one row per model and setting}
   *
   * @param csv the content
   * @param unit what its accuracies are written in
   * @param settingColumn the column that names the setting
   * @param valueColumn the column that holds the accuracy
   * @param keyColumns the columns that name a model; at least one
   * @throws IllegalArgumentException if a column does not exist; the message lists the columns
   * @throws MalformedFileException if a model has two rows of one setting; the message lists them
   */
  public static AccuracyTable ofLong(
      CsvTable csv,
      AccuracyUnit unit,
      String settingColumn,
      String valueColumn,
      String... keyColumns)
      throws MalformedFileException {
    Objects.requireNonNull(unit, "unit");
    List<String> keys = Require.notEmpty(List.of(keyColumns), "keyColumns");
    LongCells cells = LongCells.of(csv, unit, keys, settingColumn, valueColumn);
    return new AccuracyTable(csv.name(), keys, cells.keys(), cells);
  }

  /**
   * {@return this table with one more setting: the mean of some of its settings, absent where one
   * of them is}
   *
   * @param setting the new setting's name
   * @param averaged the settings to average; at least one
   * @throws IllegalArgumentException if the name is taken, a setting does not exist or none is
   *     given
   */
  public AccuracyTable withMean(String setting, List<String> averaged) {
    Objects.requireNonNull(setting, "setting");
    Require.notEmpty(averaged, "averaged");
    averaged.forEach(this::requireSetting);
    if (cells.settings().contains(setting) || keyColumns.contains(setting)) {
      throw new IllegalArgumentException("setting must be a new name, but was '" + setting + "'");
    }
    return new AccuracyTable(this, new MeanCells(cells, setting, List.copyOf(averaged)));
  }

  /** {@return the file's name} */
  public String name() {
    return name;
  }

  /** {@return the columns that name a model} */
  public List<String> keyColumns() {
    return keyColumns;
  }

  /** {@return the models in the file's order; the parts of a key are joined by a comma} */
  public List<String> models() {
    return List.copyOf(rows.keySet());
  }

  /** {@return the settings in the file's order} */
  public List<String> settings() {
    return cells.settings();
  }

  /**
   * {@return whether the table has a model}
   *
   * @param model its name
   */
  public boolean hasModel(String model) {
    return rows.containsKey(Objects.requireNonNull(model, "model"));
  }

  /**
   * {@return a model's accuracy as a fraction; empty if it was not evaluated}
   *
   * @param model the model's name
   * @param setting the setting
   * @throws IllegalArgumentException if there is no such model or setting; the message offers the
   *     nearest names
   * @throws MalformedFileException if the cell is not an accuracy; the message holds file, line and
   *     column
   */
  public OptionalDouble accuracy(String model, String setting) throws MalformedFileException {
    requireSetting(setting);
    return cells.accuracy(row(model), setting);
  }

  /**
   * {@return what the table says of a model; empty if the cell is}
   *
   * @param model the model's name
   * @param column a key column or setting
   * @throws IllegalArgumentException if there is no such model or column; the message offers the
   *     nearest names
   */
  public Optional<String> text(String model, String column) {
    if (!hasColumn(column)) {
      requireSetting(column);
    }
    return cells.text(row(model), column);
  }

  /** {@return whether the column is a setting or names models} */
  boolean hasColumn(String column) {
    return cells.settings().contains(column) || cells.attributes().contains(column);
  }

  /** {@return the setting, if it exists} */
  String requireSetting(String setting) {
    Objects.requireNonNull(setting, "setting");
    if (!cells.settings().contains(setting)) {
      throw new IllegalArgumentException(
          name
              + ": no column '"
              + setting
              + "' (present: "
              + Nearest.list(setting, cells.settings(), LISTED)
              + ")");
    }
    return setting;
  }

  private int row(String model) {
    Integer row = rows.get(Objects.requireNonNull(model, "model"));
    if (row == null) {
      throw new IllegalArgumentException(unknownModel(model, rows.keySet(), name));
    }
    return row;
  }

  /** {@return the message that no model has the name, with the nearest ones} */
  static String unknownModel(String model, Iterable<String> models, String where) {
    List<String> names = new ArrayList<>();
    models.forEach(names::add);
    return "no model '"
        + model
        + "' in "
        + where
        + " (nearest: "
        + String.join(
            ", ",
            Nearest.first(model, names).stream().limit(SUGGESTED).map(n -> "'" + n + "'").toList())
        + ")";
  }

  @Override
  public String toString() {
    return name + ": " + rows.size() + " models, " + cells.settings().size() + " settings";
  }
}
