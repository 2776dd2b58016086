// Copyright the Bulwark authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.github.bulwarkml.benchmarks;

import java.lang.reflect.Executable;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Good arguments by {@code Class.method(types)#parameter} or {@code Class.method#parameter} (the
 * instance by {@code Class.method}), else by the name of the parameter, else by its type. Several
 * samples may share a name: the first of the wanted type counts, numbers being converted.
 */
final class SampleTable {
  /** Makes one sample, fresh each time. */
  @FunctionalInterface
  interface Sample {
    Object get() throws Exception;
  }

  private final Map<String, List<Sample>> named = new LinkedHashMap<>();
  private final Map<Class<?>, Sample> typed = new LinkedHashMap<>();

  /** Adds a sample for a parameter's name or {@code Class.method#parameter}. */
  SampleTable named(String key, Sample sample) {
    named.computeIfAbsent(key, k -> new ArrayList<>()).add(sample);
    return this;
  }

  /** Adds a sample for a type, a parameter's or a method's own. */
  SampleTable typed(Class<?> type, Sample sample) {
    typed.put(type, sample);
    return this;
  }

  /** {@return the sample for this parameter, if its name is listed} */
  Optional<Object> named(Executable executable, int index) throws Exception {
    String name = plain(executable.getParameters()[index].getName());
    Class<?> type = executable.getParameterTypes()[index];
    String types =
        Arrays.stream(executable.getParameterTypes())
            .map(Class::getSimpleName)
            .collect(Collectors.joining(", ", "(", ")"));
    String method = key(executable);
    for (String key : List.of(method + types + "#" + name, method + "#" + name, name)) {
      Optional<Object> sample = named(key, type);
      if (sample.isPresent()) {
        return sample;
      }
    }
    return Optional.empty();
  }

  /** {@return the first sample of the type under this key, if any} */
  Optional<Object> named(String key, Class<?> type) throws Exception {
    for (Sample sample : named.getOrDefault(key, List.of())) {
      Optional<Object> fitting = fitted(sample.get(), type);
      if (fitting.isPresent()) {
        return fitting;
      }
    }
    return Optional.empty();
  }

  /** {@return the sample of this type, if listed} */
  Optional<Object> typed(Class<?> type) throws Exception {
    Sample sample = typed.get(type);
    return sample == null ? Optional.empty() : Optional.of(sample.get());
  }

  /** {@return the name of what a setter sets: "level" for a parameter "newLevel"} */
  static String plain(String parameter) {
    return parameter.matches("new[A-Z].*")
        ? Character.toLowerCase(parameter.charAt(3)) + parameter.substring(4)
        : parameter;
  }

  /** {@return "Outer.Nested.method", "Outer.Nested.new" for a constructor} */
  static String key(Executable executable) {
    String type = executable.getDeclaringClass().getName();
    String name = executable instanceof Method ? executable.getName() : "new";
    return type.substring(type.lastIndexOf('.') + 1).replace('$', '.') + "." + name;
  }

  private static Optional<Object> fitted(Object value, Class<?> type) {
    if (!type.isPrimitive()) {
      return type.isInstance(value) ? Optional.of(value) : Optional.empty();
    }
    if (!(value instanceof Number number)) {
      return Optional.empty();
    }
    if (type == double.class) {
      return Optional.of(number.doubleValue());
    }
    if (type == float.class) {
      return Optional.of(number.floatValue());
    }
    if (number instanceof Double) {
      return Optional.empty();
    }
    if (type == long.class) {
      return Optional.of(number.longValue());
    }
    return type == int.class ? Optional.of(number.intValue()) : Optional.empty();
  }
}
