// Copyright the Bulwark authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.github.bulwarkml.benchmarks.reproduce;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import io.github.bulwarkml.core.io.JsonWriter;
import io.github.bulwarkml.core.result.Column;
import io.github.bulwarkml.core.result.Table;
import io.github.bulwarkml.core.stats.Interval;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A table as JSON: columns with their kinds, rows of cells; an interval is low, high, level. */
final class TableJson {
  private TableJson() {}

  static void write(JsonWriter json, Table table) {
    json.beginObject().member("title", table.title()).name("columns").beginArray();
    for (Column column : table.columns()) {
      json.beginObject()
          .member("name", column.name())
          .member("kind", column.kind())
          .member("digits", column.digits())
          .member("csvNames", column.csvNames())
          .endObject();
    }
    json.endArray().name("rows").beginArray();
    for (List<@Nullable Object> row : table.rows()) {
      json.beginArray();
      for (Object cell : row) {
        if (cell instanceof Interval interval) {
          StoredJson.write(json, interval);
        } else {
          json.value(cell);
        }
      }
      json.endArray();
    }
    json.endArray().endObject();
  }

  static Table read(JsonObject json) {
    Table.Builder table = Table.titled(StoredJson.text(json, "title"));
    List<Column.Kind> kinds = new ArrayList<>();
    for (JsonElement element : StoredJson.list(json, "columns")) {
      JsonObject column = element.getAsJsonObject();
      Column.Kind kind = Column.Kind.valueOf(StoredJson.text(column, "kind"));
      kinds.add(kind);
      table.column(
          new Column(
              StoredJson.text(column, "name"),
              kind,
              StoredJson.element(column, "digits").getAsInt(),
              StoredJson.texts(column, "csvNames")));
    }
    for (JsonElement row : StoredJson.list(json, "rows")) {
      List<JsonElement> cells = row.getAsJsonArray().asList();
      @Nullable Object[] values = new @Nullable Object[cells.size()];
      for (int c = 0; c < values.length; c++) {
        values[c] = cell(cells.get(c), kinds.get(c));
      }
      table.row(values);
    }
    return table.build();
  }

  private static @Nullable Object cell(JsonElement cell, Column.Kind kind) {
    if (cell.isJsonNull()) {
      return null;
    }
    return switch (kind) {
      case TEXT -> cell.getAsString();
      case INTEGER -> cell.getAsLong();
      case DECIMAL, SCIENTIFIC -> StoredJson.number(cell);
      case INTERVAL, SCIENTIFIC_INTERVAL -> StoredJson.interval(cell);
    };
  }
}
