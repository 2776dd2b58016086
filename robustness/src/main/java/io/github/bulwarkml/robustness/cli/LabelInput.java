// Copyright the Bulwark authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.github.bulwarkml.robustness.cli;

import io.github.bulwarkml.core.MalformedFileException;
import io.github.bulwarkml.core.io.CsvColumn;
import io.github.bulwarkml.core.io.CsvTable;
import io.github.bulwarkml.core.io.Npy;
import io.github.bulwarkml.core.io.NpyArray;
import io.github.bulwarkml.core.io.NpyScalar;
import io.github.bulwarkml.robustness.calibration.ProbabilityMatrix;
import io.github.bulwarkml.robustness.metrics.LabelFile;
import io.github.bulwarkml.robustness.metrics.Labels;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;

/**
 * Where class labels (or groups) come from: {@code FILE} with one integer per line and no header,
 * {@code FILE#COLUMN} for a column of a CSV file with a header, or a one-dimensional integer array
 * in {@code FILE.npy}.
 *
 * @param file the file
 * @param column the column's name; empty for a file without columns
 */
record LabelInput(Path file, String column) {
  /** How the forms are described in the help of a command. */
  static final String FORMS = "one integer per line, FILE#COLUMN of a CSV, or a .npy of integers";

  /** The input that an option's value names. */
  static LabelInput of(String value) {
    int hash = value.lastIndexOf('#');
    return hash < 0
        ? new LabelInput(Path.of(value), "")
        : new LabelInput(Path.of(value.substring(0, hash)), value.substring(hash + 1));
  }

  /** The labels; each in [0, classes). */
  int[] read(int classes) throws IOException {
    if (!column.isEmpty()) {
      return column(CsvTable.read(file), classes);
    }
    if (file.toString().toLowerCase(Locale.ROOT).endsWith(".npy")) {
      return npy(classes);
    }
    return LabelFile.read(file, classes);
  }

  /** The labels; each below the largest number of classes. */
  int[] read() throws IOException {
    return read(Labels.MAXIMUM_CLASSES);
  }

  /** The labels of predictions: one each, in [0, K). */
  int[] read(ProbabilityMatrix predictions, Path predictionFile) throws IOException {
    int[] labels = read(predictions.columns());
    if (labels.length != predictions.rows()) {
      throw new MalformedFileException(
          toString(),
          "must hold as many labels as "
              + predictionFile
              + " ("
              + predictions.rows()
              + "), but holds "
              + labels.length);
    }
    return labels;
  }

  private int[] column(CsvTable table, int classes) throws MalformedFileException {
    CsvColumn cells = table.column(column);
    int[] labels = new int[table.rowCount()];
    for (int row = 0; row < labels.length; row++) {
      long label = cells.requireInteger(row);
      if (label < 0 || label >= classes) {
        throw cells.problem(
            row, "must be an integer class label in [0, " + classes + "), but was '" + label + "'");
      }
      labels[row] = (int) label;
    }
    return labels;
  }

  private int[] npy(int classes) throws IOException {
    NpyArray array = Npy.read(file);
    boolean integers =
        array.header().type() instanceof NpyScalar scalar
            && (scalar.kind() == NpyScalar.Kind.SIGNED || scalar.kind() == NpyScalar.Kind.UNSIGNED);
    if (!integers) {
      throw new MalformedFileException(
          array.name(), "dtype must be an integer, but was " + array.header().type());
    }
    array.requireShape(-1);
    int[] labels = new int[Math.toIntExact(array.count())];
    for (int i = 0; i < labels.length; i++) {
      long label = array.longAt(i);
      if (label < 0 || label >= classes) {
        throw new MalformedFileException(
            array.name(),
            "item " + i + " must be a class label in [0, " + classes + "), but was " + label);
      }
      labels[i] = (int) label;
    }
    return labels;
  }

  @Override
  public String toString() {
    return column.isEmpty() ? file.toString() : file + "#" + column;
  }
}
