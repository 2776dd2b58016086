// Copyright the Bulwark authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.github.bulwarkml.core.io;

import com.google.gson.Strictness;
import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;
import com.google.gson.stream.MalformedJsonException;
import io.github.bulwarkml.core.MalformedFileException;
import java.io.EOFException;
import java.io.IOException;
import java.io.Reader;
import java.nio.charset.CharacterCodingException;
import java.util.Arrays;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads a JSON file from start to end without keeping it in memory.
 *
 * <pre>{@code
 * try (JsonInput json = Json.open(file)) {
 *   json.beginObject();
 *   while (json.hasNext()) {
 *     switch (json.name()) {
 *       case "users" -> ...
 *       default -> json.skip();
 *     }
 *   }
 *   json.endObject();
 *   json.end();
 * }
 * }</pre>
 *
 * <p>Strict (RFC 8259): no comments, no trailing commas, no unquoted text, no NaN. Whatever differs
 * from what is asked for is a {@link MalformedFileException} with line, column and path. Nesting is
 * limited to 255 levels. Not thread-safe.
 *
 * @since 0.1.0
 */
public final class JsonInput implements AutoCloseable {
  /** How gson describes a place, in messages and in {@code toString()}. */
  private static final Pattern PLACE =
      Pattern.compile(" at line (\\d+) column (\\d+)(?: path (\\S*))?");

  private final String file;
  private final JsonReader reader;

  JsonInput(String file, Reader source) {
    this.file = file;
    this.reader = new JsonReader(source);
    reader.setStrictness(Strictness.STRICT);
  }

  private interface Step<T> {
    T take() throws IOException;
  }

  /** Runs a step of gson's and turns its complaints into ours. */
  private <T> T step(Step<T> step) throws IOException {
    try {
      return step.take();
    } catch (MalformedJsonException | IllegalStateException | NumberFormatException e) {
      throw malformed(String.valueOf(e.getMessage()), e);
    } catch (EOFException e) {
      throw malformed("the text ends too early", e);
    } catch (CharacterCodingException e) {
      throw malformed("the text is not UTF-8", e);
    }
  }

  private MalformedFileException malformed(String message, Exception cause) {
    // Drop gson's hint page, and say the place in our form.
    String first = message.lines().findFirst().orElse("");
    Matcher place = PLACE.matcher(first);
    String text = place.replaceAll("");
    if (text.startsWith("Use JsonReader.setStrictness")) {
      text = "the text is not strict JSON";
    }
    Matcher told = PLACE.matcher(first);
    MalformedFileException problem =
        new MalformedFileException(file, (told.find() ? place(told) : place()) + ": " + text);
    problem.initCause(cause);
    return problem;
  }

  private static String place(Matcher found) {
    String path = found.group(3);
    return "line "
        + found.group(1)
        + ", column "
        + found.group(2)
        + (path == null || path.equals("$") ? "" : " (" + path + ")");
  }

  private String place() {
    Matcher place = PLACE.matcher(reader.toString());
    return place.find() ? place(place) : "path " + reader.getPath();
  }

  /**
   * {@return the kind of the next value}
   *
   * @throws MalformedFileException if no value follows
   * @throws IOException if reading fails
   */
  public JsonKind peek() throws IOException {
    JsonToken token = step(reader::peek);
    return switch (token) {
      case BEGIN_OBJECT -> JsonKind.OBJECT;
      case BEGIN_ARRAY -> JsonKind.ARRAY;
      case STRING -> JsonKind.STRING;
      case NUMBER -> JsonKind.NUMBER;
      case BOOLEAN -> JsonKind.BOOLEAN;
      case NULL -> JsonKind.NULL;
      default -> throw problem("a value must follow, but was " + token);
    };
  }

  private void require(JsonKind kind) throws IOException {
    JsonKind found = peek();
    if (found != kind) {
      throw problem("the value must be of kind " + kind + ", but was " + found);
    }
  }

  /**
   * Enters an object.
   *
   * @throws IOException if none follows, or reading fails
   */
  public void beginObject() throws IOException {
    require(JsonKind.OBJECT);
    step(
        () -> {
          reader.beginObject();
          return true;
        });
  }

  /**
   * Leaves an object.
   *
   * @throws IOException if it has not ended, or reading fails
   */
  public void endObject() throws IOException {
    step(
        () -> {
          reader.endObject();
          return true;
        });
  }

  /**
   * Enters an array.
   *
   * @throws IOException if none follows, or reading fails
   */
  public void beginArray() throws IOException {
    require(JsonKind.ARRAY);
    step(
        () -> {
          reader.beginArray();
          return true;
        });
  }

  /**
   * Leaves an array.
   *
   * @throws IOException if it has not ended, or reading fails
   */
  public void endArray() throws IOException {
    step(
        () -> {
          reader.endArray();
          return true;
        });
  }

  /**
   * {@return whether the current object or array goes on}
   *
   * @throws IOException if reading fails
   */
  public boolean hasNext() throws IOException {
    return step(reader::hasNext);
  }

  /**
   * {@return the name of the next member}
   *
   * @throws IOException if none follows, or reading fails
   */
  public String name() throws IOException {
    return step(reader::nextName);
  }

  /**
   * {@return the next value, a string}
   *
   * @throws IOException if it is of another kind, or reading fails
   */
  public String string() throws IOException {
    require(JsonKind.STRING);
    return step(reader::nextString);
  }

  /**
   * {@return the next value, a number, as it is written}
   *
   * @throws IOException if it is of another kind, or reading fails
   */
  String numberText() throws IOException {
    require(JsonKind.NUMBER);
    return step(reader::nextString);
  }

  /**
   * {@return the next value, a finite number}
   *
   * @throws IOException if it is of another kind or beyond the range of a double, or reading fails
   */
  public double number() throws IOException {
    String text = numberText();
    OptionalDouble number = NumberText.decimal(text, false);
    if (number.isEmpty()) {
      throw problem("the number must be within the range of a double, but was " + text);
    }
    return number.getAsDouble();
  }

  /**
   * {@return the next value, a whole number written without point and exponent}
   *
   * @throws IOException if it is of another kind or exceeds 64 bits, or reading fails
   */
  public long integer() throws IOException {
    String text = numberText();
    OptionalLong number = NumberText.integer(text, false);
    if (number.isEmpty()) {
      throw problem("the number must be whole and fit into 64 bits, but was " + text);
    }
    return number.getAsLong();
  }

  /**
   * {@return the next value, true or false}
   *
   * @throws IOException if it is of another kind, or reading fails
   */
  public boolean bool() throws IOException {
    require(JsonKind.BOOLEAN);
    return step(reader::nextBoolean);
  }

  /**
   * Passes the next value, which is null.
   *
   * @throws IOException if it is of another kind, or reading fails
   */
  public void nothing() throws IOException {
    require(JsonKind.NULL);
    step(
        () -> {
          reader.nextNull();
          return true;
        });
  }

  /**
   * {@return the next value, an array of finite numbers}
   *
   * @throws IOException if it is anything else, or reading fails
   */
  public double[] numbers() throws IOException {
    double[] numbers = new double[16];
    int count = 0;
    beginArray();
    while (hasNext()) {
      if (count == numbers.length) {
        numbers = Arrays.copyOf(numbers, Math.multiplyExact(count, 2));
      }
      numbers[count++] = number();
    }
    endArray();
    return Arrays.copyOf(numbers, count);
  }

  /**
   * Passes the next value, whatever it is.
   *
   * @throws IOException if no value follows, it is malformed, or reading fails
   */
  public void skip() throws IOException {
    peek();
    step(
        () -> {
          reader.skipValue();
          return true;
        });
  }

  /**
   * Makes sure that nothing follows the document's value.
   *
   * @throws IOException if something does, or reading fails
   */
  public void end() throws IOException {
    JsonToken token = step(reader::peek);
    if (token != JsonToken.END_DOCUMENT) {
      throw problem("nothing may follow the document, but was " + token);
    }
  }

  /**
   * {@return the exception that reports the place reached: file, line, column, path and the
   * problem}
   *
   * @param problem what must hold, and what was found instead
   */
  public MalformedFileException problem(String problem) {
    return new MalformedFileException(file, place() + ": " + problem);
  }

  /** {@return where the next value is, for {@link JsonValue}} */
  String where() {
    return place();
  }

  /** {@return the file, as messages name it} */
  String file() {
    return file;
  }

  @Override
  public void close() throws IOException {
    reader.close();
  }
}
