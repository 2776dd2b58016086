// Copyright the Bulwark authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.github.bulwarkml.robustness.corruption;

import io.github.bulwarkml.core.internal.Require;
import io.github.bulwarkml.core.io.JsonWriter;
import io.github.bulwarkml.core.result.Column;
import io.github.bulwarkml.core.result.Provenance;
import io.github.bulwarkml.core.result.Result;
import io.github.bulwarkml.core.result.Table;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * What corruptions did to a set of images: one row per corruption and severity.
 *
 * @param options scale, variant and the other choices
 * @param rows what was done
 * @param provenance how it was made
 * @since 0.1.0
 */
public record CorruptionSummary(CorruptionOptions options, List<Row> rows, Provenance provenance)
    implements Result {
  /**
   * Copies the rows.
   *
   * @param options scale, variant and the other choices
   * @param rows what was done
   * @param provenance how it was made
   */
  public CorruptionSummary {
    Objects.requireNonNull(options, "options");
    rows = List.copyOf(rows);
    Objects.requireNonNull(provenance, "provenance");
  }

  /**
   * One corruption at one severity.
   *
   * @param corruption the corruption
   * @param severity in [1, 5]
   * @param images how many images, at least 1
   * @param rootMeanSquareError to the clean bytes, in levels of [0, 255]
   * @param meanLevel mean corrupted byte, in [0, 255]
   */
  public record Row(
      Corruption corruption,
      int severity,
      long images,
      double rootMeanSquareError,
      double meanLevel) {
    /**
     * Checks the numbers.
     *
     * @param corruption the corruption
     * @param severity in [1, 5]
     * @param images how many images, at least 1
     * @param rootMeanSquareError in [0, 255]
     * @param meanLevel in [0, 255]
     */
    public Row {
      Objects.requireNonNull(corruption, "corruption");
      CorruptionScale.requireSeverity(severity);
      Require.inRange(images, 1, Long.MAX_VALUE, "images");
      Require.inRange(rootMeanSquareError, 0, 255, "rootMeanSquareError");
      Require.inRange(meanLevel, 0, 255, "meanLevel");
    }

    /** {@return the peak signal-to-noise ratio in decibels; infinite if nothing changed} */
    public double peakSignalToNoiseDb() {
      return 20 * StrictMath.log10(255 / rootMeanSquareError);
    }
  }

  private Map<String, Double> parameters(Row row) {
    return options.scale().parameters(row.corruption(), row.severity(), options.variant());
  }

  @Override
  public Table toTable() {
    Table.Builder table =
        Table.titled("Corrupted images, " + options.scale() + " scale, " + options.variant())
            .column(Column.text("corruption"))
            .column(Column.integer("severity"))
            .column(Column.integer("images"))
            .column(Column.decimal("rmse", 2))
            .column(Column.decimal("psnrDb", 2))
            .column(Column.decimal("meanLevel", 1))
            .column(Column.text("parameters"));
    for (Row row : rows) {
      table.row(
          row.corruption().id(),
          row.severity(),
          row.images(),
          row.rootMeanSquareError(),
          row.peakSignalToNoiseDb(),
          row.meanLevel(),
          text(parameters(row)));
    }
    return table.build();
  }

  private static String text(Map<String, Double> parameters) {
    StringBuilder text = new StringBuilder();
    for (double value : parameters.values()) {
      text.append(text.isEmpty() ? "" : " ");
      text.append(value == Math.rint(value) ? Long.toString((long) value) : Double.toString(value));
    }
    return text.toString();
  }

  @Override
  public String toJson() {
    JsonWriter json =
        new JsonWriter().beginObject().member("schema", "bulwark/corruption-summary/1");
    json.member("scale", options.scale().name())
        .member("variant", options.variant().name())
        .member("quantization", options.quantization().name())
        .member("glassExchange", options.glassExchange().name())
        .member("frost", options.frost().toString());
    json.name("rows").beginArray();
    for (Row row : rows) {
      json.beginObject()
          .member("corruption", row.corruption().id())
          .member("severity", row.severity())
          .member("parameters", parameters(row))
          .member("images", row.images())
          .member("rmse", row.rootMeanSquareError())
          .member("psnrDb", row.peakSignalToNoiseDb())
          .member("meanLevel", row.meanLevel())
          .endObject();
    }
    json.endArray().name("provenance");
    provenance.writeTo(json);
    return json.endObject() + "\n";
  }

  @Override
  public String toString() {
    return toText();
  }
}
