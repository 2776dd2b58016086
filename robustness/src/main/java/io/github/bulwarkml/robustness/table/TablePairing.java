// Copyright the Bulwark authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.github.bulwarkml.robustness.table;

import io.github.bulwarkml.core.MalformedFileException;
import io.github.bulwarkml.core.internal.Nearest;
import io.github.bulwarkml.core.internal.Require;
import io.github.bulwarkml.robustness.AccuracyPair;
import io.github.bulwarkml.robustness.Candidate;
import io.github.bulwarkml.robustness.SkippedModel;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * Takes an ID and an OOD column from tables and joins them with what else is known of the models.
 *
 * <pre>{@code
 * PairedModels models =
 *     TablePairing.of(table, "val", "imagenetv2-matched-frequency-format-val")
 *         .withTypes(types, "type")
 *         .withExamples(50_000, 10_000)
 *         .read();
 * }</pre>
 *
 * <p>Immutable: every {@code with} returns another pairing.
 *
 * @since 0.1.0
 */
public final class TablePairing {
  private static final int LISTED = 20;

  private final AccuracyTable idTable;
  private final AccuracyTable oodTable;
  private final List<String> ids;
  private final String ood;
  private final ModelTypes types;
  private final String typeAttribute;
  private final long idExamples;
  private final long oodExamples;

  private TablePairing(
      AccuracyTable idTable,
      AccuracyTable oodTable,
      List<String> ids,
      String ood,
      ModelTypes types,
      String typeAttribute,
      long idExamples,
      long oodExamples) {
    this.idTable = idTable;
    this.oodTable = oodTable;
    this.ids = ids;
    this.ood = ood;
    this.types = types;
    this.typeAttribute = typeAttribute;
    this.idExamples = idExamples;
    this.oodExamples = oodExamples;
  }

  /**
   * {@return the pairing of two columns of one table}
   *
   * @param table the table
   * @param id the setting of the ID test set
   * @param ood the setting of the OOD test set
   * @throws IllegalArgumentException if there is no such setting; the message lists the settings
   */
  public static TablePairing of(AccuracyTable table, String id, String ood) {
    return of(table, id, table, ood);
  }

  /**
   * {@return the pairing of columns of two tables, joined by the whole key}
   *
   * @param idTable the table of the ID test set
   * @param id its setting
   * @param oodTable the table of the OOD test set, with as many key columns
   * @param ood its setting
   * @throws IllegalArgumentException if there is no such setting, or the keys differ in length
   */
  public static TablePairing of(
      AccuracyTable idTable, String id, AccuracyTable oodTable, String ood) {
    idTable.requireSetting(id);
    oodTable.requireSetting(ood);
    Require.sameLength(
        oodTable.keyColumns().size(),
        idTable.keyColumns().size(),
        "the key of " + oodTable.name(),
        "that of " + idTable.name());
    return new TablePairing(idTable, oodTable, List.of(id), ood, ModelTypes.none(), "", 0, 0);
  }

  /**
   * {@return this pairing with further ID test sets}
   *
   * @param settings settings of the ID table
   * @throws IllegalArgumentException if there is no such setting; the message lists the settings
   */
  public TablePairing withFurtherIds(String... settings) {
    List<String> all = new ArrayList<>(ids);
    for (String setting : settings) {
      all.add(idTable.requireSetting(setting));
    }
    return new TablePairing(
        idTable, oodTable, all, ood, types, typeAttribute, idExamples, oodExamples);
  }

  /**
   * {@return this pairing with the models' attributes}
   *
   * @param newTypes the attributes
   * @param attribute the attribute that becomes the models' type: one of the attributes or a column
   *     of the ID table
   * @throws IllegalArgumentException if there is no such attribute; the message lists them
   */
  public TablePairing withTypes(ModelTypes newTypes, String attribute) {
    Objects.requireNonNull(attribute, "attribute");
    if (!newTypes.attributes().contains(attribute) && !idTable.hasColumn(attribute)) {
      throw unknownAttribute(newTypes, attribute);
    }
    return new TablePairing(
        idTable, oodTable, ids, ood, newTypes, attribute, idExamples, oodExamples);
  }

  /**
   * {@return this pairing with the sizes of the test sets}
   *
   * @param newIdExamples examples of the (first) ID test set, below 1e12; 0 if not known
   * @param newOodExamples examples of the OOD test set, below 1e12; 0 if not known
   * @throws IllegalArgumentException if a number is out of range
   */
  public TablePairing withExamples(long newIdExamples, long newOodExamples) {
    Require.inRange(newIdExamples, 0, 999_999_999_999L, "newIdExamples");
    Require.inRange(newOodExamples, 0, 999_999_999_999L, "newOodExamples");
    return new TablePairing(
        idTable, oodTable, ids, ood, types, typeAttribute, newIdExamples, newOodExamples);
  }

  /**
   * {@return the models of the ID table}
   *
   * @throws MalformedFileException if a cell is not an accuracy; the message holds file, line and
   *     column
   */
  public PairedModels read() throws MalformedFileException {
    List<Candidate> candidates = new ArrayList<>();
    List<SkippedModel> skipped = new ArrayList<>();
    for (String model : idTable.models()) {
      if (!oodTable.hasModel(model)) {
        skipped.add(new SkippedModel(model, "not in " + oodTable.name()));
        continue;
      }
      List<String> missing = new ArrayList<>();
      List<Double> accuracies = new ArrayList<>();
      for (String id : ids) {
        take(idTable.accuracy(model, id), id, accuracies, missing);
      }
      take(oodTable.accuracy(model, ood), ood, accuracies, missing);
      if (missing.isEmpty()) {
        candidates.add(new TableCandidate(this, pair(model, accuracies)));
      } else {
        skipped.add(new SkippedModel(model, "no " + String.join(", no ", missing)));
      }
    }
    return new PairedModels(candidates, skipped);
  }

  private static void take(
      OptionalDouble accuracy, String setting, List<Double> accuracies, List<String> missing) {
    if (accuracy.isPresent()) {
      accuracies.add(accuracy.getAsDouble());
    } else {
      missing.add(setting);
    }
  }

  private AccuracyPair pair(String model, List<Double> accuracies) {
    String type = typeAttribute.isEmpty() ? "" : attribute(model, typeAttribute).orElse("");
    return new AccuracyPair(
        model,
        type,
        accuracies.get(0),
        accuracies.get(accuracies.size() - 1),
        accuracies.subList(1, accuracies.size() - 1),
        idExamples,
        oodExamples);
  }

  private Optional<String> attribute(String model, String name) {
    if (types.attributes().contains(name)) {
      return types.attribute(idTable, model, name);
    }
    if (!idTable.hasColumn(name)) {
      throw unknownAttribute(types, name);
    }
    return idTable.text(model, name);
  }

  private IllegalArgumentException unknownAttribute(ModelTypes known, String name) {
    List<String> present = new ArrayList<>(known.attributes());
    present.addAll(idTable.keyColumns());
    present.addAll(idTable.settings());
    return new IllegalArgumentException(
        "no attribute '" + name + "' (present: " + Nearest.list(name, present, LISTED) + ")");
  }

  /** A model of a table. */
  private record TableCandidate(TablePairing pairing, AccuracyPair pair) implements Candidate {
    @Override
    public Optional<String> attribute(String name) {
      return pairing.attribute(pair.model(), name);
    }

    @Override
    public String toString() {
      return pair.toString();
    }
  }
}
