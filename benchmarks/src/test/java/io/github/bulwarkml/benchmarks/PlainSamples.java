// Copyright the Bulwark authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.github.bulwarkml.benchmarks;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.function.DoubleBinaryOperator;
import java.util.function.IntConsumer;
import java.util.function.IntFunction;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;

/** Samples of plain Java types, by type and by names used throughout the modules. */
final class PlainSamples {
  /** One folder for all samples. */
  private static final Path FOLDER = folder();

  private PlainSamples() {}

  static void addTo(SampleTable table) {
    table
        .typed(int.class, () -> 1)
        .typed(long.class, () -> 1L)
        .typed(float.class, () -> 0.5f)
        .typed(double.class, () -> 0.5)
        .typed(boolean.class, () -> true)
        .typed(char.class, () -> ',')
        .typed(String.class, () -> "name")
        .typed(double[].class, () -> new double[] {0.1, 0.2, 0.4, 0.5, 0.7, 0.9})
        .typed(float[].class, () -> new float[] {0.1f, 0.2f, 0.4f, 0.5f, 0.7f, 0.9f})
        .typed(int[].class, () -> new int[] {0, 1, 2, 0, 1, 2})
        .typed(long[].class, () -> new long[] {6})
        .typed(byte[].class, () -> new byte[6])
        .typed(boolean[].class, () -> new boolean[] {true, false, true, true, false, true})
        .typed(Double.class, () -> 0.5)
        .typed(Long.class, () -> 1L)
        .typed(Integer.class, () -> 1)
        .typed(Object.class, () -> "value")
        .typed(List.class, List::of)
        .typed(Map.class, Map::of)
        .typed(Set.class, Set::of)
        .typed(Optional.class, Optional::empty)
        .typed(OptionalDouble.class, () -> OptionalDouble.of(0.5))
        .typed(ToDoubleFunction.class, () -> (ToDoubleFunction<Object>) any -> 0.5)
        .typed(DoubleBinaryOperator.class, () -> (DoubleBinaryOperator) Double::sum)
        .typed(IntConsumer.class, () -> (IntConsumer) i -> {})
        .typed(IntFunction.class, () -> (IntFunction<Object>) i -> i)
        .typed(Path.class, () -> file("new"));
  }

  /** {@return the path of a file not yet there, deleted when the tests end} */
  static Path file(String name) throws IOException {
    return Files.createTempDirectory(FOLDER, "call").resolve(name);
  }

  private static Path folder() {
    try {
      Path folder = Files.createTempDirectory("bulwark-sweep");
      Runtime.getRuntime().addShutdownHook(new Thread(() -> delete(folder)));
      return folder;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void delete(Path folder) {
    try (Stream<Path> all = Files.walk(folder)) {
      for (Path each : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(each);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
