// Copyright the Bulwark authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.github.bulwarkml.robustness.agreement;

import io.github.bulwarkml.core.MalformedFileException;
import io.github.bulwarkml.core.internal.Require;
import io.github.bulwarkml.core.io.CsvColumn;
import io.github.bulwarkml.core.io.CsvTable;
import io.github.bulwarkml.robustness.metrics.Labels;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.StringTokenizer;

/**
 * The labels that several models predict for the same examples of one test set.
 *
 * <p>File format: CSV with the columns {@code model}, {@code set} and {@code labels}, one row per
 * model and set. The cell {@code labels} holds the predictions in the order of the examples, either
 * one digit in base 36 each ({@code 0-9a-z}; a file in base 16 is one in base 36) or, if it
 * contains a space, decimal integers separated by spaces. Models keep the order of the file.
 *
 * <p>Immutable.
 *
 * @since 0.1.0
 */
public final class PredictionTable {
  private final List<String> models;
  private final int[][] predictions;

  private PredictionTable(List<String> models, int[][] predictions) {
    this.models = models;
    this.predictions = predictions;
  }

  /**
   * {@return the table of the given predictions}
   *
   * @param models the models' names, distinct, at least one
   * @param predictions per model its labels [n], n at least 1, none negative; copied
   * @throws IllegalArgumentException if a size differs, a name repeats or a label is out of range
   */
  public static PredictionTable of(List<String> models, List<int[]> predictions) {
    Require.notEmpty(models, "models");
    Require.sameLength(predictions.size(), models.size(), "predictions", "models");
    Set<String> distinct = new LinkedHashSet<>();
    int[][] copies = new int[models.size()][];
    for (int m = 0; m < copies.length; m++) {
      String model = models.get(m);
      if (!distinct.add(model)) {
        throw new IllegalArgumentException("models must be distinct, but '" + model + "' repeats");
      }
      int[] labels = predictions.get(m);
      Require.sameLength(
          labels.length,
          predictions.get(0).length,
          "the predictions of '" + model + "'",
          "those of '" + models.get(0) + "'");
      Labels.requireInRange(labels, Labels.MAXIMUM_CLASSES, "predictions of '" + model + "'");
      copies[m] = labels.clone();
    }
    if (copies[0].length == 0) {
      throw new IllegalArgumentException("predictions must hold at least one example");
    }
    return new PredictionTable(List.copyOf(distinct), copies);
  }

  /**
   * {@return the predictions of all models on one set of a file}
   *
   * @param file a CSV file with the columns model, set, labels
   * @param set the set whose rows are taken
   * @throws MalformedFileException if the file breaks the format, has no row of the set, repeats a
   *     model, or gives two models different numbers of labels
   * @throws IOException if the file cannot be read
   */
  public static PredictionTable read(Path file, String set) throws IOException {
    Objects.requireNonNull(set, "set");
    CsvTable table = CsvTable.read(file);
    CsvColumn modelColumn = table.requireColumn("model");
    CsvColumn setColumn = table.requireColumn("set");
    CsvColumn labelColumn = table.requireColumn("labels");
    Set<String> models = new LinkedHashSet<>();
    Set<String> sets = new LinkedHashSet<>();
    List<int[]> predictions = new ArrayList<>();
    for (int row = 0; row < table.rowCount(); row++) {
      sets.add(setColumn.requireText(row));
      if (setColumn.requireText(row).equals(set)) {
        String model = modelColumn.requireText(row);
        if (!models.add(model)) {
          throw modelColumn.problem(row, "'" + model + "' has two rows for set '" + set + "'");
        }
        int[] labels = labels(labelColumn, row);
        if (!predictions.isEmpty() && labels.length != predictions.get(0).length) {
          throw labelColumn.problem(
              row,
              "must hold "
                  + predictions.get(0).length
                  + " labels as the rows above, but holds "
                  + labels.length);
        }
        predictions.add(labels);
      }
    }
    if (models.isEmpty()) {
      throw new MalformedFileException(
          table.name(), "no row of set '" + set + "' (present: " + String.join(", ", sets) + ")");
    }
    return of(List.copyOf(models), predictions);
  }

  private static int[] labels(CsvColumn column, int row) throws MalformedFileException {
    String cell = column.requireText(row).strip();
    if (cell.indexOf(' ') >= 0) {
      StringTokenizer tokens = new StringTokenizer(cell, " ");
      int[] labels = new int[tokens.countTokens()];
      for (int i = 0; i < labels.length; i++) {
        labels[i] = integer(column, row, i, tokens.nextToken());
      }
      return labels;
    }
    int[] labels = new int[cell.length()];
    for (int i = 0; i < labels.length; i++) {
      char c = cell.charAt(i);
      labels[i] = c < 128 ? Character.digit(c, 36) : -1;
      if (labels[i] < 0) {
        throw column.problem(
            row, "label " + (i + 1) + " must be a digit 0-9 or a-z, but was '" + c + "'");
      }
    }
    return labels;
  }

  private static int integer(CsvColumn column, int row, int position, String token)
      throws MalformedFileException {
    boolean digits =
        token.length() <= 9 && token.chars().allMatch(digit -> digit >= '0' && digit <= '9');
    int label = digits ? Integer.parseInt(token) : -1;
    if (label < 0 || label >= Labels.MAXIMUM_CLASSES) {
      throw column.problem(
          row,
          "label "
              + (position + 1)
              + " must be an integer in [0, "
              + Labels.MAXIMUM_CLASSES
              + "), but was '"
              + (token.length() > 40 ? token.substring(0, 40) + "…" : token)
              + "'");
    }
    return label;
  }

  /** {@return the models' names in order} */
  public List<String> models() {
    return models;
  }

  /** {@return the number of examples n} */
  public int examples() {
    return predictions[0].length;
  }

  /**
   * {@return the labels that one model predicts [n]}
   *
   * @param model its position, from 0
   * @throws IllegalArgumentException if it is out of range
   */
  public int[] predictions(int model) {
    return row(model).clone();
  }

  /**
   * {@return the labels that one model predicts [n]}
   *
   * @param model its name
   * @throws IllegalArgumentException if there is none of that name
   */
  public int[] predictions(String model) {
    int at = models.indexOf(Objects.requireNonNull(model, "model"));
    if (at < 0) {
      throw new IllegalArgumentException(
          "no model '" + model + "' (present: " + String.join(", ", models) + ")");
    }
    return predictions[at].clone();
  }

  /**
   * {@return this table with some of its models, in the order given}
   *
   * @param chosen names of models of this table, distinct, at least one
   * @throws IllegalArgumentException if there is none of that name, or one is named twice
   */
  public PredictionTable select(List<String> chosen) {
    List<int[]> kept = new ArrayList<>();
    for (String model : chosen) {
      kept.add(predictions(model));
    }
    return of(chosen, kept);
  }

  /**
   * {@return the accuracy of each model, in order}
   *
   * @param truth the true labels [n]
   * @throws IllegalArgumentException if the length differs
   */
  public double[] accuracies(int[] truth) {
    Require.sameLength(truth.length, examples(), "truth", "the predictions");
    double[] accuracies = new double[models.size()];
    for (int m = 0; m < accuracies.length; m++) {
      accuracies[m] = (double) matches(predictions[m], truth) / truth.length;
    }
    return accuracies;
  }

  int[] row(int model) {
    return predictions[Require.inRange(model, 0, models.size() - 1, "model")];
  }

  static int matches(int[] a, int[] b) {
    int matches = 0;
    for (int i = 0; i < a.length; i++) {
      matches += a[i] == b[i] ? 1 : 0;
    }
    return matches;
  }

  @Override
  public String toString() {
    return "PredictionTable(" + models.size() + " models, " + examples() + " examples)";
  }
}
