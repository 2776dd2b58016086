// Copyright the Bulwark authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.github.bulwarkml.core.io;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.bulwarkml.core.MalformedFileException;
import io.github.bulwarkml.core.internal.Nearest;
import io.github.bulwarkml.core.internal.Require;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * A CSV file in memory: named columns, rows that know their line, cells that are text until asked
 * for a number.
 *
 * <pre>{@code
 * CsvTable table = CsvTable.read(Path.of("robustness_top1s.csv"));
 * double[] accuracy = table.column("val").numbers(); // NaN = not evaluated
 * Map<List<String>, Integer> rows = table.index("model");
 * }</pre>
 *
 * <p>The file is UTF-8 with or without byte order mark, has LF or CRLF line ends and follows RFC
 * 4180; {@link CsvFormat} allows more. The first row names the columns. An empty cell is an absent
 * value. Empty lines are skipped. Bytes that are not UTF-8, rows of another length than the header,
 * unnamed columns, repeated names and open quotes are refused with file and line.
 *
 * <p>Immutable.
 *
 * @since 0.1.0
 */
public final class CsvTable {
  /** A message names this many columns or keys, then counts the rest. */
  private static final int LISTED = 20;

  private final String name;
  private final CsvFormat format;
  private final List<String> columns;
  private final Map<String, Integer> indices;
  private final List<String[]> rows;
  private final long[] lines;

  CsvTable(String name, CsvFormat format, List<String> columns, List<String[]> rows, long[] lines) {
    this.name = name;
    this.format = format;
    this.columns = List.copyOf(columns);
    this.rows = rows;
    this.lines = lines;
    this.indices = new LinkedHashMap<>();
    for (int c = 0; c < columns.size(); c++) {
      indices.put(columns.get(c), c);
    }
  }

  /**
   * {@return the table of a file in the standard format}
   *
   * @param file an existing file
   * @throws MalformedFileException if the file breaks the format
   * @throws IOException if the file cannot be read
   */
  public static CsvTable read(Path file) throws IOException {
    return read(file, CsvFormat.standard());
  }

  /**
   * {@return the table of a file}
   *
   * @param file an existing file
   * @param format what the file may look like
   * @throws MalformedFileException if the file breaks the format
   * @throws IOException if the file cannot be read
   */
  public static CsvTable read(Path file, CsvFormat format) throws IOException {
    Objects.requireNonNull(format, "format");
    String name = String.valueOf(Objects.requireNonNull(file, "file").getFileName());
    // The decoder reports what is not UTF-8 instead of replacing it.
    try (Reader reader = new InputStreamReader(Files.newInputStream(file), UTF_8.newDecoder())) {
      return CsvParser.parse(name, reader, format);
    }
  }

  /**
   * {@return the table of a text}
   *
   * @param name what messages call the text
   * @param text the whole content
   * @param format what the text may look like
   * @throws MalformedFileException if the text breaks the format
   * @throws IOException never otherwise
   */
  public static CsvTable parse(String name, String text, CsvFormat format) throws IOException {
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(format, "format");
    return CsvParser.parse(name, new StringReader(Objects.requireNonNull(text, "text")), format);
  }

  /** {@return the file's name, without its folder} */
  public String name() {
    return name;
  }

  /** {@return the format the table was read with} */
  public CsvFormat format() {
    return format;
  }

  /** {@return the columns' names in the file's order} */
  public List<String> columns() {
    return columns;
  }

  /** {@return the number of rows without the header} */
  public int rowCount() {
    return rows.size();
  }

  /**
   * {@return the line where a row starts, from 1}
   *
   * @param row the row, from 0
   */
  public long line(int row) {
    return lines[Require.index(row, rows.size(), "row")];
  }

  /**
   * {@return whether a column exists}
   *
   * @param column its name
   */
  public boolean hasColumn(String column) {
    return indices.containsKey(Objects.requireNonNull(column, "column"));
  }

  /**
   * {@return a column that the user of the program named}
   *
   * @param column its name
   * @throws IllegalArgumentException if there is none; the message lists the columns present, the
   *     most similar first
   */
  public CsvColumn column(String column) {
    return find(column).orElseThrow(() -> new IllegalArgumentException(unknown(column)));
  }

  /**
   * {@return a column by its place}
   *
   * @param index the place, from 0
   * @throws IndexOutOfBoundsException if there is none
   */
  public CsvColumn column(int index) {
    return new CsvColumn(this, Require.index(index, columns.size(), "index"));
  }

  /**
   * {@return a column that the file's format promises}
   *
   * @param column its name
   * @throws MalformedFileException if there is none; the message lists the columns present, the
   *     most similar first
   */
  public CsvColumn requireColumn(String column) throws MalformedFileException {
    Optional<CsvColumn> found = find(column);
    if (found.isEmpty()) {
      throw new MalformedFileException(name, withoutFile(column));
    }
    return found.get();
  }

  /**
   * {@return the row of each key, in the file's order}
   *
   * @param keyColumns the columns that make the key; the keys have as many parts, an absent part is
   *     an empty string
   * @throws IllegalArgumentException if a column does not exist or none is given
   * @throws MalformedFileException if a key is empty or occurs twice; the message lists the
   *     repeated keys with their lines
   */
  public Map<List<String>, Integer> index(String... keyColumns) throws MalformedFileException {
    if (keyColumns.length == 0) {
      throw new IllegalArgumentException("keyColumns must not be empty");
    }
    List<CsvColumn> parts = new ArrayList<>();
    for (String column : keyColumns) {
      parts.add(column(column));
    }
    Map<List<String>, Integer> index = new LinkedHashMap<>();
    Map<List<String>, List<Long>> repeated = new LinkedHashMap<>();
    for (int row = 0; row < rows.size(); row++) {
      List<String> key = new ArrayList<>();
      for (CsvColumn part : parts) {
        key.add(part.text(row).orElse(""));
      }
      if (key.stream().allMatch(String::isEmpty)) {
        throw parts.get(0).problem(row, "the key is empty");
      }
      Integer first = index.putIfAbsent(List.copyOf(key), row);
      if (first != null) {
        repeated.computeIfAbsent(key, k -> new ArrayList<>(List.of(line(first)))).add(line(row));
      }
    }
    if (!repeated.isEmpty()) {
      throw new MalformedFileException(name, repetitions(List.of(keyColumns), repeated));
    }
    return Collections.unmodifiableMap(index);
  }

  /**
   * {@return the exception that reports a row: file, line and the problem}
   *
   * @param row the row, from 0
   * @param problem what must hold, and what was found instead
   */
  public MalformedFileException problem(int row, String problem) {
    return MalformedFileException.atLine(name, line(row), problem);
  }

  /** {@return a cell; empty if absent} */
  String cell(int row, int column) {
    return rows.get(Require.index(row, rows.size(), "row"))[column];
  }

  private Optional<CsvColumn> find(String column) {
    Integer index = indices.get(Objects.requireNonNull(column, "column"));
    return index == null ? Optional.empty() : Optional.of(new CsvColumn(this, index));
  }

  private String unknown(String column) {
    return name + ": " + withoutFile(column);
  }

  private String withoutFile(String column) {
    return "no column '" + column + "' (present: " + Nearest.list(column, columns, LISTED) + ")";
  }

  private static String repetitions(List<String> key, Map<List<String>, List<Long>> repeated) {
    StringBuilder text = new StringBuilder("keys of ").append(key).append(" must be unique, but ");
    text.append(repeated.size()).append(repeated.size() == 1 ? " is" : " are").append(" repeated:");
    int listed = 0;
    for (Map.Entry<List<String>, List<Long>> entry : repeated.entrySet()) {
      if (listed == LISTED) {
        text.append(", ... ").append(repeated.size() - LISTED).append(" more");
        break;
      }
      text.append(listed++ == 0 ? " " : ", ");
      text.append(entry.getKey()).append(" on lines ").append(entry.getValue());
    }
    return text.toString();
  }

  @Override
  public String toString() {
    return name + ": " + rows.size() + " rows of " + columns.size() + " columns";
  }
}
