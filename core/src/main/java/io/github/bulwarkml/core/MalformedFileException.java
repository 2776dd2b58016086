// Copyright the Bulwark authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.github.bulwarkml.core;

import java.io.IOException;
import java.util.Objects;

/**
 * A file that does not hold what its format promises.
 *
 * <p>The message starts with the file's name and the place: a line (and column) of a text file, a
 * byte offset of a binary one.
 *
 * @since 0.1.0
 */
public final class MalformedFileException extends IOException {
  private static final long serialVersionUID = 1L;

  /**
   * Creates the exception.
   *
   * @param file the file's name as the user knows it
   * @param problem what must hold, and what was found instead
   */
  public MalformedFileException(String file, String problem) {
    super(Objects.requireNonNull(file, "file") + ": " + problem);
  }

  /**
   * {@return the exception for a place in a text file}
   *
   * @param file the file's name as the user knows it
   * @param line the line, counted from 1
   * @param problem what must hold, and what was found instead
   */
  public static MalformedFileException atLine(String file, long line, String problem) {
    return new MalformedFileException(file, "line " + line + ": " + problem);
  }

  /**
   * {@return the exception for a place in a binary file}
   *
   * @param file the file's name as the user knows it
   * @param offset the offset in bytes, counted from 0
   * @param problem what must hold, and what was found instead
   */
  public static MalformedFileException atByte(String file, long offset, String problem) {
    return new MalformedFileException(file, "byte " + offset + ": " + problem);
  }
}
