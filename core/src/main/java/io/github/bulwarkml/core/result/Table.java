// Copyright the Bulwark authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.github.bulwarkml.core.result;

import io.github.bulwarkml.core.stats.Interval;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A titled table of typed cells: aligned text for people, CSV for programs.
 *
 * <pre>{@code
 * Table table =
 *     Table.titled("Block error rate")
 *         .column(Column.decimal("ebN0Db", 2))
 *         .column(Column.scientificInterval("95 % interval", 2, "low95", "high95"))
 *         .row(1.0, new Interval(0.095, 0.106, 0.95))
 *         .build();
 * }</pre>
 *
 * <p>Immutable. A null cell is absent: empty in both forms.
 *
 * @since 0.1.0
 */
public final class Table {
  /** More rows than this are cut from text, with a line that counts them. */
  public static final int TEXT_ROWS = 20;

  private final String title;
  private final List<Column> columns;
  private final List<List<@Nullable Object>> rows;

  private Table(Builder builder) {
    this.title = builder.title;
    this.columns = List.copyOf(builder.columns);
    this.rows = Collections.unmodifiableList(new ArrayList<>(builder.rows));
  }

  /**
   * {@return a builder of a table with the given title}
   *
   * @param title one line
   */
  public static Builder titled(String title) {
    return new Builder(title);
  }

  /** {@return the title, one line} */
  public String title() {
    return title;
  }

  /** {@return the columns in order} */
  public List<Column> columns() {
    return columns;
  }

  /** {@return the rows; each as long as {@link #columns()}} */
  public List<List<@Nullable Object>> rows() {
    return rows;
  }

  /**
   * {@return a cell as people see it}
   *
   * @param row the row, from 0
   * @param column the column, from 0
   */
  public String shown(int row, int column) {
    return columns.get(column).show(rows.get(row).get(column));
  }

  /**
   * {@return title and at most {@value #TEXT_ROWS} aligned rows, each line ended by a line feed}
   */
  public String toText() {
    return toText(TEXT_ROWS);
  }

  /**
   * {@return title and aligned rows}
   *
   * @param maximumRows how many rows are printed before the rest is only counted
   */
  public String toText(int maximumRows) {
    int shown = Math.min(maximumRows, rows.size());
    int[] widths = new int[columns.size()];
    for (int c = 0; c < widths.length; c++) {
      widths[c] = length(columns.get(c).name());
      for (int r = 0; r < shown; r++) {
        widths[c] = Math.max(widths[c], length(shown(r, c)));
      }
    }
    StringBuilder text = new StringBuilder(title).append('\n');
    appendLine(text, widths, columns.stream().map(Column::name).toList());
    for (int r = 0; r < shown; r++) {
      List<String> cells = new ArrayList<>();
      for (int c = 0; c < widths.length; c++) {
        cells.add(shown(r, c));
      }
      appendLine(text, widths, cells);
    }
    if (rows.size() > shown) {
      text.append("… ").append(rows.size() - shown).append(" more rows\n");
    }
    return text.toString();
  }

  private void appendLine(StringBuilder text, int[] widths, List<String> cells) {
    StringBuilder line = new StringBuilder();
    for (int c = 0; c < widths.length; c++) {
      String padding = " ".repeat(widths[c] - length(cells.get(c)));
      line.append(c == 0 ? "" : "  ");
      if (columns.get(c).alignsRight()) {
        line.append(padding).append(cells.get(c));
      } else {
        line.append(cells.get(c)).append(padding);
      }
    }
    text.append(line.toString().stripTrailing()).append('\n');
  }

  private static int length(String text) {
    return text.codePointCount(0, text.length());
  }

  /**
   * {@return RFC 4180 text: a header row, comma, quotes only where needed, all digits, {@code \n}}
   */
  public String toCsv() {
    StringBuilder csv = new StringBuilder();
    List<String> header = new ArrayList<>();
    columns.forEach(column -> header.addAll(column.csvNames()));
    appendCsv(csv, header);
    for (List<@Nullable Object> row : rows) {
      List<String> cells = new ArrayList<>();
      for (int c = 0; c < columns.size(); c++) {
        Object cell = row.get(c);
        if (columns.get(c).csvNames().size() == 2) {
          cells.add(cell == null ? "" : Double.toString(((Interval) cell).low()));
          cells.add(cell == null ? "" : Double.toString(((Interval) cell).high()));
        } else {
          cells.add(cell == null ? "" : cell.toString());
        }
      }
      appendCsv(csv, cells);
    }
    return csv.toString();
  }

  private static void appendCsv(StringBuilder csv, List<String> cells) {
    for (int c = 0; c < cells.size(); c++) {
      String cell = cells.get(c);
      csv.append(c == 0 ? "" : ",");
      boolean quoted =
          cell.indexOf(',') >= 0
              || cell.indexOf('"') >= 0
              || cell.indexOf('\n') >= 0
              || cell.indexOf('\r') >= 0;
      csv.append(quoted ? '"' + cell.replace("\"", "\"\"") + '"' : cell);
    }
    csv.append('\n');
  }

  @Override
  public String toString() {
    return toText();
  }

  /** Collects columns, then rows. */
  public static final class Builder {
    private final String title;
    private final List<Column> columns = new ArrayList<>();
    private final List<List<@Nullable Object>> rows = new ArrayList<>();

    private Builder(String title) {
      this.title = Objects.requireNonNull(title, "title");
    }

    /**
     * {@return this builder, with one more column}
     *
     * @param column the column
     * @throws IllegalStateException after the first row
     */
    public Builder column(Column column) {
      if (!rows.isEmpty()) {
        throw new IllegalStateException("columns must be added before the first row");
      }
      columns.add(Objects.requireNonNull(column, "column"));
      return this;
    }

    /**
     * {@return this builder, with one more row}
     *
     * @param cells one per column; null is absent
     * @throws IllegalArgumentException if the number of cells or a cell's type does not fit the
     *     columns
     */
    public Builder row(@Nullable Object... cells) {
      if (cells.length != columns.size()) {
        throw new IllegalArgumentException(
            "a row must have " + columns.size() + " cells, but has " + cells.length);
      }
      for (int c = 0; c < cells.length; c++) {
        Object cell = cells[c];
        Column column = columns.get(c);
        boolean fits =
            cell == null
                || switch (column.kind()) {
                  case TEXT -> true;
                  case INTEGER, DECIMAL, SCIENTIFIC -> cell instanceof Number;
                  case INTERVAL, SCIENTIFIC_INTERVAL -> cell instanceof Interval;
                };
        if (!fits) {
          throw new IllegalArgumentException(
              "column '" + column.name() + "' holds " + column.kind() + ", but was given " + cell);
        }
      }
      rows.add(Collections.unmodifiableList(new ArrayList<>(Arrays.asList(cells))));
      return this;
    }

    /** {@return the table} */
    public Table build() {
      return new Table(this);
    }
  }
}
