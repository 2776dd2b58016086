// Copyright the Bulwark authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.github.bulwarkml.robustness.cli;

import io.github.bulwarkml.core.MalformedFileException;
import io.github.bulwarkml.core.io.CsvTable;
import io.github.bulwarkml.core.io.Npy;
import io.github.bulwarkml.core.io.NpyArray;
import io.github.bulwarkml.core.io.NpyScalar;
import io.github.bulwarkml.robustness.calibration.ProbabilityMatrix;
import io.github.bulwarkml.robustness.metrics.Labels;
import io.github.bulwarkml.robustness.metrics.ScoreMatrix;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.IntFunction;
import java.util.stream.Collectors;

/**
 * Scores read from a file: a two-dimensional float array in {@code FILE.npy}, or a CSV file with a
 * header whose columns, in order, are the classes (columns that hold labels are left out).
 */
final class ScoreInput {
  /** How the forms are described in the help of a command. */
  static final String FORMS =
      "a .npy of floats, examples x classes, or a CSV with a header and one column per class"
          + " (columns named as labels, FILE#COLUMN, are left out)";

  private final String name;
  private final ScoreMatrix scores;
  private final IntFunction<String> place;

  private ScoreInput(String name, ScoreMatrix scores, IntFunction<String> place) {
    this.name = name;
    this.scores = scores;
    this.place = place;
  }

  /** Reads a file; columns that one of the label inputs takes from the same file are left out. */
  static ScoreInput read(Path file, List<LabelInput> labels) throws IOException {
    if (file.toString().toLowerCase(Locale.ROOT).endsWith(".npy")) {
      return npy(file);
    }
    Set<String> excluded =
        labels.stream()
            .filter(input -> input.file().equals(file))
            .map(LabelInput::column)
            .collect(Collectors.toSet());
    CsvTable table = CsvTable.read(file);
    List<Integer> columns = new ArrayList<>();
    for (int c = 0; c < table.columns().size(); c++) {
      if (!excluded.contains(table.columns().get(c))) {
        columns.add(c);
      }
    }
    requireSize(table.name(), table.rowCount(), columns.size());
    double[] values = new double[table.rowCount() * columns.size()];
    for (int row = 0; row < table.rowCount(); row++) {
      for (int c = 0; c < columns.size(); c++) {
        values[row * columns.size() + c] = table.column(columns.get(c)).requireNumber(row);
      }
    }
    return new ScoreInput(
        table.name(),
        ScoreMatrix.of(table.rowCount(), columns.size(), values),
        row -> "line " + table.line(row));
  }

  private static ScoreInput npy(Path file) throws IOException {
    NpyArray array = Npy.read(file);
    boolean floats =
        array.header().type() instanceof NpyScalar scalar && scalar.kind() == NpyScalar.Kind.FLOAT;
    if (!floats) {
      throw new MalformedFileException(
          array.name(), "dtype must be a float, but was " + array.header().type());
    }
    array.requireShape(-1, -1);
    long rows = array.header().shape().get(0);
    long columns = array.header().shape().get(1);
    requireSize(array.name(), rows, columns);
    double[] values = array.toDoubles();
    for (int i = 0; i < values.length; i++) {
      if (!Double.isFinite(values[i])) {
        throw new MalformedFileException(
            array.name(),
            "row "
                + i / columns
                + ", column "
                + i % columns
                + " (from 0) must be finite, but was "
                + values[i]);
      }
    }
    return new ScoreInput(
        array.name(),
        ScoreMatrix.of((int) rows, (int) columns, values),
        row -> "row " + row + " (from 0)");
  }

  private static void requireSize(String name, long rows, long columns)
      throws MalformedFileException {
    if (rows < 1 || columns < 1 || columns > Labels.MAXIMUM_CLASSES) {
      throw new MalformedFileException(
          name,
          "must hold at least one example and 1 to "
              + Labels.MAXIMUM_CLASSES
              + " classes, but holds "
              + rows
              + " x "
              + columns);
    }
    if (rows * columns > Integer.MAX_VALUE - 8) {
      throw new MalformedFileException(
          name, "must hold at most 2^31 - 9 numbers, but holds " + rows + " x " + columns);
    }
  }

  /** The scores, n x K. */
  ScoreMatrix scores() {
    return scores;
  }

  /** The scores as probabilities; what is wrong with a row is reported with its place. */
  ProbabilityMatrix probabilities() throws MalformedFileException {
    for (int row = 0; row < scores.rows(); row++) {
      double sum = 0;
      for (int c = 0; c < scores.columns(); c++) {
        double p = scores.get(row, c);
        if (!(p >= 0)) {
          throw new MalformedFileException(
              name,
              place.apply(row)
                  + ": probability of class "
                  + c
                  + " must be in [0, 1], but was "
                  + p);
        }
        sum += p;
      }
      if (!(Math.abs(sum - 1) <= ProbabilityMatrix.SUM_TOLERANCE)) {
        throw new MalformedFileException(
            name,
            place.apply(row)
                + ": probabilities must sum to 1 within "
                + ProbabilityMatrix.SUM_TOLERANCE
                + ", but sum to "
                + sum
                + " (are they logits?)");
      }
    }
    return ProbabilityMatrix.ofProbabilities(scores);
  }
}
