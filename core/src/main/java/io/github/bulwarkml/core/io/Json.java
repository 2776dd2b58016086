// Copyright the Bulwark authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.github.bulwarkml.core.io;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;

/**
 * Reading of strict JSON (RFC 8259) with file, line and column in every complaint: as a tree, or
 * piece by piece for large files. {@link JsonWriter} writes.
 *
 * <pre>{@code
 * long successes = Json.read(Path.of("00000000_stats.json")).get("successes").integer();
 * }</pre>
 *
 * @since 0.1.0
 */
public final class Json {
  private Json() {}

  /**
   * {@return the value of a file, whole; names in an object must be unique}
   *
   * @param file an existing file in UTF-8
   * @throws io.github.bulwarkml.core.MalformedFileException if the file is not strict JSON
   * @throws IOException if the file cannot be read
   */
  public static JsonValue read(Path file) throws IOException {
    try (JsonInput json = open(file)) {
      return whole(json);
    }
  }

  /**
   * {@return the value of a text, whole; names in an object must be unique}
   *
   * @param name what messages call the text
   * @param text the document
   * @throws io.github.bulwarkml.core.MalformedFileException if the text is not strict JSON
   * @throws IOException never otherwise
   */
  public static JsonValue parse(String name, String text) throws IOException {
    Objects.requireNonNull(name, "name");
    try (JsonInput json =
        new JsonInput(name, new StringReader(Objects.requireNonNull(text, "text")))) {
      return whole(json);
    }
  }

  /**
   * {@return a reader that goes through a file from start to end}
   *
   * @param file an existing file in UTF-8
   * @throws IOException if the file cannot be opened
   */
  public static JsonInput open(Path file) throws IOException {
    Objects.requireNonNull(file, "file");
    // The decoder reports what is not UTF-8 instead of replacing it.
    return new JsonInput(
        String.valueOf(file.getFileName()),
        new InputStreamReader(Files.newInputStream(file), UTF_8.newDecoder()));
  }

  private static JsonValue whole(JsonInput json) throws IOException {
    JsonValue value = JsonValue.read(json);
    json.end();
    return value;
  }
}
