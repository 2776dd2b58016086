// Copyright the Bulwark authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.github.bulwarkml.core.io;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Objects;
import java.util.UUID;

/**
 * Writes a file under a temporary name beside its final one and moves it there when it is complete:
 * the final name never shows half a file.
 *
 * @since 0.1.0
 */
public final class AtomicFile {
  private AtomicFile() {}

  /** Writes the content of a file. */
  @FunctionalInterface
  public interface Content {
    /**
     * Writes everything the file holds.
     *
     * @param out a buffered stream; closed by the caller
     * @throws IOException if writing fails; the final file is then left as it was
     */
    void writeTo(OutputStream out) throws IOException;
  }

  /**
   * Writes a file, replacing one of the same name.
   *
   * @param file the final name; missing parent folders are made
   * @param content writes the bytes
   * @throws IllegalArgumentException if {@code file} is the root of a file system
   * @throws IOException if writing or moving fails; the final file is then left as it was
   */
  public static void write(Path file, Content content) throws IOException {
    Objects.requireNonNull(file, "file");
    Objects.requireNonNull(content, "content");
    Path target = file.toAbsolutePath();
    Path folder = target.getParent();
    if (folder == null) {
      throw new IllegalArgumentException("file must name a file in a folder, but was " + file);
    }
    if (!Files.isDirectory(folder)) { // which may be a link, that createDirectories refuses
      Files.createDirectories(folder);
    }
    Path temporary = folder.resolve(target.getFileName() + "." + UUID.randomUUID() + ".tmp");
    try {
      // Not Files.createTempFile, whose files nobody else may read.
      try (OutputStream out =
          new BufferedOutputStream(
              Files.newOutputStream(
                  temporary, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
              1 << 16)) {
        content.writeTo(out);
      }
      try {
        Files.move(
            temporary, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
      } catch (AtomicMoveNotSupportedException e) {
        Files.move(temporary, target, StandardCopyOption.REPLACE_EXISTING);
      }
    } finally {
      Files.deleteIfExists(temporary);
    }
  }

  /**
   * Writes a text file in UTF-8, replacing one of the same name.
   *
   * @param file the final name; missing parent folders are made
   * @param text the whole content
   * @throws IOException if writing or moving fails; the final file is then left as it was
   */
  public static void writeText(Path file, String text) throws IOException {
    byte[] bytes = text.getBytes(UTF_8);
    write(file, out -> out.write(bytes));
  }
}
