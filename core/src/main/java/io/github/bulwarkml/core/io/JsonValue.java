// Copyright the Bulwark authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.github.bulwarkml.core.io;

import io.github.bulwarkml.core.MalformedFileException;
import io.github.bulwarkml.core.internal.Nearest;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/**
 * A JSON value in memory that knows where it stood. Asking for a kind it is not, or for a member it
 * lacks, is a {@link MalformedFileException} with file, line and column.
 *
 * <p>Immutable.
 *
 * @since 0.1.0
 */
public final class JsonValue {
  private final String file;
  private final String place;
  private final JsonKind kind;
  private final String text;
  private final List<JsonValue> elements;
  private final Map<String, JsonValue> members;

  private JsonValue(
      String file,
      String place,
      JsonKind kind,
      String text,
      List<JsonValue> elements,
      Map<String, JsonValue> members) {
    this.file = file;
    this.place = place;
    this.kind = kind;
    this.text = text;
    this.elements = elements;
    this.members = members;
  }

  /** Reads the next value; the depth is limited by the input. */
  static JsonValue read(JsonInput json) throws IOException {
    JsonKind kind = json.peek();
    String place = json.where();
    List<JsonValue> elements = new ArrayList<>();
    Map<String, JsonValue> members = new LinkedHashMap<>();
    String text = "";
    switch (kind) {
      case OBJECT -> {
        json.beginObject();
        while (json.hasNext()) {
          String name = json.name();
          if (members.containsKey(name)) {
            throw json.problem("the name '" + name + "' occurs twice");
          }
          members.put(name, read(json));
        }
        json.endObject();
      }
      case ARRAY -> {
        json.beginArray();
        while (json.hasNext()) {
          elements.add(read(json));
        }
        json.endArray();
      }
      case STRING -> text = json.string();
      case NUMBER -> text = json.numberText();
      case BOOLEAN -> text = Boolean.toString(json.bool());
      case NULL -> json.nothing();
    }
    return new JsonValue(
        json.file(),
        place,
        kind,
        text,
        Collections.unmodifiableList(elements),
        Collections.unmodifiableMap(members));
  }

  /** {@return what this value is} */
  public JsonKind kind() {
    return kind;
  }

  /** {@return whether this value is null} */
  public boolean isNull() {
    return kind == JsonKind.NULL;
  }

  /**
   * {@return the members in the file's order}
   *
   * @throws MalformedFileException if this is no object
   */
  public Map<String, JsonValue> members() throws MalformedFileException {
    require(JsonKind.OBJECT);
    return members;
  }

  /**
   * {@return a member, if it exists and is not null}
   *
   * @param name its name
   * @throws MalformedFileException if this is no object
   */
  public Optional<JsonValue> find(String name) throws MalformedFileException {
    require(JsonKind.OBJECT);
    return Optional.ofNullable(members.get(Objects.requireNonNull(name, "name")))
        .filter(value -> !value.isNull());
  }

  /**
   * {@return a member}
   *
   * @param name its name
   * @throws MalformedFileException if this is no object or has no such member; the message lists
   *     the names present
   */
  public JsonValue get(String name) throws MalformedFileException {
    require(JsonKind.OBJECT);
    JsonValue member = members.get(Objects.requireNonNull(name, "name"));
    if (member == null) {
      throw problem(
          "no '" + name + "' (present: " + Nearest.list(name, members.keySet(), 20) + ")");
    }
    return member;
  }

  /**
   * {@return the elements in order}
   *
   * @throws MalformedFileException if this is no array
   */
  public List<JsonValue> elements() throws MalformedFileException {
    require(JsonKind.ARRAY);
    return elements;
  }

  /**
   * {@return the text}
   *
   * @throws MalformedFileException if this is no string
   */
  public String string() throws MalformedFileException {
    require(JsonKind.STRING);
    return text;
  }

  /**
   * {@return the number; the strings "NaN", "Infinity" and "-Infinity", which {@link JsonWriter}
   * writes, count as numbers}
   *
   * @throws MalformedFileException if this is no number or beyond the range of a double
   */
  public double number() throws MalformedFileException {
    if (kind == JsonKind.STRING) {
      switch (text) {
        case "NaN" -> {
          return Double.NaN;
        }
        case "Infinity" -> {
          return Double.POSITIVE_INFINITY;
        }
        case "-Infinity" -> {
          return Double.NEGATIVE_INFINITY;
        }
        default -> throw problem("the value must be of kind NUMBER, but was '" + text + "'");
      }
    }
    require(JsonKind.NUMBER);
    OptionalDouble number = NumberText.decimal(text, false);
    if (number.isEmpty()) {
      throw problem("the number must be within the range of a double, but was " + text);
    }
    return number.getAsDouble();
  }

  /**
   * {@return the whole number, written without point and exponent}
   *
   * @throws MalformedFileException if this is no such number or exceeds 64 bits
   */
  public long integer() throws MalformedFileException {
    require(JsonKind.NUMBER);
    OptionalLong number = NumberText.integer(text, false);
    if (number.isEmpty()) {
      throw problem("the number must be whole and fit into 64 bits, but was " + text);
    }
    return number.getAsLong();
  }

  /** {@return whether this is a number written without point and exponent} */
  public boolean isInteger() {
    return kind == JsonKind.NUMBER && NumberText.integer(text, false).isPresent();
  }

  /**
   * {@return true or false}
   *
   * @throws MalformedFileException if this is neither
   */
  public boolean bool() throws MalformedFileException {
    require(JsonKind.BOOLEAN);
    return text.equals("true");
  }

  /**
   * {@return the exception that reports this value: file, line, column and the problem}
   *
   * @param problem what must hold, and what was found instead
   */
  public MalformedFileException problem(String problem) {
    return new MalformedFileException(file, place + ": " + problem);
  }

  private void require(JsonKind wanted) throws MalformedFileException {
    if (kind != wanted) {
      throw problem("the value must be of kind " + wanted + ", but was " + kind);
    }
  }

  @Override
  public String toString() {
    return switch (kind) {
      case OBJECT -> members.toString();
      case ARRAY -> elements.toString();
      case NULL -> "null";
      default -> text;
    };
  }
}
