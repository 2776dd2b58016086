// Copyright the Bulwark authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.github.bulwarkml.benchmarks.reproduce;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import io.github.bulwarkml.core.io.JsonWriter;
import io.github.bulwarkml.core.result.Chart;
import io.github.bulwarkml.core.result.Chart.Axis;
import io.github.bulwarkml.core.result.Chart.Series;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A chart's data as JSON. */
final class ChartJson {
  private ChartJson() {}

  static void write(JsonWriter json, Chart chart) {
    json.beginObject().member("title", chart.title());
    axis(json, "x", chart.x());
    axis(json, "y", chart.y());
    json.name("series").beginArray();
    for (Series series : chart.series()) {
      json.beginObject()
          .member("name", series.name())
          .member("mark", series.mark())
          .member("x", series.x())
          .member("y", series.y())
          .member("xLow", series.xLow())
          .member("xHigh", series.xHigh())
          .member("low", series.low())
          .member("high", series.high())
          .member("labels", series.labels())
          .endObject();
    }
    json.endArray().member("caption", chart.caption()).endObject();
  }

  private static void axis(JsonWriter json, String name, Axis axis) {
    json.name(name)
        .beginObject()
        .member("title", axis.title())
        .member("scale", axis.scale())
        .member("percent", axis.percent())
        .member("low", axis.low())
        .member("high", axis.high())
        .endObject();
  }

  static Chart read(JsonObject json) {
    List<Series> series = new ArrayList<>();
    for (JsonElement element : StoredJson.list(json, "series")) {
      series.add(series(element.getAsJsonObject()));
    }
    return new Chart(
        StoredJson.text(json, "title"),
        axis(StoredJson.object(json, "x")),
        axis(StoredJson.object(json, "y")),
        series,
        StoredJson.text(json, "caption"));
  }

  private static Axis axis(JsonObject json) {
    return new Axis(
        StoredJson.text(json, "title"),
        Chart.Scale.valueOf(StoredJson.text(json, "scale")),
        StoredJson.element(json, "percent").getAsBoolean(),
        end(StoredJson.element(json, "low")),
        end(StoredJson.element(json, "high")));
  }

  private static @Nullable Double end(JsonElement end) {
    return end.isJsonNull() ? null : (Double) StoredJson.number(end);
  }

  private static Series series(JsonObject json) {
    double[] x = Objects.requireNonNull(StoredJson.numbers(json, "x"), "x");
    double[] y = Objects.requireNonNull(StoredJson.numbers(json, "y"), "y");
    Chart.Mark mark = Chart.Mark.valueOf(StoredJson.text(json, "mark"));
    Series series = Series.of(StoredJson.text(json, "name"), mark, x, y);
    double[] low = StoredJson.numbers(json, "low");
    double[] high = StoredJson.numbers(json, "high");
    if (low != null && high != null) {
      series = series.withErrorBars(low, high);
    }
    double[] xLow = StoredJson.numbers(json, "xLow");
    double[] xHigh = StoredJson.numbers(json, "xHigh");
    if (xLow != null && xHigh != null) {
      series = series.withHorizontalErrorBars(xLow, xHigh);
    }
    return StoredJson.element(json, "labels").isJsonNull()
        ? series
        : series.withLabels(StoredJson.texts(json, "labels"));
  }
}
