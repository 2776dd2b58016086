// Copyright the Bulwark authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.github.bulwarkml.core.io;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Writes JSON with keys in the order given, two-space indent, {@code \n} line ends and the digits
 * of {@link Double#toString(double)}. NaN and infinities become the strings {@code "NaN"}, {@code
 * "Infinity"} and {@code "-Infinity"}. Equal calls give equal bytes.
 *
 * <p>Not thread-safe.
 *
 * @since 0.1.0
 */
public final class JsonWriter {
  private final StringBuilder out = new StringBuilder();
  private final Deque<Scope> scopes = new ArrayDeque<>();
  private boolean named;

  /** Creates an empty document. */
  public JsonWriter() {}

  private static final class Scope {
    final char close;
    boolean empty = true;

    Scope(char close) {
      this.close = close;
    }
  }

  /** {@return this writer, with an object opened} */
  public JsonWriter beginObject() {
    return open('{', '}');
  }

  /** {@return this writer, with the current object closed} */
  public JsonWriter endObject() {
    return close('}');
  }

  /** {@return this writer, with an array opened} */
  public JsonWriter beginArray() {
    return open('[', ']');
  }

  /** {@return this writer, with the current array closed} */
  public JsonWriter endArray() {
    return close(']');
  }

  /**
   * {@return this writer, ready for the value of a key}
   *
   * @param name the key
   * @throws IllegalStateException outside an object or after another name
   */
  public JsonWriter name(String name) {
    Objects.requireNonNull(name, "name");
    Scope scope = scopes.peek();
    if (scope == null || scope.close != '}' || named) {
      throw new IllegalStateException("a name must follow an object's opening or a value");
    }
    separate(scope);
    quote(name);
    out.append(": ");
    named = true;
    return this;
  }

  /**
   * {@return this writer, with a value written} Strings, numbers, booleans, null, maps (string
   * keys), iterables, and arrays of double, int, long or objects are understood; anything else is
   * written as its {@code toString()}.
   *
   * @param value the value, or null
   */
  public JsonWriter value(@Nullable Object value) {
    if (value instanceof Map<?, ?> map) {
      beginObject();
      map.forEach((key, element) -> name(String.valueOf(key)).value(element));
      return endObject();
    }
    if (value instanceof Iterable<?> elements && !(value instanceof java.nio.file.Path)) {
      beginArray();
      elements.forEach(this::value);
      return endArray();
    }
    if (value instanceof double[] array) {
      beginArray();
      for (double element : array) {
        value(element);
      }
      return endArray();
    }
    if (value instanceof int[] array) {
      beginArray();
      for (int element : array) {
        value(element);
      }
      return endArray();
    }
    if (value instanceof long[] array) {
      beginArray();
      for (long element : array) {
        value(element);
      }
      return endArray();
    }
    if (value instanceof Object[] array) {
      beginArray();
      for (Object element : array) {
        value(element);
      }
      return endArray();
    }
    place();
    if (value instanceof Double number && !Double.isFinite(number)
        || value instanceof Float small && !Float.isFinite(small)) {
      quote(value.toString());
    } else if (value == null || value instanceof Number || value instanceof Boolean) {
      out.append(value);
    } else {
      quote(value.toString());
    }
    return this;
  }

  /**
   * {@return this writer, with a key and its value written}
   *
   * @param name the key
   * @param value the value, as in {@link #value}
   */
  public JsonWriter member(String name, @Nullable Object value) {
    return name(name).value(value);
  }

  private JsonWriter open(char open, char close) {
    place();
    out.append(open);
    scopes.push(new Scope(close));
    return this;
  }

  private JsonWriter close(char close) {
    Scope scope = scopes.peek();
    if (scope == null || scope.close != close || named) {
      throw new IllegalStateException("'" + close + "' closes nothing that is open here");
    }
    scopes.pop();
    if (!scope.empty) {
      newLine();
    }
    out.append(close);
    return this;
  }

  /** Puts what comes before a value: nothing after a name, a comma and a line inside an array. */
  private void place() {
    Scope scope = scopes.peek();
    if (named) {
      named = false;
    } else if (scope != null) {
      if (scope.close == '}') {
        throw new IllegalStateException("inside an object a value needs a name");
      }
      separate(scope);
    } else if (out.length() > 0) {
      throw new IllegalStateException("a document holds one value");
    }
  }

  private void separate(Scope scope) {
    if (!scope.empty) {
      out.append(',');
    }
    scope.empty = false;
    newLine();
  }

  private void newLine() {
    out.append('\n').append("  ".repeat(scopes.size()));
  }

  private void quote(String text) {
    out.append('"');
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '"' -> out.append("\\\"");
        case '\\' -> out.append("\\\\");
        case '\n' -> out.append("\\n");
        case '\r' -> out.append("\\r");
        case '\t' -> out.append("\\t");
        default -> {
          if (c < 0x20) {
            out.append("\\u00")
                .append(Character.forDigit(c >> 4, 16))
                .append(Character.forDigit(c & 15, 16));
          } else {
            out.append(c);
          }
        }
      }
    }
    out.append('"');
  }

  /** {@return the document, ended by a line feed} */
  @Override
  public String toString() {
    if (!scopes.isEmpty()) {
      throw new IllegalStateException("the document is not closed: " + scopes.size() + " open");
    }
    return out + "\n";
  }
}
