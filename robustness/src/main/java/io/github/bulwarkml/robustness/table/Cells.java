// Copyright the Bulwark authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.github.bulwarkml.robustness.table;

import io.github.bulwarkml.core.MalformedFileException;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/** Where an {@link AccuracyTable} finds its cells. Rows are counted from 0. */
interface Cells {
  /** {@return the settings a model may have an accuracy on, and other columns of the same kind} */
  List<String> settings();

  /** {@return the columns beside the settings that say something of a model} */
  List<String> attributes();

  /** {@return the accuracy as a fraction; empty if the cell is} */
  OptionalDouble accuracy(int row, String setting) throws MalformedFileException;

  /** {@return the text of a cell of a setting or attribute; empty if the cell is} */
  Optional<String> text(int row, String column);
}
