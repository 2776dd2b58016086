// Copyright the Bulwark authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.github.bulwarkml.benchmarks.reproduce;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import io.github.bulwarkml.core.io.JsonWriter;
import io.github.bulwarkml.core.stats.Interval;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Small pieces that the readers of stored results share. Numbers may be written as strings. */
final class StoredJson {
  private StoredJson() {}

  static JsonElement element(JsonObject object, String name) {
    return Objects.requireNonNull(object.get(name), () -> "'" + name + "' is missing");
  }

  static String text(JsonObject object, String name) {
    return element(object, name).getAsString();
  }

  static JsonObject object(JsonObject parent, String name) {
    return element(parent, name).getAsJsonObject();
  }

  static List<JsonElement> list(JsonObject object, String name) {
    return element(object, name).getAsJsonArray().asList();
  }

  static List<String> texts(JsonObject object, String name) {
    return list(object, name).stream().map(JsonElement::getAsString).toList();
  }

  /** A double; "NaN", "Infinity" and "-Infinity" are how JsonWriter writes those. */
  static double number(JsonElement element) {
    return Double.parseDouble(element.getAsString());
  }

  static double @Nullable [] numbers(JsonObject object, String name) {
    JsonElement element = element(object, name);
    if (element.isJsonNull()) {
      return null;
    }
    JsonArray array = element.getAsJsonArray();
    double[] values = new double[array.size()];
    Arrays.setAll(values, i -> number(array.get(i)));
    return values;
  }

  /** A whole number as Long, another as Double, text as String, booleans and lists of these. */
  static Object value(JsonElement element) {
    if (element.isJsonArray()) {
      List<Object> values = new ArrayList<>();
      element.getAsJsonArray().forEach(one -> values.add(value(one)));
      return values;
    }
    if (element.getAsJsonPrimitive().isBoolean()) {
      return element.getAsBoolean();
    }
    String text = element.getAsString();
    if (!element.getAsJsonPrimitive().isNumber()) {
      return text;
    }
    if (text.matches("-?[0-9]+")) {
      return Long.valueOf(text);
    }
    return Double.valueOf(text);
  }

  static void write(JsonWriter json, @Nullable Interval interval) {
    json.value(
        interval == null ? null : new double[] {interval.low(), interval.high(), interval.level()});
  }

  static Interval interval(JsonElement element) {
    JsonArray ends = element.getAsJsonArray();
    return new Interval(number(ends.get(0)), number(ends.get(1)), number(ends.get(2)));
  }
}
