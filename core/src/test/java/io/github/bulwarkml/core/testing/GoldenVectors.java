// Copyright the Bulwark authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.github.bulwarkml.core.testing;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;

/** Loads golden vectors from {@code src/test/resources/vectors/<name>.json}; unknown keys fail. */
public final class GoldenVectors {
  private static final Set<String> FILE_KEYS = Set.of("schema", "source", "tolerance", "cases");
  private static final Set<String> CASE_KEYS = Set.of("name", "input", "expected");

  private GoldenVectors() {}

  /** One case: its inputs, what must come out, and how closely. */
  public record Case(
      String name, JsonObject input, JsonObject expected, double absolute, double relative) {
    /** The inputs' number of that name. */
    public double number(String key) {
      return value(input, key).getAsDouble();
    }

    /** The expected number of that name; "Infinity", "-Infinity" and "NaN" are understood. */
    public double expected(String key) {
      return value(expected, key).getAsDouble();
    }

    /** The allowed deviation from an expected value. */
    public double allowed(double value) {
      return Math.max(absolute, relative * Math.abs(value));
    }

    private static JsonElement value(JsonObject object, String key) {
      return Objects.requireNonNull(object.get(key), key);
    }

    @Override
    public String toString() {
      return name;
    }
  }

  /** The cases of a file on the class path of {@code test}. */
  public static Stream<Case> load(Class<?> test, String name) {
    String path = "/vectors/" + name + ".json";
    try (Reader reader =
        new InputStreamReader(
            Objects.requireNonNull(test.getResourceAsStream(path), path), UTF_8)) {
      JsonObject file = JsonParser.parseReader(reader).getAsJsonObject();
      refuseUnknown(path, file, FILE_KEYS);
      if (!file.get("schema").getAsString().equals("bulwark-vectors/1")) {
        throw new IllegalArgumentException(path + ": schema must be bulwark-vectors/1");
      }
      JsonObject tolerance = file.getAsJsonObject("tolerance");
      refuseUnknown(path, tolerance, Set.of("abs", "rel"));
      double absolute = tolerance.has("abs") ? tolerance.get("abs").getAsDouble() : 0;
      double relative = tolerance.has("rel") ? tolerance.get("rel").getAsDouble() : 0;
      List<Case> cases = new ArrayList<>();
      for (JsonElement element : file.getAsJsonArray("cases")) {
        JsonObject one = element.getAsJsonObject();
        refuseUnknown(path, one, CASE_KEYS);
        cases.add(
            new Case(
                one.get("name").getAsString(),
                one.getAsJsonObject("input"),
                one.getAsJsonObject("expected"),
                absolute,
                relative));
      }
      return cases.stream();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void refuseUnknown(String path, JsonObject object, Set<String> known) {
    for (String key : object.keySet()) {
      if (!known.contains(key)) {
        throw new IllegalArgumentException(path + ": unknown key '" + key + "'");
      }
    }
  }
}
