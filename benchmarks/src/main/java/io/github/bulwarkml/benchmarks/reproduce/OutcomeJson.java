// Copyright the Bulwark authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.github.bulwarkml.benchmarks.reproduce;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import io.github.bulwarkml.benchmarks.reproduce.ExperimentOutcome.NamedChart;
import io.github.bulwarkml.benchmarks.reproduce.ExperimentOutcome.NamedTable;
import io.github.bulwarkml.core.MalformedFileException;
import io.github.bulwarkml.core.io.JsonWriter;
import io.github.bulwarkml.core.random.Seed;
import io.github.bulwarkml.core.result.Provenance;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** An outcome as JSON, from which it can be read again in full. */
final class OutcomeJson {
  static final String SCHEMA = "bulwark/experiment/1";

  private OutcomeJson() {}

  /** An outcome and the key of the inputs it was made from. */
  record Stored(String key, ExperimentOutcome outcome) {}

  static String write(String key, ExperimentOutcome outcome) {
    JsonWriter json = new JsonWriter().beginObject();
    json.member("schema", SCHEMA).member("experiment", outcome.experiment()).member("key", key);
    json.name("claims").beginArray();
    outcome.claims().forEach(claim -> write(json, claim));
    json.endArray().name("tables").beginArray();
    for (NamedTable table : outcome.tables()) {
      json.beginObject().member("name", table.name()).name("table");
      TableJson.write(json, table.table());
      json.endObject();
    }
    json.endArray().name("charts").beginArray();
    for (NamedChart chart : outcome.charts()) {
      json.beginObject().member("name", chart.name()).name("chart");
      ChartJson.write(json, chart.chart());
      json.endObject();
    }
    json.endArray().member("notes", outcome.notes()).name("provenance");
    outcome.provenance().writeTo(json);
    return json.endObject().toString();
  }

  static void write(JsonWriter json, Claim claim) {
    Measurement ours = claim.ours();
    json.beginObject()
        .member("title", claim.title())
        .member("statement", claim.statement())
        .member("published", claim.published())
        .member("citation", claim.citation())
        .member("url", claim.url())
        .member("setting", claim.setting())
        .member("value", ours.value())
        .name("interval");
    StoredJson.write(json, ours.interval().orElse(null));
    json.member("unit", ours.unit())
        .member("digits", ours.digits())
        .member("rule", claim.rule())
        .member("verdict", claim.verdict())
        .endObject();
  }

  /**
   * {@return the stored outcome}
   *
   * @param file the file's name, for messages
   * @param text its content
   * @throws MalformedFileException if it is not an outcome of this version, or was changed
   */
  static Stored read(String file, String text) throws MalformedFileException {
    try {
      JsonObject json = JsonParser.parseString(text).getAsJsonObject();
      if (!StoredJson.text(json, "schema").equals(SCHEMA)) {
        throw new MalformedFileException(file, "schema must be " + SCHEMA);
      }
      List<Claim> claims = new ArrayList<>();
      for (JsonElement claim : StoredJson.list(json, "claims")) {
        claims.add(claim(claim.getAsJsonObject()));
      }
      List<NamedTable> tables = new ArrayList<>();
      for (JsonElement element : StoredJson.list(json, "tables")) {
        JsonObject table = element.getAsJsonObject();
        tables.add(
            new NamedTable(
                StoredJson.text(table, "name"), TableJson.read(StoredJson.object(table, "table"))));
      }
      List<NamedChart> charts = new ArrayList<>();
      for (JsonElement element : StoredJson.list(json, "charts")) {
        JsonObject chart = element.getAsJsonObject();
        charts.add(
            new NamedChart(
                StoredJson.text(chart, "name"), ChartJson.read(StoredJson.object(chart, "chart"))));
      }
      JsonObject provenance = StoredJson.object(json, "provenance");
      ExperimentOutcome outcome =
          new ExperimentOutcome(
              StoredJson.text(json, "experiment"),
              claims,
              tables,
              charts,
              StoredJson.texts(json, "notes"),
              provenance(provenance));
      if (!outcome.provenance().fingerprint().equals(StoredJson.text(provenance, "fingerprint"))) {
        throw new MalformedFileException(file, "the fingerprint does not fit the provenance");
      }
      return new Stored(StoredJson.text(json, "key"), outcome);
    } catch (JsonParseException
        | IllegalStateException
        | IllegalArgumentException
        | UnsupportedOperationException
        | IndexOutOfBoundsException
        | NullPointerException e) {
      MalformedFileException malformed =
          new MalformedFileException(file, "not a stored outcome: " + e.getMessage());
      malformed.initCause(e);
      throw malformed;
    }
  }

  private static Claim claim(JsonObject json) {
    JsonElement interval = StoredJson.element(json, "interval");
    return new Claim(
        StoredJson.text(json, "title"),
        StoredJson.text(json, "statement"),
        StoredJson.text(json, "published"),
        StoredJson.text(json, "citation"),
        StoredJson.text(json, "url"),
        StoredJson.text(json, "setting"),
        new Measurement(
            StoredJson.number(StoredJson.element(json, "value")),
            interval.isJsonNull() ? Optional.empty() : Optional.of(StoredJson.interval(interval)),
            StoredJson.text(json, "unit"),
            StoredJson.element(json, "digits").getAsInt()),
        StoredJson.text(json, "rule"),
        Verdict.valueOf(StoredJson.text(json, "verdict")));
  }

  private static Provenance provenance(JsonObject json) {
    Map<String, Object> parameters = new LinkedHashMap<>();
    StoredJson.object(json, "parameters")
        .entrySet()
        .forEach(entry -> parameters.put(entry.getKey(), StoredJson.value(entry.getValue())));
    List<Provenance.Input> inputs = new ArrayList<>();
    for (JsonElement element : StoredJson.list(json, "inputs")) {
      JsonObject input = element.getAsJsonObject();
      inputs.add(
          new Provenance.Input(
              StoredJson.text(input, "name"),
              StoredJson.text(input, "sha256"),
              StoredJson.element(input, "bytes").getAsLong()));
    }
    return new Provenance(
        StoredJson.text(json, "task"),
        parameters,
        seed(StoredJson.element(json, "seed")),
        inputs,
        StoredJson.text(json, "library"),
        StoredJson.text(json, "java"),
        StoredJson.text(json, "os"),
        StoredJson.text(json, "arch"),
        StoredJson.text(json, "cpu"),
        StoredJson.element(json, "threads").getAsInt(),
        StoredJson.text(json, "kernels"),
        StoredJson.text(json, "noise"),
        StoredJson.text(json, "started"),
        StoredJson.number(StoredJson.element(json, "elapsedSeconds")),
        StoredJson.texts(json, "parent"));
  }

  private static @Nullable Seed seed(JsonElement seed) {
    return seed.isJsonNull() ? null : Seed.of(seed.getAsLong());
  }
}
