// Copyright the Bulwark authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.github.bulwarkml.robustness.metrics;

import io.github.bulwarkml.core.internal.Require;
import io.github.bulwarkml.core.io.JsonWriter;
import io.github.bulwarkml.core.result.Column;
import io.github.bulwarkml.core.result.Provenance;
import io.github.bulwarkml.core.result.Result;
import io.github.bulwarkml.core.result.Table;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The metrics of a WILDS submission: per split, mean and sample standard deviation over the
 * training seeds.
 *
 * <p>Immutable. Reference: Koh et al. 2021, arXiv:2012.07421; iWildCam is headed by {@code
 * F1-macro_all}, over three seeds.
 *
 * @since 0.1.0
 */
public final class WildsReport implements Result {
  private final Provenance provenance;
  private final String dataset;
  private final List<Row> rows;

  private WildsReport(Provenance provenance, String dataset, List<Row> rows) {
    this.provenance = provenance;
    this.dataset = dataset;
    this.rows = List.copyOf(rows);
  }

  /**
   * One metric on one split.
   *
   * @param split the split
   * @param metric the metric's key
   * @param examples how many examples the split has
   * @param bySeed the value of each seed, by ascending seed
   * @param summary mean and standard deviation over the seeds
   */
  public record Row(
      String split, String metric, int examples, Map<Integer, Double> bySeed, Replicates summary) {
    /**
     * Copies the values.
     *
     * @param split the split
     * @param metric the metric's key
     * @param examples how many examples the split has, at least 0
     * @param bySeed the value of each seed
     * @param summary mean and standard deviation over the seeds
     * @throws IllegalArgumentException if {@code examples} is negative
     */
    public Row {
      Objects.requireNonNull(split, "split");
      Objects.requireNonNull(metric, "metric");
      Require.atLeast(examples, 0, "examples");
      bySeed = Collections.unmodifiableMap(new TreeMap<>(bySeed));
      Objects.requireNonNull(summary, "summary");
    }
  }

  /**
   * {@return a builder}
   *
   * @param dataset the data set's name, for the title
   * @param classes K, in [1, {@value Labels#MAXIMUM_CLASSES}]
   * @param average over which classes macro averages run
   * @throws IllegalArgumentException if {@code classes} is out of range
   */
  public static Builder builder(String dataset, int classes, MacroAverage average) {
    return new Builder(dataset, classes, average);
  }

  /** {@return one row per split and metric} */
  public List<Row> rows() {
    return rows;
  }

  @Override
  public Provenance provenance() {
    return provenance;
  }

  @Override
  public Table toTable() {
    Table.Builder table =
        Table.titled("WILDS " + dataset + ", mean and sample standard deviation over seeds")
            .column(Column.text("split"))
            .column(Column.text("metric"))
            .column(Column.integer("examples"))
            .column(Column.integer("seeds"))
            .column(Column.decimal("mean", 6))
            .column(Column.decimal("sd", 6))
            .column(Column.text("bySeed"));
    for (Row row : rows) {
      Replicates summary = row.summary();
      String bySeed =
          row.bySeed().entrySet().stream()
              .map(seed -> seed.getKey() + ":" + seed.getValue())
              .collect(Collectors.joining(" "));
      table.row(
          row.split(),
          row.metric(),
          row.examples(),
          summary.count(),
          summary.mean(),
          summary.standardDeviation().isPresent()
              ? summary.standardDeviation().getAsDouble()
              : null,
          bySeed);
    }
    return table.build();
  }

  @Override
  public String toJson() {
    JsonWriter json = new JsonWriter().beginObject().member("schema", "bulwark/robustness-wilds/1");
    json.member("dataset", dataset).name("rows").beginArray();
    for (Row row : rows) {
      json.beginObject()
          .member("split", row.split())
          .member("metric", row.metric())
          .member("examples", row.examples())
          .member("mean", row.summary().mean());
      json.member(
          "sd",
          row.summary().standardDeviation().isPresent()
              ? row.summary().standardDeviation().getAsDouble()
              : null);
      json.member("bySeed", row.bySeed()).endObject();
    }
    json.endArray().name("provenance");
    provenance.writeTo(json);
    return json.endObject().toString();
  }

  @Override
  public String toString() {
    return toText();
  }

  /** Collects the predictions of splits and seeds. Not thread-safe. */
  public static final class Builder {
    private final String dataset;
    private final int classes;
    private final MacroAverage average;
    private final Map<String, Map<String, Map<Integer, Double>>> values = new LinkedHashMap<>();
    private final Map<String, Integer> examples = new LinkedHashMap<>();

    private Builder(String dataset, int classes, MacroAverage average) {
      this.dataset = Objects.requireNonNull(dataset, "dataset");
      this.classes = Labels.requireClasses(classes);
      this.average = Objects.requireNonNull(average, "average");
    }

    /**
     * {@return this builder, with the predictions of one seed on one split}
     *
     * @param split the split
     * @param seed the seed, at least 0; once per split
     * @param truth the true labels of the split [n], each in [0, classes)
     * @param predicted the predicted labels [n], each in [0, classes)
     * @throws IllegalArgumentException if the lengths differ, a label is out of range, the seed was
     *     given before, or the split had another number of examples
     */
    public Builder add(String split, int seed, int[] truth, int[] predicted) {
      Objects.requireNonNull(split, "split");
      Require.atLeast(seed, 0, "seed");
      ClassCounts counts = ClassCounts.of(truth, predicted, classes);
      Integer known = examples.putIfAbsent(split, truth.length);
      if (known != null && known != truth.length) {
        throw new IllegalArgumentException(
            "split " + split + " must have " + known + " examples, but has " + truth.length);
      }
      put(split, "acc_avg", seed, counts.accuracy());
      put(split, average.key("recall"), seed, counts.macroRecall(average));
      put(split, average.key("F1"), seed, counts.macroF1(average));
      return this;
    }

    private void put(String split, String metric, int seed, double value) {
      Double before =
          values
              .computeIfAbsent(split, name -> new LinkedHashMap<>())
              .computeIfAbsent(metric, key -> new TreeMap<>())
              .putIfAbsent(seed, value);
      if (before != null) {
        throw new IllegalArgumentException("split " + split + " has seed " + seed + " twice");
      }
    }

    /**
     * {@return the report}
     *
     * @param recorder what the task has recorded; finished here
     * @throws IllegalStateException if nothing was added
     */
    public WildsReport build(Provenance.Recorder recorder) {
      if (values.isEmpty()) {
        throw new IllegalStateException("a report needs the predictions of at least one split");
      }
      List<Row> rows = new ArrayList<>();
      values.forEach(
          (split, metrics) ->
              metrics.forEach(
                  (metric, bySeed) ->
                      rows.add(
                          new Row(
                              split,
                              metric,
                              examples.getOrDefault(split, 0),
                              bySeed,
                              Replicates.of(
                                  bySeed.values().stream()
                                      .mapToDouble(Double::doubleValue)
                                      .toArray())))));
      return new WildsReport(recorder.finish(), dataset, rows);
    }
  }
}
