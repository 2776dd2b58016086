// Copyright the Bulwark authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.github.bulwarkml.core.result;

import io.github.bulwarkml.core.internal.Require;
import io.github.bulwarkml.core.stats.Interval;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
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

  /** Text is made to fit into lines of this many characters where cutting texts can do it. */
  public static final int TEXT_WIDTH = 100;

  private static final int SHORTEST_TEXT = 12;
  private static final int GAP = 2;

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
   * @throws IndexOutOfBoundsException if there is no such cell
   */
  public String shown(int row, int column) {
    Require.index(row, rows.size(), "row");
    Require.index(column, columns.size(), "column");
    return columns.get(column).show(rows.get(row).get(column));
  }

  /**
   * {@return title and at most {@value #TEXT_ROWS} aligned rows, each line ended by a line feed}
   */
  public String toText() {
    return toText(TEXT_ROWS);
  }

  /**
   * {@return title and aligned rows} If a line would exceed {@value #TEXT_WIDTH} characters, the
   * longest texts are cut to fit, down to {@value #SHORTEST_TEXT} characters; numbers never are.
   *
   * @param maximumRows how many rows are printed before the rest is only counted, at least 0
   */
  public String toText(int maximumRows) {
    Require.atLeast(maximumRows, 0, "maximumRows");
    int shown = Math.min(maximumRows, rows.size());
    List<List<String>> lines = new ArrayList<>();
    lines.add(columns.stream().map(column -> Column.oneLine(column.name())).toList());
    for (int r = 0; r < shown; r++) {
      List<String> cells = new ArrayList<>();
      for (int c = 0; c < columns.size(); c++) {
        cells.add(shown(r, c));
      }
      lines.add(cells);
    }
    int[] widths = widths(lines);
    StringBuilder text = new StringBuilder(Column.oneLine(title)).append('\n');
    lines.forEach(line -> appendLine(text, widths, line));
    int left = rows.size() - shown;
    if (left > 0) {
      text.append("… ").append(left).append(left == 1 ? " more row\n" : " more rows\n");
    }
    return text.toString();
  }

  /** What the lines need; if that is too wide, the widest texts are cut, never numbers. */
  private int[] widths(List<List<String>> lines) {
    int[] widths = new int[columns.size()];
    int total = GAP * (widths.length - 1);
    for (int c = 0; c < widths.length; c++) {
      for (List<String> line : lines) {
        widths[c] = Math.max(widths[c], length(line.get(c)));
      }
      total += widths[c];
    }
    while (total > TEXT_WIDTH) {
      int widest = -1;
      for (int c = 0; c < widths.length; c++) {
        boolean cuttable = !columns.get(c).alignsRight() && widths[c] > SHORTEST_TEXT;
        if (cuttable && (widest < 0 || widths[c] > widths[widest])) {
          widest = c;
        }
      }
      if (widest < 0) {
        break;
      }
      widths[widest]--;
      total--;
    }
    return widths;
  }

  private void appendLine(StringBuilder text, int[] widths, List<String> cells) {
    StringBuilder line = new StringBuilder();
    for (int c = 0; c < widths.length; c++) {
      String cell = cells.get(c);
      if (length(cell) > widths[c]) {
        cell = cell.substring(0, cell.offsetByCodePoints(0, widths[c] - 1)) + "…";
      }
      String padding = " ".repeat(widths[c] - length(cell));
      line.append(c == 0 ? "" : " ".repeat(GAP));
      line.append(columns.get(c).alignsRight() ? padding + cell : cell + padding);
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
        if (cell instanceof Interval interval && columns.get(c).csvNames().size() == 2) {
          cells.add(Column.plain(interval.low()));
          cells.add(Column.plain(interval.high()));
        } else {
          columns
              .get(c)
              .csvNames()
              .forEach(name -> cells.add(cell == null ? "" : Column.plain(cell)));
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
              || cell.indexOf('\r') >= 0
              // Alone on its line, an absent cell would be an empty line, which readers skip.
              || cell.isEmpty() && cells.size() == 1;
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
    private final Set<String> csvNames = new HashSet<>();
    private final List<List<@Nullable Object>> rows = new ArrayList<>();

    private Builder(String title) {
      this.title = Objects.requireNonNull(title, "title");
    }

    /**
     * {@return this builder, with one more column}
     *
     * @param column the column
     * @throws IllegalArgumentException if one of its CSV names is taken
     * @throws IllegalStateException after the first row
     */
    public Builder column(Column column) {
      Objects.requireNonNull(column, "column");
      if (!rows.isEmpty()) {
        throw new IllegalStateException("columns must be added before the first row");
      }
      for (String name : column.csvNames()) {
        if (!csvNames.add(name)) {
          throw new IllegalArgumentException(
              "columns must have names of their own in CSV, but '" + name + "' is repeated");
        }
      }
      columns.add(column);
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
      List<@Nullable Object> accepted = new ArrayList<>();
      for (int c = 0; c < cells.length; c++) {
        accepted.add(columns.get(c).accept(cells[c]));
      }
      rows.add(Collections.unmodifiableList(accepted));
      return this;
    }

    /**
     * {@return the table}
     *
     * @throws IllegalStateException if it has no column
     */
    public Table build() {
      if (columns.isEmpty()) {
        throw new IllegalStateException("a table must have a column");
      }
      return new Table(this);
    }
  }
}
