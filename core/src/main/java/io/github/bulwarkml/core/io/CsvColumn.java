// Copyright the Bulwark authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.github.bulwarkml.core.io;

import io.github.bulwarkml.core.MalformedFileException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/**
 * One column of a {@link CsvTable}. What does not parse is reported with file, line and column.
 *
 * <p>Numbers are decimal: an optional sign, digits with at most one point, an optional exponent;
 * blanks around them are ignored. NaN and infinities are not numbers here, and neither is what
 * exceeds the range of a double.
 *
 * <p>Immutable.
 *
 * @since 0.1.0
 */
public final class CsvColumn {
  private final CsvTable table;
  private final int index;

  CsvColumn(CsvTable table, int index) {
    this.table = table;
    this.index = index;
  }

  /** {@return the header} */
  public String name() {
    return table.columns().get(index);
  }

  /** {@return the place in the file, from 0} */
  public int index() {
    return index;
  }

  /**
   * {@return whether the cell holds a value}
   *
   * @param row the row, from 0
   */
  public boolean isPresent(int row) {
    return !table.cell(row, index).isEmpty();
  }

  /**
   * {@return the cell, if it holds a value}
   *
   * @param row the row, from 0
   */
  public Optional<String> text(int row) {
    String cell = table.cell(row, index);
    return cell.isEmpty() ? Optional.empty() : Optional.of(cell);
  }

  /**
   * {@return the cell}
   *
   * @param row the row, from 0
   * @throws MalformedFileException if it holds no value
   */
  public String requireText(int row) throws MalformedFileException {
    String cell = table.cell(row, index);
    if (cell.isEmpty()) {
      throw problem(row, "the cell is empty");
    }
    return cell;
  }

  /** {@return the cells of all rows in order; an empty string where there is no value} */
  public List<String> texts() {
    List<String> cells = new ArrayList<>(table.rowCount());
    for (int row = 0; row < table.rowCount(); row++) {
      cells.add(table.cell(row, index));
    }
    return Collections.unmodifiableList(cells);
  }

  /**
   * {@return the cell as a finite number, if it holds a value}
   *
   * @param row the row, from 0
   * @throws MalformedFileException if the cell is not a number
   */
  public OptionalDouble number(int row) throws MalformedFileException {
    String cell = table.cell(row, index);
    if (cell.isEmpty()) {
      return OptionalDouble.empty();
    }
    OptionalDouble number = NumberText.decimal(trim(cell), table.format().thousandsSeparators());
    if (number.isEmpty()) {
      throw problem(row, "'" + shortened(cell) + "' is not a finite decimal number");
    }
    return number;
  }

  /**
   * {@return the cell as a finite number}
   *
   * @param row the row, from 0
   * @throws MalformedFileException if the cell is empty or not a number
   */
  public double requireNumber(int row) throws MalformedFileException {
    requireText(row);
    return number(row).orElseThrow();
  }

  /**
   * {@return the cells of all rows as numbers; NaN where, and only where, there is no value}
   *
   * @throws MalformedFileException if a cell is not a number
   */
  public double[] numbers() throws MalformedFileException {
    double[] numbers = new double[table.rowCount()];
    for (int row = 0; row < numbers.length; row++) {
      numbers[row] = number(row).orElse(Double.NaN);
    }
    return numbers;
  }

  /**
   * {@return the cell as a whole number, if it holds a value}
   *
   * @param row the row, from 0
   * @throws MalformedFileException if the cell is not a whole number of 64 bits
   */
  public OptionalLong integer(int row) throws MalformedFileException {
    String cell = table.cell(row, index);
    if (cell.isEmpty()) {
      return OptionalLong.empty();
    }
    OptionalLong number = NumberText.integer(trim(cell), table.format().thousandsSeparators());
    if (number.isEmpty()) {
      throw problem(row, "'" + shortened(cell) + "' is not a whole number");
    }
    return number;
  }

  /**
   * {@return the cell as a whole number}
   *
   * @param row the row, from 0
   * @throws MalformedFileException if the cell is empty or not a whole number of 64 bits
   */
  public long requireInteger(int row) throws MalformedFileException {
    requireText(row);
    return integer(row).orElseThrow();
  }

  /**
   * {@return the exception that reports a cell: file, line, column and the problem}
   *
   * @param row the row, from 0
   * @param problem what must hold, and what was found instead
   */
  public MalformedFileException problem(int row, String problem) {
    return new MalformedFileException(
        table.name(),
        "line " + table.line(row) + ", column " + (index + 1) + " ('" + name() + "'): " + problem);
  }

  private static String trim(String cell) {
    int start = 0;
    int end = cell.length();
    while (start < end && isBlank(cell.charAt(start))) {
      start++;
    }
    while (end > start && isBlank(cell.charAt(end - 1))) {
      end--;
    }
    return cell.substring(start, end);
  }

  private static boolean isBlank(char c) {
    return c == ' ' || c == '\t';
  }

  private static String shortened(String cell) {
    return cell.length() <= 60 ? cell : cell.substring(0, 60) + "...";
  }
}
