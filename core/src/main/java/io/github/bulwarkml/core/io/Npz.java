// Copyright the Bulwark authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.github.bulwarkml.core.io;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * NumPy's archives of named arrays, {@code .npz}: ZIP files, ZIP64 where needed, whose members are
 * {@link Npy} files.
 *
 * <pre>{@code
 * Npz.write(Path.of("probe.npz"), Map.of("x", x, "y", y));
 * try (NpzFile npz = Npz.open(Path.of("probe.npz"))) {
 *   double[] x = npz.read("x").toDoubles();
 * }
 * }</pre>
 *
 * <p>Reading refuses archives with repeated names, gaps, members that are not arrays, impossible
 * sizes, and content that fails its CRC-32. Members carry the date 1980-01-01, as NumPy's do, so
 * equal arrays give equal files.
 *
 * @since 0.1.0
 */
public final class Npz {
  private static final LocalDateTime EPOCH = LocalDateTime.of(1980, 1, 1, 0, 0);

  private Npz() {}

  /**
   * {@return an open archive}
   *
   * @param file an existing file
   * @throws io.github.bulwarkml.core.MalformedFileException if the file breaks the format
   * @throws IOException if the file cannot be read
   */
  public static NpzFile open(Path file) throws IOException {
    return NpzFile.open(Objects.requireNonNull(file, "file"));
  }

  /**
   * {@return all arrays of an archive in its order, in memory}
   *
   * @param file an existing file
   * @throws io.github.bulwarkml.core.MalformedFileException if the file breaks the format
   * @throws IOException if the file cannot be read
   */
  public static Map<String, NpyArray> read(Path file) throws IOException {
    try (NpzFile npz = open(file)) {
      Map<String, NpyArray> arrays = new LinkedHashMap<>();
      for (String name : npz.names()) {
        arrays.put(name, npz.read(name));
      }
      return arrays;
    }
  }

  /**
   * Writes arrays without compression, as {@code numpy.savez} does.
   *
   * @param file the final name; missing parent folders are made
   * @param arrays what to write, by name, in order
   * @throws IllegalArgumentException if a name is empty or holds a control character
   * @throws IOException if writing fails; a file of that name is then left as it was
   */
  public static void write(Path file, Map<String, NpyArray> arrays) throws IOException {
    write(file, arrays, false);
  }

  /**
   * Writes arrays with DEFLATE, as {@code numpy.savez_compressed} does.
   *
   * @param file the final name; missing parent folders are made
   * @param arrays what to write, by name, in order
   * @throws IllegalArgumentException if a name is empty or holds a control character
   * @throws IOException if writing fails; a file of that name is then left as it was
   */
  public static void writeCompressed(Path file, Map<String, NpyArray> arrays) throws IOException {
    write(file, arrays, true);
  }

  private static void write(Path file, Map<String, NpyArray> arrays, boolean compressed)
      throws IOException {
    for (String name : arrays.keySet()) {
      if (name.isEmpty() || name.chars().anyMatch(Character::isISOControl)) {
        throw new IllegalArgumentException(
            "names must be printable and not empty, but one was '" + name + "'");
      }
    }
    AtomicFile.write(
        file,
        out -> {
          ZipOutputStream zip = new ZipOutputStream(out);
          for (Map.Entry<String, NpyArray> entry : arrays.entrySet()) {
            zip.putNextEntry(member(entry.getKey(), entry.getValue(), compressed));
            entry.getValue().writeTo(zip);
            zip.closeEntry();
          }
          zip.finish();
        });
  }

  private static ZipEntry member(String name, NpyArray array, boolean compressed)
      throws IOException {
    ZipEntry member = new ZipEntry(name + ".npy");
    member.setTimeLocal(EPOCH);
    if (!compressed) {
      // The local header carries size and CRC-32, so the content is passed once before.
      Tally tally = new Tally();
      array.writeTo(tally);
      member.setMethod(ZipEntry.STORED);
      member.setSize(tally.bytes);
      member.setCrc(tally.crc.getValue());
    }
    return member;
  }

  /** Counts and digests what is written to it. */
  private static final class Tally extends OutputStream {
    final CRC32 crc = new CRC32();
    long bytes;

    @Override
    public void write(int value) {
      crc.update(value);
      bytes++;
    }

    @Override
    public void write(byte[] source, int offset, int count) {
      crc.update(source, offset, count);
      bytes += count;
    }
  }
}
