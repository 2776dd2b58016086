// Copyright the Bulwark authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.github.bulwarkml.robustness.table;

import io.github.bulwarkml.core.MalformedFileException;
import io.github.bulwarkml.core.io.CsvColumn;
import io.github.bulwarkml.core.io.CsvTable;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/** One row per model, one column per setting. */
final class WideCells implements Cells {
  private final CsvTable csv;
  private final AccuracyUnit unit;
  private final List<String> keyColumns;
  private final List<String> settings;

  WideCells(CsvTable csv, AccuracyUnit unit, List<String> keyColumns) {
    this.csv = csv;
    this.unit = unit;
    this.keyColumns = keyColumns;
    List<String> others = new ArrayList<>(csv.columns());
    others.removeAll(keyColumns);
    this.settings = List.copyOf(others);
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
    return fraction(csv.column(setting), row, unit);
  }

  /** {@return the cell as a fraction, if it holds a value} */
  static OptionalDouble fraction(CsvColumn column, int row, AccuracyUnit unit)
      throws MalformedFileException {
    OptionalDouble number = column.number(row);
    if (number.isEmpty()) {
      return number;
    }
    double value = number.getAsDouble();
    if (!(value >= 0 && value <= unit.one())) {
      throw column.problem(
          row,
          "an accuracy must be in "
              + (unit == AccuracyUnit.PERCENT ? "[0, 100] percent" : "[0, 1] as a fraction")
              + ", but was "
              + value);
    }
    return OptionalDouble.of(unit.toFraction(value));
  }

  @Override
  public Optional<String> text(int row, String column) {
    return csv.column(column).text(row);
  }
}
