// Copyright the Bulwark authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.github.bulwarkml.core.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AtomicFileTest {
  @TempDir Path folder;

  private List<String> names() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(file -> String.valueOf(file.getFileName())).sorted().toList();
    }
  }

  @Test
  void writesMakesFoldersAndReplaces() throws IOException {
    Path file = folder.resolve("a/b/c.txt");
    AtomicFile.writeText(file, "één\n");
    AtomicFile.writeText(file, "two\n");
    assertThat(file).hasContent("two\n");
    try (Stream<Path> files = Files.list(folder.resolve("a/b"))) {
      assertThat(files).containsExactly(file);
    }
  }

  @Test
  void aFailingWriterLeavesTheOldFileAndNothingElse() throws IOException {
    Path file = folder.resolve("old.txt");
    AtomicFile.writeText(file, "old");
    assertThatThrownBy(
            () ->
                AtomicFile.write(
                    file,
                    out -> {
                      out.write(new byte[1 << 20]);
                      throw new IOException("disk full");
                    }))
        .hasMessage("disk full");
    assertThatThrownBy(
            () ->
                AtomicFile.write(
                    file,
                    out -> {
                      out.write(1);
                      throw new IllegalStateException("defect");
                    }))
        .hasMessage("defect");
    assertThat(file).hasContent("old");
    assertThat(names()).containsExactly("old.txt");
  }

  @Test
  void failingArrayWritersLeaveTheOldFileAndNothingElse() throws IOException {
    Path file = folder.resolve("x.npy");
    Npy.write(file, NpyArray.of(NpyScalar.I4, new int[] {5}));
    assertThatThrownBy(() -> Npy.write(file, NpyHeader.of(NpyScalar.I4, 3), out -> out.putLong(1)))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("<i4 [3] takes 3 numbers, but only 1 were put");
    assertThat(Npy.read(file).toInts()).containsExactly(5);
    assertThatThrownBy(
            () -> Npz.write(file, Map.of("\n", NpyArray.of(NpyScalar.I4, new int[] {5}))))
        .isInstanceOf(IllegalArgumentException.class);
    assertThat(names()).containsExactly("x.npy");
  }

  @Test
  void aFolderInTheWayIsKept() throws IOException {
    Path file = folder.resolve("taken");
    Files.createDirectories(file.resolve("full"));
    assertThatThrownBy(() -> AtomicFile.writeText(file, "x")).isInstanceOf(IOException.class);
    assertThat(names()).containsExactly("taken");
    assertThat(file.resolve("full")).isDirectory();
  }

  @Test
  void theFileMayBeReadByOthersAsAnyNewFile() throws IOException {
    Path file = folder.resolve("shared.txt");
    AtomicFile.writeText(file, "x");
    Path ordinary = Files.writeString(folder.resolve("ordinary.txt"), "x");
    if (Files.getFileStore(file).supportsFileAttributeView("posix")) {
      assertThat(Files.getPosixFilePermissions(file))
          .isEqualTo(Files.getPosixFilePermissions(ordinary));
    }
  }
}
