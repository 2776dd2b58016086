// Copyright the Bulwark authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.github.bulwarkml.core.io;

import io.github.bulwarkml.core.internal.ArrayElements;
import io.github.bulwarkml.core.internal.ShortestDecimal;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Writes JSON with keys in the order given, two-space indent, {@code \n} line ends and the digits
 * of {@link Double#toString(double)} as JDK 19 and later print them. NaN and infinities become the
 * strings {@code "NaN"}, {@code "Infinity"} and {@code "-Infinity"}. Equal calls give equal bytes.
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
    final Set<String> names = new HashSet<>();
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
   * @throws IllegalStateException outside an object, after another name, or if the object has that
   *     name already
   */
  public JsonWriter name(String name) {
    Objects.requireNonNull(name, "name");
    Scope scope = scopes.peek();
    if (scope == null || scope.close != '}' || named) {
      throw new IllegalStateException("a name must follow an object's opening or a value");
    }
    if (!scope.names.add(name)) {
      throw new IllegalStateException("the object has a member '" + name + "' already");
    }
    separate(scope);
    quote(name);
    out.append(": ");
    named = true;
    return this;
  }

  /**
   * {@return this writer, with a value written} Strings, numbers, booleans, null, maps, iterables,
   * arrays and optionals of those are understood; anything else is written as the string that its
   * {@code toString()} gives.
   *
   * @param value the value, or null
   * @throws IllegalStateException if no value can stand here, or two keys of a map are equal as
   *     strings
   */
  public JsonWriter value(@Nullable Object value) {
    if (value instanceof Map<?, ?> map) {
      beginObject();
      map.forEach((key, element) -> name(String.valueOf(key)).value(element));
      return endObject();
    }
    if (value instanceof Iterable<?> elements && !(value instanceof Path)) {
      beginArray();
      elements.forEach(this::value);
      return endArray();
    }
    if (value != null && value.getClass().isArray()) {
      return value(ArrayElements.of(value));
    }
    if (value instanceof Optional<?> optional) {
      return value(optional.orElse(null));
    }
    place();
    if (value instanceof Double number) {
      number(Double.isFinite(number), ShortestDecimal.toString(number));
    } else if (value instanceof Float number) {
      number(Float.isFinite(number), ShortestDecimal.toString(number));
    } else if (value == null || value instanceof Number || value instanceof Boolean) {
      out.append(value);
    } else {
      quote(value.toString());
    }
    return this;
  }

  private void number(boolean finite, String text) {
    if (finite) {
      out.append(text);
    } else {
      quote(text);
    }
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
          if (c < 0x20 || Character.isSurrogate(c) && isLone(text, i)) {
            // A lone surrogate has no UTF-8 form.
            out.append("\\u").append(HexFormat.of().toHexDigits(c));
          } else {
            out.append(c);
          }
        }
      }
    }
    out.append('"');
  }

  private static boolean isLone(String text, int at) {
    return Character.isHighSurrogate(text.charAt(at))
        ? at + 1 == text.length() || !Character.isLowSurrogate(text.charAt(at + 1))
        : at == 0 || !Character.isHighSurrogate(text.charAt(at - 1));
  }

  /**
   * {@return the document, ended by a line feed}
   *
   * @throws IllegalStateException if the document is empty or something in it is not closed
   */
  @Override
  public String toString() {
    if (!scopes.isEmpty()) {
      throw new IllegalStateException("the document is not closed: " + scopes.size() + " open");
    }
    if (out.length() == 0) {
      throw new IllegalStateException("the document is empty");
    }
    return out + "\n";
  }
}
