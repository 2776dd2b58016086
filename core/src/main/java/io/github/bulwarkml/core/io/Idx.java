// Copyright the Bulwark authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.github.bulwarkml.core.io;

import io.github.bulwarkml.core.MalformedFileException;
import io.github.bulwarkml.core.internal.Require;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * IDX files, the format of MNIST and its family, plain or gzip-compressed (told by content, not by
 * name).
 *
 * <pre>{@code
 * ImageSet test =
 *     Idx.images(folder.resolve("t10k-images-idx3-ubyte.gz"),
 *         folder.resolve("t10k-labels-idx1-ubyte.gz"), 10);
 * }</pre>
 *
 * <p>The file holds two zero bytes, a type code, the number of dimensions, each length as a
 * big-endian 32-bit number, then the items in C order, big-endian. Offsets in messages count bytes
 * of the uncompressed content. Cut files, trailing bytes and lengths that the file cannot hold are
 * refused.
 *
 * <p>Reference: Y. LeCun, C. Cortes, C. Burges, "The MNIST database of handwritten digits", section
 * "File formats".
 *
 * @since 0.1.0
 */
public final class Idx {
  /** DEFLATE cannot do better: 258 bytes from 2 bits. */
  private static final long BEST_RATIO = 1032;

  private Idx() {}

  /**
   * {@return the array of a file; its type is that of the IDX type code}
   *
   * @param file an existing file, plain or gzip-compressed
   * @throws MalformedFileException if the file breaks the format
   * @throws IOException if the file cannot be read
   */
  public static NpyArray read(Path file) throws IOException {
    String name = String.valueOf(file.getFileName());
    long size = Files.size(file);
    try (InputStream raw = new BufferedInputStream(Files.newInputStream(file), 1 << 16)) {
      raw.mark(2);
      boolean compressed = raw.read() == 0x1F && raw.read() == 0x8B;
      raw.reset();
      if (!compressed) {
        return read(name, raw, size);
      }
      // Not more than the compressed bytes can possibly hold.
      long most = size > Long.MAX_VALUE / BEST_RATIO ? Long.MAX_VALUE : size * BEST_RATIO;
      try (InputStream content = new GzipContent(name, raw)) {
        return read(name, content, most);
      }
    }
  }

  /**
   * {@return images with their labels}
   *
   * @param images a file of unsigned bytes {@code [image, row, column]}
   * @param labels a file of unsigned bytes {@code [image]}
   * @param classes labels must lie in [0, classes)
   * @throws MalformedFileException if a file breaks the format, the numbers of images and labels
   *     differ, or a label is out of range
   * @throws IOException if a file cannot be read
   */
  public static ImageSet images(Path images, Path labels, int classes) throws IOException {
    Require.atLeast(classes, 1, "classes");
    NpyArray pixels = read(images).requireType(NpyScalar.U1).requireShape(-1, -1, -1);
    NpyArray marks = read(labels).requireType(NpyScalar.U1).requireShape(-1);
    if (marks.count() != pixels.header().rows()) {
      throw new MalformedFileException(
          marks.name(),
          "must hold "
              + pixels.header().rows()
              + " labels as "
              + pixels.name()
              + " holds images, but holds "
              + marks.count());
    }
    int[] values = marks.toInts();
    for (int i = 0; i < values.length; i++) {
      if (values[i] >= classes) {
        throw MalformedFileException.atByte(
            marks.name(),
            8L + i,
            "a label must be in [0, " + (classes - 1) + "], but was " + values[i]);
      }
    }
    int height = length(pixels, 1);
    int width = length(pixels, 2);
    return new ImageSet(1, height, width, classes, pixels.toBytes(), values);
  }

  private static int length(NpyArray pixels, int dimension) throws MalformedFileException {
    long length = pixels.header().shape().get(dimension);
    if (length < 1 || length > 1 << 15) {
      throw MalformedFileException.atByte(
          pixels.name(),
          4L + 4 * dimension,
          "the side of an image must be in [1, 32768], but was " + length);
    }
    return (int) length;
  }

  private static NpyArray read(String name, InputStream in, long most) throws IOException {
    byte[] magic = in.readNBytes(4);
    NpyScalar type = magic.length == 4 && magic[0] == 0 && magic[1] == 0 ? type(magic[2]) : null;
    if (type == null) {
      throw MalformedFileException.atByte(
          name,
          0,
          "an IDX file must start with 0, 0, a type in 08 09 0b 0c 0d 0e and the number of"
              + " dimensions, but starts with "
              + Arrays.toString(magic));
    }
    int dimensions = magic[3] & 0xFF;
    byte[] lengths = in.readNBytes(4 * dimensions);
    if (lengths.length < 4 * dimensions) {
      throw MalformedFileException.atByte(
          name, 4L + lengths.length, "the file ends inside its " + dimensions + " dimensions");
    }
    long offset = 4L + 4L * dimensions;
    NpyHeader header = header(name, type, ByteBuffer.wrap(lengths));
    if (header.byteLength() > most - Math.min(most, offset)) {
      throw MalformedFileException.atByte(
          name,
          4,
          "the shape "
              + header.shape()
              + " must fit into the file, but needs "
              + header.byteLength()
              + " bytes");
    }
    ByteSegments data = ByteSegments.read(name, in, offset, header.byteLength(), type.itemBytes());
    if (in.read() >= 0) {
      throw MalformedFileException.atByte(
          name, offset + header.byteLength(), "nothing may follow the data");
    }
    return new NpyArray(name, header, data);
  }

  private static NpyHeader header(String name, NpyScalar type, ByteBuffer lengths)
      throws MalformedFileException {
    List<Long> shape = new ArrayList<>();
    while (lengths.hasRemaining()) {
      shape.add(lengths.getInt() & 0xFFFFFFFFL);
    }
    try {
      return new NpyHeader(type, false, shape);
    } catch (IllegalArgumentException e) {
      throw MalformedFileException.atByte(name, 4, String.valueOf(e.getMessage()));
    }
  }

  private static @Nullable NpyScalar type(byte code) {
    return switch (code) {
      case 0x08 -> NpyScalar.U1;
      case 0x09 -> NpyScalar.I1;
      case 0x0B -> new NpyScalar(NpyScalar.Kind.SIGNED, 2, true);
      case 0x0C -> new NpyScalar(NpyScalar.Kind.SIGNED, 4, true);
      case 0x0D -> new NpyScalar(NpyScalar.Kind.FLOAT, 4, true);
      case 0x0E -> new NpyScalar(NpyScalar.Kind.FLOAT, 8, true);
      default -> null;
    };
  }
}
