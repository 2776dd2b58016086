// Copyright the Bulwark authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.github.bulwarkml.core.result;

import java.util.Optional;

/**
 * What a task returns: values that know where they came from and can print and draw themselves.
 *
 * @since 0.1.0
 */
public interface Result {
  /** {@return how the result was made, and how to make it again} */
  Provenance provenance();

  /** {@return the result as a table, for people and for CSV} */
  Table toTable();

  /** {@return the result as a JSON document whose first key is {@code schema}} */
  String toJson();

  /** {@return the table as CSV (RFC 4180) at full precision} */
  default String toCsv() {
    return toTable().toCsv();
  }

  /** {@return the picture of the result, if it has one} */
  default Optional<Chart> chart() {
    return Optional.empty();
  }

  /** {@return title, aligned table and one line of provenance} */
  default String toText() {
    return toTable().toText() + provenance().toLine() + "\n";
  }
}
