// Copyright the Bulwark authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.github.bulwarkml.core.result;

import io.github.bulwarkml.core.internal.ArrayElements;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The forms a parameter may have: those that JSON gives back as they were. */
final class ParameterValues {
  private ParameterValues() {}

  static Map<String, Object> ofMap(Map<?, ?> parameters) {
    Map<String, Object> plain = new LinkedHashMap<>();
    parameters.forEach(
        (name, value) -> {
          Object kept = of(value);
          if (kept != null) {
            plain.put(String.valueOf(Objects.requireNonNull(name, "name")), kept);
          }
        });
    return Collections.unmodifiableMap(plain);
  }

  private static @Nullable Object of(@Nullable Object value) {
    if (value == null || value instanceof Boolean || value instanceof String) {
      return value;
    }
    if (value instanceof Long
        || value instanceof Integer
        || value instanceof Short
        || value instanceof Byte) {
      return ((Number) value).longValue();
    }
    if (value instanceof Double number) {
      return Double.isFinite(number) ? (Object) number : number.toString();
    }
    if (value instanceof Float number) {
      // The digits people gave: 0.1, not 0.10000000149.
      return of(Double.valueOf(Column.plain(number)));
    }
    if (value instanceof Enum<?> constant) {
      return constant.name().toLowerCase(Locale.ROOT);
    }
    if (value instanceof Optional<?> optional) {
      return of(optional.orElse(null));
    }
    if (value instanceof Map<?, ?> map) {
      return ofMap(map);
    }
    if (value instanceof Iterable<?> several && !(value instanceof Path)) {
      return list(several);
    }
    if (value.getClass().isArray()) {
      return list(ArrayElements.of(value));
    }
    return value.toString();
  }

  private static List<Object> list(Iterable<?> elements) {
    List<Object> kept = new ArrayList<>();
    for (Object element : elements) {
      Object one = of(element);
      if (one != null) {
        kept.add(one);
      }
    }
    return Collections.unmodifiableList(kept);
  }
}
