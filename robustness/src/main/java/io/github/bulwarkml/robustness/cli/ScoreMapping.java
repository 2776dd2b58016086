// Copyright the Bulwark authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.github.bulwarkml.robustness.cli;

import io.github.bulwarkml.core.MalformedFileException;
import io.github.bulwarkml.core.io.CsvColumn;
import io.github.bulwarkml.core.io.CsvTable;
import io.github.bulwarkml.robustness.metrics.ClassMapping;
import io.github.bulwarkml.robustness.metrics.Labels;
import io.github.bulwarkml.robustness.metrics.ScoreMatrix;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads scores and maps them to the classes of the test set. */
final class ScoreMapping {
  private ScoreMapping() {}

  static ScoreMatrix read(
      Path file, List<LabelInput> labels, @Nullable String subset, @Nullable Path mapping)
      throws IOException {
    if (subset != null && mapping != null) {
      throw new IllegalArgumentException("--subset cannot be combined with --mapping");
    }
    ScoreMatrix scores = ScoreInput.read(file, labels).scores();
    if (subset != null) {
      int[] kept = LabelInput.of(subset).read(scores.columns());
      return ClassMapping.subset(kept, scores.columns()).apply(scores);
    }
    return mapping == null ? scores : manyToOne(mapping, scores.columns()).apply(scores);
  }

  private static ClassMapping manyToOne(Path file, int sources) throws IOException {
    CsvTable table = CsvTable.read(file);
    CsvColumn sourceColumn = table.requireColumn("source");
    CsvColumn targetColumn = table.requireColumn("target");
    int[] targets = new int[sources];
    Arrays.fill(targets, ClassMapping.IGNORED);
    int count = 0;
    for (int row = 0; row < table.rowCount(); row++) {
      int source = label(sourceColumn, row, sources);
      if (targets[source] != ClassMapping.IGNORED) {
        throw sourceColumn.problem(row, "source " + source + " already has a target");
      }
      targets[source] = label(targetColumn, row, Labels.MAXIMUM_CLASSES);
      count = Math.max(count, targets[source] + 1);
    }
    if (count == 0) {
      throw new MalformedFileException(table.name(), "must map at least one source class");
    }
    return ClassMapping.manyToOne(targets, count);
  }

  private static int label(CsvColumn column, int row, int classes) throws IOException {
    long label = column.requireInteger(row);
    if (label < 0 || label >= classes) {
      throw column.problem(row, "must be a class in [0, " + classes + "), but was '" + label + "'");
    }
    return (int) label;
  }
}
