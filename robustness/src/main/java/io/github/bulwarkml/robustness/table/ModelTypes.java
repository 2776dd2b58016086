// Copyright the Bulwark authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.github.bulwarkml.robustness.table;

import io.github.bulwarkml.core.MalformedFileException;
import io.github.bulwarkml.core.internal.Require;
import io.github.bulwarkml.core.io.CsvColumn;
import io.github.bulwarkml.core.io.CsvTable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What is known of models beside their accuracies: attributes such as {@code type} and {@code
 * nat_type}, from a CSV file of its own or from the models' names.
 *
 * <p>Immutable.
 *
 * @since 0.1.0
 */
public final class ModelTypes {
  private final List<String> keyColumns;
  private final List<String> attributes;
  private final Map<List<String>, Map<String, String>> models;
  private final boolean timm;

  private ModelTypes(
      List<String> keyColumns,
      List<String> attributes,
      Map<List<String>, Map<String, String>> models,
      boolean timm) {
    this.keyColumns = keyColumns;
    this.attributes = attributes;
    this.models = models;
    this.timm = timm;
  }

  /** {@return no attributes} */
  public static ModelTypes none() {
    return new ModelTypes(List.of(), List.of(), Map.of(), false);
  }

  /** {@return the attribute {@code group} of timm models, by {@link TimmTags}} */
  public static ModelTypes timm() {
    return new ModelTypes(List.of("model"), List.of("group"), Map.of(), true);
  }

  /**
   * {@return the attributes of a file with one row per model}
   *
   * @param file an existing file; every column but the key is an attribute
   * @param keyColumns the columns that name a model, a part of the key columns of the table of
   *     accuracies; at least one
   * @throws IllegalArgumentException if a key column does not exist; the message lists the columns
   * @throws MalformedFileException if the file breaks the format or a key occurs twice
   * @throws IOException if the file cannot be read
   */
  public static ModelTypes read(Path file, String... keyColumns) throws IOException {
    return of(CsvTable.read(file), keyColumns);
  }

  /**
   * {@return the attributes of a CSV with one row per model}
   *
   * @param csv the content; every column but the key is an attribute
   * @param keyColumns the columns that name a model; at least one
   * @throws IllegalArgumentException if a key column does not exist; the message lists the columns
   * @throws MalformedFileException if a key occurs twice
   */
  public static ModelTypes of(CsvTable csv, String... keyColumns) throws MalformedFileException {
    List<String> keys = Require.notEmpty(List.of(keyColumns), "keyColumns");
    List<String> attributes = new ArrayList<>(csv.columns());
    attributes.removeAll(keys);
    List<CsvColumn> columns = attributes.stream().map(csv::column).toList();
    Map<List<String>, Map<String, String>> models = new LinkedHashMap<>();
    csv.index(keyColumns)
        .forEach(
            (key, row) -> {
              Map<String, String> values = new LinkedHashMap<>();
              for (CsvColumn column : columns) {
                column.text(row).ifPresent(text -> values.put(column.name(), text));
              }
              models.put(key, values);
            });
    return new ModelTypes(keys, List.copyOf(attributes), models, false);
  }

  /** {@return the attributes' names} */
  public List<String> attributes() {
    return attributes;
  }

  /**
   * {@return an attribute of a model; empty if the model or its attribute is not known}
   *
   * @param table the table that names the model
   * @param model a model of the table
   * @param attribute one of {@link #attributes()}
   * @throws IllegalArgumentException if there is no such model, or the table lacks a key column of
   *     the attributes
   */
  public Optional<String> attribute(AccuracyTable table, String model, String attribute) {
    List<String> key = new ArrayList<>();
    for (String column : keyColumns) {
      key.add(table.text(model, column).orElse(""));
    }
    if (timm) {
      return attribute.equals("group")
          ? Optional.of(TimmTags.groupOf(key.get(0)))
          : Optional.empty();
    }
    return Optional.ofNullable(models.getOrDefault(key, Map.of()).get(attribute));
  }
}
