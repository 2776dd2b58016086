// Copyright the Bulwark authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.github.bulwarkml.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
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
    return Files.createTempDirectory(FOLDER.get(), "call").resolve(name);
  }

  private static final java.util.function.Supplier<Path> FOLDER = new Folder();

  /** One folder for all samples, deleted when the tests end. */
  private static final class Folder implements java.util.function.Supplier<Path> {
    private final Path path;

    Folder() {
      try {
        path = Files.createTempDirectory("bulwark-sweep");
      } catch (IOException e) {
        throw new java.io.UncheckedIOException(e);
      }
      Runtime.getRuntime().addShutdownHook(new Thread(this::delete));
    }

    @Override
    public Path get() {
      return path;
    }

    private void delete() {
      try (Stream<Path> all = Files.walk(path)) {
        for (Path each : all.sorted(java.util.Comparator.reverseOrder()).toList()) {
          Files.deleteIfExists(each);
        }
      } catch (IOException e) {
        throw new java.io.UncheckedIOException(e);
      }
    }
  }
}
