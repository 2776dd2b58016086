// Copyright the Bulwark authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.github.bulwarkml.core.io;

import io.github.bulwarkml.core.internal.Require;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/**
 * What a CSV file may look like beyond RFC 4180. Start from {@link #standard()} and change what
 * differs:
 *
 * <pre>{@code
 * CsvFormat.standard().withHeaderRows(2).withUnnamedColumn("model");
 * }</pre>
 *
 * @param separator the character between cells; the default is a comma
 * @param headerRows how many rows name the columns, in [1, 16]; the default is 1. With several, a
 *     column's name is its non-empty header cells, joined by {@code /}: {@code "brightness/1"}
 * @param unnamedColumn the name of a column whose header is empty; the default, an empty string,
 *     refuses such a column
 * @param thousandsSeparators whether numbers may be grouped as in {@code 1,014.45}; the default is
 *     false
 * @param absent the cells that mean "no value" besides the empty one, for example {@code "NA"};
 *     none by default
 * @since 0.1.0
 */
public record CsvFormat(
    char separator,
    int headerRows,
    String unnamedColumn,
    boolean thousandsSeparators,
    Set<String> absent) {

  private static final CsvFormat STANDARD = new CsvFormat(',', 1, "", false, Set.of());

  /**
   * Checks the parts.
   *
   * @param separator neither a quote nor a line end
   * @param headerRows how many rows name the columns, in [1, 16]
   * @param unnamedColumn the name of a column whose header is empty, or an empty string
   * @param thousandsSeparators whether numbers may be grouped
   * @param absent the cells that mean "no value" besides the empty one
   * @throws IllegalArgumentException if the separator or the number of header rows is out of range
   */
  public CsvFormat {
    if (separator == '"' || separator == '\n' || separator == '\r' || separator == '\0') {
      throw new IllegalArgumentException(
          "separator must be neither a quote nor a line end nor U+0000, but was U+"
              + Integer.toHexString(0x10000 | separator).substring(1));
    }
    Require.inRange(headerRows, 1, 16, "headerRows");
    Objects.requireNonNull(unnamedColumn, "unnamedColumn");
    absent = Set.copyOf(absent);
  }

  /** {@return comma, one header row, every column named, plain numbers} */
  public static CsvFormat standard() {
    return STANDARD;
  }

  /**
   * {@return this format with another separator}
   *
   * @param newSeparator for example a tab; neither a quote nor a line end
   */
  public CsvFormat withSeparator(char newSeparator) {
    return new CsvFormat(newSeparator, headerRows, unnamedColumn, thousandsSeparators, absent);
  }

  /**
   * {@return this format with several header rows}
   *
   * @param newHeaderRows how many, in [1, 16]
   */
  public CsvFormat withHeaderRows(int newHeaderRows) {
    return new CsvFormat(separator, newHeaderRows, unnamedColumn, thousandsSeparators, absent);
  }

  /**
   * {@return this format with a name for a column whose header is empty} At most one column may
   * then be unnamed.
   *
   * @param name the name, not empty
   * @throws IllegalArgumentException if the name is empty
   */
  public CsvFormat withUnnamedColumn(String name) {
    if (name.isEmpty()) {
      throw new IllegalArgumentException("name must not be empty");
    }
    return new CsvFormat(separator, headerRows, name, thousandsSeparators, absent);
  }

  /** {@return this format with numbers that may be grouped as in {@code 1,014.45}} */
  public CsvFormat withThousandsSeparators() {
    return new CsvFormat(separator, headerRows, unnamedColumn, true, absent);
  }

  /**
   * {@return this format with more cells that mean "no value"}
   *
   * @param cells for example {@code "NA", "nan"}; compared exactly
   */
  public CsvFormat withAbsent(String... cells) {
    Set<String> all = new LinkedHashSet<>(absent);
    all.addAll(List.of(cells));
    return new CsvFormat(separator, headerRows, unnamedColumn, thousandsSeparators, all);
  }
}
