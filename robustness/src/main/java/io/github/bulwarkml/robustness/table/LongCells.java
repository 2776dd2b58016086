// Copyright the Bulwark authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.github.bulwarkml.robustness.table;

import io.github.bulwarkml.core.MalformedFileException;
import io.github.bulwarkml.core.io.CsvColumn;
import io.github.bulwarkml.core.io.CsvTable;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;

/** One row per model and setting, turned into one row per model. */
final class LongCells implements Cells {
  private final AccuracyUnit unit;
  private final List<String> keyColumns;
  private final CsvColumn value;
  private final List<List<String>> keys;
  private final List<Map<String, Integer>> lines;
  private final List<String> settings;

  private LongCells(
      AccuracyUnit unit,
      List<String> keyColumns,
      CsvColumn value,
      Map<List<String>, Map<String, Integer>> models) {
    this.unit = unit;
    this.keyColumns = keyColumns;
    this.value = value;
    this.keys = List.copyOf(models.keySet());
    this.lines = new ArrayList<>(models.values());
    Set<String> all = new LinkedHashSet<>();
    lines.forEach(line -> all.addAll(line.keySet()));
    this.settings = List.copyOf(all);
  }

  /** {@return the cells of a table whose (key, setting) combinations are unique} */
  static LongCells of(
      CsvTable csv, AccuracyUnit unit, List<String> keyColumns, String setting, String value)
      throws MalformedFileException {
    List<String> combination = new ArrayList<>(keyColumns);
    combination.add(setting);
    Map<List<String>, Map<String, Integer>> models = new LinkedHashMap<>();
    for (Map.Entry<List<String>, Integer> entry :
        csv.index(combination.toArray(String[]::new)).entrySet()) {
      List<String> parts = entry.getKey();
      List<String> key = List.copyOf(parts.subList(0, keyColumns.size()));
      models
          .computeIfAbsent(key, k -> new LinkedHashMap<>())
          .put(parts.get(keyColumns.size()), entry.getValue());
    }
    return new LongCells(unit, keyColumns, csv.column(value), models);
  }

  /** {@return the key of each row} */
  List<List<String>> keys() {
    return keys;
  }

  @Override
  public List<String> settings() {
    return settings;
  }

  @Override
  public List<String> attributes() {
    return keyColumns;
  }

  @Override
  public OptionalDouble accuracy(int row, String setting) throws MalformedFileException {
    Integer line = lines.get(row).get(setting);
    return line == null ? OptionalDouble.empty() : WideCells.fraction(value, line, unit);
  }

  @Override
  public Optional<String> text(int row, String column) {
    int part = keyColumns.indexOf(column);
    if (part >= 0) {
      return Optional.of(keys.get(row).get(part)).filter(text -> !text.isEmpty());
    }
    Integer line = lines.get(row).get(column);
    return line == null ? Optional.empty() : value.text(line);
  }
}
