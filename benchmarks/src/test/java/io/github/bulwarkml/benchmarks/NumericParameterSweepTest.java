// Copyright the Bulwark authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.github.bulwarkml.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.github.bulwarkml.core.MalformedFileException;
import io.github.bulwarkml.core.NumericalException;
import io.github.bulwarkml.core.internal.Require;
import io.github.bulwarkml.core.stats.Bootstrap;
import io.github.bulwarkml.core.stats.Correlation;
import io.github.bulwarkml.core.stats.Huber;
import io.github.bulwarkml.core.stats.LeastSquares;
import io.github.bulwarkml.core.stats.LineFit;
import io.github.bulwarkml.core.stats.MultipleFit;
import io.github.bulwarkml.core.stats.TheilSen;
import io.github.bulwarkml.core.stats.TrendTests;
import io.github.bulwarkml.core.stats.WeightedLeastSquares;
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
import java.util.Set;
import java.util.regex.Pattern;
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

  /** Calls that return, but do so much work that they take longer: method, parameter and value. */
  private static final Set<String> LENGTHY =
      Set.of("Parallel.forEach count = 2147483647", "CorruptionBatch.forEach count = 2147483647");

  /** Methods whose javadoc says which numbers give NaN. */
  private static final Set<String> RETURNS_NAN = Set.of();

  /** Types whose javadoc announces that numbers near the range of double overflow. */
  private static final Set<Class<?>> NUMERICAL =
      Set.of(
          Bootstrap.class,
          Correlation.class,
          Huber.class,
          LeastSquares.class,
          LineFit.class,
          MultipleFit.class,
          TheilSen.class,
          TrendTests.class,
          WeightedLeastSquares.class);

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
          || name.contains(".core.testing.")
          // Bounded draws keep the contract and the messages of java.util.random and Commons RNG.
          || name.endsWith(".core.random.RandomBits")
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
            .filter(e -> Arrays.stream(e.getParameters()).anyMatch(BadNumbers::isNumeric))
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

  @Test
  void manyAreFound() {
    assertThat(executables()).hasSizeGreaterThan(300);
  }

  /** What the sweep must catch, and a method that it must not. */
  static final class Careless {
    private Careless() {}

    public static double undocumentedNan(double p) {
      return Math.log(p);
    }

    public static int unnamedIndex(int row) {
      return "abc".charAt(row);
    }

    public static int unboundedMemory(int count) {
      return new long[count].length;
    }

    public static double otherName(double level) {
      return Require.inside(level, 0, 1, "alpha");
    }

    public static double checked(double level) {
      return Require.inside(level, 0, 1, "level");
    }
  }

  @Test
  void carelessMethodsAreCaught() {
    for (Method method : Careless.class.getDeclaredMethods()) {
      if (Modifier.isPublic(method.getModifiers())) {
        assertThat(problems(method).isEmpty())
            .as(method.getName())
            .isEqualTo(method.getName().equals("checked"));
      }
    }
  }

  @TestFactory
  Stream<DynamicTest> everyNumericParameterIsChecked() {
    return executables().stream()
        .map(e -> DynamicTest.dynamicTest(describe(e), () -> assertThat(problems(e)).isEmpty()));
  }

  private static List<String> problems(Executable executable) {
    Outcome good = call(executable, -1, null);
    if (good.thrown() != null) {
      throw new AssertionError(
          "give good arguments for "
              + SampleTable.key(executable)
              + " in CoreSamples or RobustnessSamples: "
              + good.thrown(),
          good.thrown());
    }
    List<String> problems = new ArrayList<>();
    Parameter[] parameters = executable.getParameters();
    for (int p = 0; p < parameters.length; p++) {
      if (BadNumbers.isNumeric(parameters[p])) {
        for (Object bad : BadNumbers.like(SAMPLES.argument(executable, p))) {
          String given = parameters[p].getName() + " = " + BadNumbers.show(bad);
          if (!LENGTHY.contains(SampleTable.key(executable) + " " + given)) {
            Outcome outcome = call(executable, p, bad);
            if (!isDocumented(executable, outcome, parameters[p].getName(), given)) {
              problems.add(given + " -> " + outcome);
            }
          }
        }
      }
    }
    return problems;
  }

  /** What a call came to. */
  private record Outcome(@Nullable Object returned, @Nullable Throwable thrown) {}

  /**
   * Whether a call returned, NaN only if given NaN, or threw an exception that says what must hold
   * of the parameter.
   */
  private static boolean isDocumented(
      Executable executable, Outcome outcome, String name, String given) {
    Throwable thrown = outcome.thrown();
    if (thrown == null) {
      boolean nan = "NaN".equals(String.valueOf(outcome.returned()));
      return !nan || given.contains("NaN") || RETURNS_NAN.contains(SampleTable.key(executable));
    }
    if (thrown instanceof NumericalException) {
      return NUMERICAL.contains(executable.getDeclaringClass());
    }
    String message = String.valueOf(thrown.getMessage());
    return (thrown.getClass() == IllegalArgumentException.class
            || thrown.getClass() == IndexOutOfBoundsException.class
            || thrown.getClass() == MalformedFileException.class)
        && (message.contains("must")
            || message.contains(" needs ")
            || message.contains("drop or impute before use"))
        && Stream.of(name, SampleTable.plain(name))
            .anyMatch(n -> Pattern.compile("\\b" + n + "\\b").matcher(message).find());
  }

  private static Outcome call(Executable executable, int changed, @Nullable Object value) {
    Object[] arguments = new Object[executable.getParameterCount()];
    for (int i = 0; i < arguments.length; i++) {
      arguments[i] = i == changed ? value : SAMPLES.argument(executable, i);
    }
    Object target =
        executable instanceof Method && !Modifier.isStatic(executable.getModifiers())
            ? SAMPLES.instance(executable)
            : null;
    return assertTimeoutPreemptively(
        LIMIT,
        () -> {
          try {
            return new Outcome(
                executable instanceof Method method
                    ? method.invoke(target, arguments)
                    : ((Constructor<?>) executable).newInstance(arguments),
                null);
          } catch (InvocationTargetException e) {
            return new Outcome(null, e.getCause());
          }
        },
        () -> describe(executable) + " with argument " + changed + " = " + value);
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
