// Copyright the Bulwark authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.github.bulwarkml.core.io;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Objects;

/**
 * NumPy's array files, {@code .npy}.
 *
 * <pre>{@code
 * double[] margins = Npy.read(Path.of("margins.npy")).toDoubles();
 * Npy.write(Path.of("labels.npy"), NpyArray.of(NpyScalar.I4, new int[] {3, 1, 4}));
 * }</pre>
 *
 * <p>Reads versions 1.0, 2.0 and 3.0, C and Fortran order, both byte orders, numbers of 1 to 8
 * bytes, booleans and flat records; writes the bytes that {@code numpy.save} writes. A file must
 * hold one array and nothing else; whatever breaks the format is refused with its byte offset, and
 * no memory is taken for data that the file does not hold.
 *
 * <p>Reference: NumPy Enhancement Proposal 1 and {@code numpy/lib/format.py}.
 *
 * @since 0.1.0
 */
public final class Npy {
  private Npy() {}

  /** Writes the numbers of an array. */
  @FunctionalInterface
  public interface Content {
    /**
     * Puts every number: items in the order of the file, the fields of a record in turn.
     *
     * @param out takes the numbers
     * @throws IOException if writing fails
     */
    void writeTo(NpyOutput out) throws IOException;
  }

  /**
   * {@return the array of a file, in memory}
   *
   * @param file an existing file
   * @throws io.github.bulwarkml.core.MalformedFileException if the file breaks the format
   * @throws IOException if the file cannot be read
   */
  public static NpyArray read(Path file) throws IOException {
    try (NpyFile open = open(file)) {
      return open.readAll();
    }
  }

  /**
   * {@return an open file whose rows are read on demand}
   *
   * @param file an existing file
   * @throws io.github.bulwarkml.core.MalformedFileException if the file breaks the format
   * @throws IOException if the file cannot be read
   */
  public static NpyFile open(Path file) throws IOException {
    return NpyFile.open(Objects.requireNonNull(file, "file"));
  }

  /**
   * Writes an array, replacing a file of the same name.
   *
   * @param file the final name; missing parent folders are made
   * @param array what to write
   * @throws IOException if writing fails; a file of that name is then left as it was
   */
  public static void write(Path file, NpyArray array) throws IOException {
    Objects.requireNonNull(array, "array");
    AtomicFile.write(file, array::writeTo);
  }

  /**
   * Writes an array of any size number by number, replacing a file of the same name.
   *
   * @param file the final name; missing parent folders are made
   * @param header type, order and shape
   * @param content puts every number
   * @throws IllegalStateException if too few or too many numbers are put
   * @throws IOException if writing fails; a file of that name is then left as it was
   */
  public static void write(Path file, NpyHeader header, Content content) throws IOException {
    Objects.requireNonNull(header, "header");
    Objects.requireNonNull(content, "content");
    AtomicFile.write(
        file,
        out -> {
          out.write(header.encode());
          NpyOutput numbers = new NpyOutput(header, out);
          content.writeTo(numbers);
          numbers.finish();
        });
  }
}
