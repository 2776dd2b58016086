// Copyright the Bulwark authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.github.bulwarkml.robustness.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * A folder that appears under its final name only when all its files are written; otherwise nothing
 * of it is left.
 */
final class StagedFolder implements AutoCloseable {
  private final Path target;
  private final Path staged;

  StagedFolder(Path target) throws IOException {
    this.target = target;
    Path parent = target.toAbsolutePath().getParent();
    if (parent == null) {
      throw new IllegalArgumentException("an output folder must have a parent, but was " + target);
    }
    Files.createDirectories(parent);
    this.staged = Files.createTempDirectory(parent, "." + target.getFileName() + ".");
  }

  /** {@return where to write} */
  Path path() {
    return staged;
  }

  /** Gives the folder its final name. */
  void complete() throws IOException {
    Files.move(staged, target);
  }

  @Override
  public void close() throws IOException {
    if (!Files.exists(staged)) {
      return;
    }
    List<Path> leftovers;
    try (Stream<Path> all = Files.walk(staged)) {
      leftovers = all.sorted(Comparator.reverseOrder()).toList();
    }
    for (Path file : leftovers) {
      Files.deleteIfExists(file);
    }
  }
}
