// Copyright the Bulwark authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.github.bulwarkml.benchmarks;

import java.lang.reflect.Constructor;
import java.lang.reflect.Executable;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.ParameterizedType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Good arguments for every public method: from the tables of samples, else a constant of the type,
 * or what its shortest static factory or constructor makes of good arguments.
 */
final class SampleArguments {
  private final SampleTable table = new SampleTable();

  /** The types being made, outermost first. */
  private final Set<Class<?>> making = new LinkedHashSet<>();

  SampleArguments() {
    PlainSamples.addTo(table);
    PretrainingSamples.addTo(table);
    CoreSamples.addTo(table);
    Dl4jSamples.addTo(table);
    NetworkSamples.addTo(table);
    RandomSamples.addTo(table);
    RobustnessSamples.addTo(table);
    TrainingSamples.addTo(table);
  }

  /** {@return a good argument, fresh} */
  Object argument(Executable executable, int index) {
    try {
      Optional<Object> named = table.named(executable, index);
      return named.isPresent()
          ? named.get()
          : argument(executable.getParameterTypes()[index], executable, index);
    } catch (Exception e) {
      throw new AssertionError(
          "no good "
              + SampleTable.key(executable)
              + "#"
              + executable.getParameters()[index].getName()
              + ": "
              + e,
          e);
    }
  }

  private Object argument(Class<?> type, Executable executable, int index) throws Exception {
    if (type == List.class
        && executable.getGenericParameterTypes()[index] instanceof ParameterizedType list
        && list.getActualTypeArguments()[0] instanceof Class<?> element) {
      return List.of(sample(element));
    }
    return sample(type);
  }

  /** {@return a small good instance to call a method on, fresh} */
  Object instance(Executable method) {
    Class<?> type = method.getDeclaringClass();
    try {
      Optional<Object> named = table.named(SampleTable.key(method), type);
      return named.isPresent() ? named.get() : sample(type);
    } catch (Exception e) {
      throw new AssertionError("no good " + type.getSimpleName() + ": " + e, e);
    }
  }

  private Object sample(Class<?> type) throws Exception {
    Optional<Object> listed = table.typed(type);
    if (listed.isPresent()) {
      return listed.get();
    }
    if (type.isEnum()) {
      return type.getEnumConstants()[0];
    }
    if (!making.add(type)) {
      throw new IllegalStateException("making a " + type.getSimpleName() + " needs itself");
    }
    try {
      return made(type);
    } finally {
      making.remove(type);
    }
  }

  private Object made(Class<?> type) throws Exception {
    for (Field field : type.getFields()) {
      if (Modifier.isStatic(field.getModifiers()) && field.getType() == type) {
        return field.get(null);
      }
    }
    List<Throwable> failures = new ArrayList<>();
    for (Executable maker : makers(type)) {
      try {
        Object[] arguments = new Object[maker.getParameterCount()];
        for (int i = 0; i < arguments.length; i++) {
          arguments[i] = argument(maker, i);
        }
        return maker instanceof Method factory
            ? factory.invoke(null, arguments)
            : ((Constructor<?>) maker).newInstance(arguments);
      } catch (ReflectiveOperationException | RuntimeException | AssertionError e) {
        failures.add(e.getCause() == null ? e : e.getCause());
      }
    }
    throw new IllegalStateException(
        "add a sample of "
            + type.getName()
            + " to "
            + (type.getName().contains(".core.") ? "CoreSamples" : "RobustnessSamples")
            + (failures.isEmpty() ? "" : "; tried: " + failures));
  }

  /** Static factories, then constructors, each from the fewest parameters to the most. */
  private static List<Executable> makers(Class<?> type) {
    Comparator<Executable> order =
        Comparator.<Executable>comparingInt(Executable::getParameterCount)
            .thenComparing(Executable::toString);
    Stream<Executable> factories =
        Arrays.<Executable>stream(type.getDeclaredMethods())
            .filter(e -> Modifier.isPublic(e.getModifiers()) && Modifier.isStatic(e.getModifiers()))
            .filter(e -> ((Method) e).getReturnType() == type)
            .sorted(order);
    Stream<Executable> constructors =
        Modifier.isAbstract(type.getModifiers())
            ? Stream.empty()
            : Arrays.<Executable>stream(type.getConstructors()).sorted(order);
    return Stream.concat(factories, constructors).toList();
  }
}
