// Copyright the Bulwark authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.github.bulwarkml.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.lang.reflect.Constructor;
import java.lang.reflect.Executable;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Parameter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * Calls every public method and constructor of the published modules with NaN, infinities,
 * negatives, zero and huge values in each numeric parameter, one at a time, the others being good:
 * the call returns, or it throws a documented exception that names the parameter.
 */
class NumericParameterSweepTest {
  private static final Duration LIMIT = Duration.ofSeconds(20);

  private static final SampleArguments SAMPLES = new SampleArguments();

  /** Every public executable with at least one numeric parameter. */
  static List<Executable> executables() {
    List<Executable> found = new ArrayList<>();
    for (JavaClass imported :
        new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("io.github.bulwarkml")) {
      String name = imported.getName();
      if (name.contains(".internal.")
          || name.contains(".core.simd.")
          || name.contains(".cli.")
          || name.startsWith("io.github.bulwarkml.benchmarks.")
          || name.startsWith("io.github.bulwarkml.docs.")) {
        continue;
      }
      Class<?> type = imported.reflect();
      if (isPublic(type)) {
        Stream.concat(
                Arrays.stream(type.getDeclaredConstructors()),
                Arrays.stream(type.getDeclaredMethods()))
            .filter(e -> Modifier.isPublic(e.getModifiers()) && !e.isSynthetic())
            .filter(e -> !Modifier.isAbstract(e.getModifiers()))
            .filter(e -> !(e instanceof Constructor<?> && Modifier.isAbstract(type.getModifiers())))
            .filter(e -> Arrays.stream(e.getParameters()).anyMatch(p -> isNumeric(p)))
            .forEach(found::add);
      }
    }
    found.sort((a, b) -> describe(a).compareTo(describe(b)));
    return found;
  }

  private static boolean isPublic(@Nullable Class<?> type) {
    for (Class<?> c = type; c != null; c = c.getEnclosingClass()) {
      if (!Modifier.isPublic(c.getModifiers())) {
        return false;
      }
    }
    return true;
  }

  private static boolean isNumeric(Parameter parameter) {
    Class<?> type = parameter.getType();
    return type == int.class
        || type == long.class
        || type == float.class
        || type == double.class
        || type == double[].class
        || type == float[].class;
  }

  @Test
  void manyAreFound() {
    assertThat(executables()).hasSizeGreaterThan(50);
  }

  @TestFactory
  Stream<DynamicTest> everyNumericParameterIsChecked() {
    return executables().stream().map(e -> DynamicTest.dynamicTest(describe(e), () -> sweep(e)));
  }

  private static void sweep(Executable executable) throws Exception {
    List<String> problems = new ArrayList<>();
    Throwable baseline = call(executable, -1, null);
    if (baseline != null) {
      throw new AssertionError("give good arguments in SampleArguments: " + baseline, baseline);
    }
    Parameter[] parameters = executable.getParameters();
    for (int p = 0; p < parameters.length; p++) {
      if (!isNumeric(parameters[p])) {
        continue;
      }
      for (Object bad : bad(executable, p)) {
        Throwable thrown = call(executable, p, bad);
        String name = SampleTable.plain(parameters[p].getName());
        if (thrown != null && !isDocumented(thrown, name)) {
          problems.add(name + " = " + show(bad) + " -> " + thrown);
        }
      }
    }
    assertThat(problems).isEmpty();
  }

  /** An argument or index exception that names the parameter. */
  private static boolean isDocumented(Throwable thrown, String name) {
    if (!(thrown instanceof IllegalArgumentException
        || thrown instanceof IndexOutOfBoundsException)) {
      return false;
    }
    String message = String.valueOf(thrown.getMessage()).toLowerCase(Locale.ROOT);
    return message.contains(name.toLowerCase(Locale.ROOT));
  }

  private static List<Object> bad(Executable executable, int index) {
    Class<?> type = executable.getParameterTypes()[index];
    List<Object> values = new ArrayList<>();
    if (type == int.class) {
      values.addAll(List.of(0, -1, Integer.MIN_VALUE, Integer.MAX_VALUE));
    } else if (type == long.class) {
      values.addAll(List.of(0L, -1L, Long.MIN_VALUE, Long.MAX_VALUE));
    } else if (type == float.class) {
      values.addAll(
          List.of(
              0f,
              -1f,
              Float.NaN,
              Float.NEGATIVE_INFINITY,
              Float.POSITIVE_INFINITY,
              Float.MAX_VALUE));
    } else if (type == double.class) {
      for (double value : BAD_DOUBLES) {
        values.add(value);
      }
    } else if (type == double[].class) {
      double[] good = (double[]) SAMPLES.argument(executable, index);
      for (double value : BAD_DOUBLES) {
        double[] changed = good.clone();
        if (changed.length > 0) {
          changed[changed.length / 2] = value;
        }
        values.add(changed);
      }
      values.add(new double[0]);
    } else {
      float[] good = (float[]) SAMPLES.argument(executable, index);
      for (double value : BAD_DOUBLES) {
        float[] changed = good.clone();
        if (changed.length > 0) {
          changed[changed.length / 2] = (float) value;
        }
        values.add(changed);
      }
      values.add(new float[0]);
    }
    return values;
  }

  private static final double[] BAD_DOUBLES = {
    0, -1, Double.NaN, Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY, Double.MAX_VALUE
  };

  /** What the call throws, or null if it returns. */
  private static @Nullable Throwable call(
      Executable executable, int changed, @Nullable Object value) throws Exception {
    Object[] arguments = new Object[executable.getParameterCount()];
    for (int i = 0; i < arguments.length; i++) {
      arguments[i] = i == changed ? value : SAMPLES.argument(executable, i);
    }
    Object target =
        executable instanceof Method && !Modifier.isStatic(executable.getModifiers())
            ? SAMPLES.instance(executable.getDeclaringClass())
            : null;
    return assertTimeoutPreemptively(
        LIMIT,
        () -> {
          try {
            if (executable instanceof Method method) {
              method.invoke(target, arguments);
            } else {
              ((Constructor<?>) executable).newInstance(arguments);
            }
            return null;
          } catch (InvocationTargetException e) {
            return e.getCause();
          }
        },
        () -> describe(executable) + " with " + changed + " = " + show(value));
  }

  private static String show(@Nullable Object value) {
    if (value instanceof double[] array) {
      return Arrays.toString(array);
    }
    return value instanceof float[] array ? Arrays.toString(array) : String.valueOf(value);
  }

  static String describe(Executable executable) {
    List<String> parameters = new ArrayList<>();
    for (Parameter parameter : executable.getParameters()) {
      parameters.add(parameter.getType().getSimpleName() + " " + parameter.getName());
    }
    String type = executable.getDeclaringClass().getName().replace("io.github.bulwarkml.", "");
    String name = executable instanceof Constructor<?> ? "new" : executable.getName();
    return type + "." + name + "(" + String.join(", ", parameters) + ")";
  }
}
