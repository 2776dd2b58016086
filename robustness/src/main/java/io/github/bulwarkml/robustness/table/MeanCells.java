// Copyright the Bulwark authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.github.bulwarkml.robustness.table;

import io.github.bulwarkml.core.MalformedFileException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/** The cells of another table and one more setting: the mean of some of its settings. */
final class MeanCells implements Cells {
  private final Cells cells;
  private final String name;
  private final List<String> averaged;
  private final List<String> settings;

  MeanCells(Cells cells, String name, List<String> averaged) {
    this.cells = cells;
    this.name = name;
    this.averaged = averaged;
    List<String> all = new ArrayList<>(cells.settings());
    all.add(name);
    this.settings = List.copyOf(all);
  }

  @Override
  public List<String> settings() {
    return settings;
  }

  @Override
  public List<String> attributes() {
    return cells.attributes();
  }

  @Override
  public OptionalDouble accuracy(int row, String setting) throws MalformedFileException {
    if (!setting.equals(name)) {
      return cells.accuracy(row, setting);
    }
    double sum = 0;
    for (String one : averaged) {
      OptionalDouble accuracy = cells.accuracy(row, one);
      if (accuracy.isEmpty()) {
        return accuracy;
      }
      sum += accuracy.getAsDouble();
    }
    return OptionalDouble.of(sum / averaged.size());
  }

  @Override
  public Optional<String> text(int row, String column) {
    return column.equals(name) ? Optional.empty() : cells.text(row, column);
  }
}
