// Copyright the Bulwark authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.github.bulwarkml.core.io;

import de.siegmar.fastcsv.reader.CloseableIterator;
import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import io.github.bulwarkml.core.MalformedFileException;
import java.io.IOException;
import java.io.PushbackReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Turns characters into a {@link CsvTable}; the grammar is fastcsv's. */
final class CsvParser {
  private final String name;
  private final CsvFormat format;
  private final List<CsvRecord> header = new ArrayList<>();
  private final List<String[]> rows = new ArrayList<>();
  private long[] lines = new long[64];
  private List<String> columns = List.of();

  private CsvParser(String name, CsvFormat format) {
    this.name = name;
    this.format = format;
  }

  static CsvTable parse(String name, Reader source, CsvFormat format) throws IOException {
    CsvParser parser = new CsvParser(name, format);
    parser.readAll(source);
    return parser.table();
  }

  private void readAll(Reader source) throws IOException {
    long line = 1;
    try (PushbackReader unmarked = withoutMark(source);
        CsvReader<CsvRecord> reader =
            CsvReader.builder()
                .fieldSeparator(format.separator())
                .skipEmptyLines(true)
                .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
                .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
                .allowUnclosedQuote(false)
                .ofCsvRecord(unmarked);
        CloseableIterator<CsvRecord> records = reader.iterator()) {
      while (records.hasNext()) {
        CsvRecord next = records.next();
        line = next.getStartingLineNumber();
        accept(next);
      }
    } catch (CharacterCodingException e) {
      throw notUtf8(line, e);
    } catch (UncheckedIOException e) {
      if (e.getCause() instanceof CharacterCodingException cause) {
        throw notUtf8(line, cause);
      }
      throw e.getCause();
    } catch (CsvParseException e) {
      Throwable cause = e.getCause();
      if (cause instanceof CharacterCodingException coding) {
        throw notUtf8(line, coding);
      }
      if (cause instanceof IOException failure) {
        throw failure;
      }
      throw malformed(
          MalformedFileException.atLine(name, line, "at or after this line: " + e.getMessage()), e);
    }
  }

  private static PushbackReader withoutMark(Reader source) throws IOException {
    PushbackReader reader = new PushbackReader(source, 1);
    int first = reader.read();
    if (first >= 0 && first != 0xFEFF) {
      reader.unread(first);
    }
    return reader;
  }

  private MalformedFileException notUtf8(long line, CharacterCodingException e) {
    return malformed(
        MalformedFileException.atLine(name, line, "at or after this line: the text is not UTF-8"),
        e);
  }

  private static MalformedFileException malformed(MalformedFileException problem, Exception cause) {
    problem.initCause(cause);
    return problem;
  }

  private void accept(CsvRecord next) throws MalformedFileException {
    if (header.size() < format.headerRows()) {
      header.add(next);
      if (next.getFieldCount() != header.get(0).getFieldCount()) {
        throw ragged(next, header.get(0).getFieldCount());
      }
      if (header.size() == format.headerRows()) {
        columns = names();
      }
      return;
    }
    if (next.getFieldCount() != columns.size()) {
      throw ragged(next, columns.size());
    }
    String[] cells = next.getFields().toArray(String[]::new);
    if (!format.absent().isEmpty()) {
      for (int c = 0; c < cells.length; c++) {
        cells[c] = format.absent().contains(cells[c]) ? "" : cells[c];
      }
    }
    if (rows.size() == lines.length) {
      lines = Arrays.copyOf(lines, Math.multiplyExact(lines.length, 2));
    }
    lines[rows.size()] = next.getStartingLineNumber();
    rows.add(cells);
  }

  private MalformedFileException ragged(CsvRecord row, int expected) {
    return MalformedFileException.atLine(
        name,
        row.getStartingLineNumber(),
        "a row must have " + expected + " cells as the header has, but has " + row.getFieldCount());
  }

  private List<String> names() throws MalformedFileException {
    List<String> names = new ArrayList<>();
    Map<String, Integer> seen = new HashMap<>();
    for (int c = 0; c < header.get(0).getFieldCount(); c++) {
      List<String> parts = new ArrayList<>();
      for (CsvRecord row : header) {
        if (!row.getField(c).isEmpty()) {
          parts.add(row.getField(c));
        }
      }
      String column = parts.isEmpty() ? format.unnamedColumn() : String.join("/", parts);
      long line = header.get(0).getStartingLineNumber();
      if (column.isEmpty()) {
        throw MalformedFileException.atLine(
            name, line, "column " + (c + 1) + " of the header has no name");
      }
      Integer first = seen.putIfAbsent(column, c);
      if (first != null) {
        throw MalformedFileException.atLine(
            name,
            line,
            "columns " + (first + 1) + " and " + (c + 1) + " have the same name '" + column + "'");
      }
      names.add(column);
    }
    return names;
  }

  private CsvTable table() throws MalformedFileException {
    if (header.size() < format.headerRows()) {
      throw new MalformedFileException(
          name,
          "must start with "
              + format.headerRows()
              + (format.headerRows() == 1 ? " header row" : " header rows")
              + ", but has "
              + header.size());
    }
    return new CsvTable(name, format, columns, rows, lines);
  }
}
