// Copyright the Bulwark authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.github.bulwarkml.core.io;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.bulwarkml.core.MalformedFileException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.CharacterCodingException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads the header of a NumPy file, versions 1.0, 2.0 and 3.0. */
final class NpyHeaderReader {
  /** Far above what any array needs; NumPy itself refuses more than 10,000 characters. */
  private static final int MAXIMUM_BYTES = 1 << 20;

  private static final Set<String> KEYS = Set.of("descr", "fortran_order", "shape");

  private NpyHeaderReader() {}

  /** A header and the number of bytes it takes. */
  record Placed(NpyHeader header, long dataOffset) {}

  /**
   * Reads a header and leaves the stream at the data.
   *
   * @param file what messages call the file
   * @param in positioned at the magic
   */
  static Placed read(String file, InputStream in) throws IOException {
    byte[] start = in.readNBytes(8);
    if (start.length < 8 || !Arrays.equals(start, 0, 6, NpyHeader.MAGIC, 0, 6)) {
      throw MalformedFileException.atByte(
          file, 0, "a npy file must start with \\x93NUMPY and a version");
    }
    int major = start[6] & 0xFF;
    int minor = start[7] & 0xFF;
    if (major < 1 || major > 3 || minor != 0) {
      throw MalformedFileException.atByte(
          file, 6, "version must be 1.0, 2.0 or 3.0, but was " + major + "." + minor);
    }
    int lengthBytes = major == 1 ? 2 : 4;
    byte[] raw = in.readNBytes(lengthBytes);
    if (raw.length < lengthBytes) {
      throw MalformedFileException.atByte(file, 8, "the file ends inside the header");
    }
    ByteBuffer length = ByteBuffer.wrap(raw).order(ByteOrder.LITTLE_ENDIAN);
    long bytes = major == 1 ? length.getShort() & 0xFFFFL : length.getInt() & 0xFFFFFFFFL;
    if (bytes > MAXIMUM_BYTES) {
      throw MalformedFileException.atByte(
          file, 8, "the header must have at most " + MAXIMUM_BYTES + " bytes, but has " + bytes);
    }
    int textOffset = 8 + lengthBytes;
    byte[] encoded = in.readNBytes((int) bytes);
    if (encoded.length < bytes) {
      throw MalformedFileException.atByte(file, textOffset, "the file ends inside the header");
    }
    return new Placed(
        header(file, textOffset, text(file, textOffset, encoded, major)), textOffset + bytes);
  }

  private static String text(String file, int offset, byte[] encoded, int major)
      throws MalformedFileException {
    if (major < 3) {
      return new String(encoded, ISO_8859_1);
    }
    try {
      return UTF_8.newDecoder().decode(ByteBuffer.wrap(encoded)).toString();
    } catch (CharacterCodingException e) {
      throw MalformedFileException.atByte(file, offset, "the header must be UTF-8");
    }
  }

  private static NpyHeader header(String file, int offset, String text)
      throws MalformedFileException {
    Object literal;
    try {
      literal = PythonLiteral.parse(text);
    } catch (PythonLiteral.SyntaxException e) {
      throw MalformedFileException.atByte(
          file, (long) offset + e.position, String.valueOf(e.getMessage()));
    }
    if (!(literal instanceof Map<?, ?> dict) || !dict.keySet().equals(KEYS)) {
      throw MalformedFileException.atByte(
          file, offset, "the header must be a dict of descr, fortran_order and shape");
    }
    NpyType type = type(file, offset, dict.get("descr"));
    if (!(dict.get("fortran_order") instanceof Boolean fortran)) {
      throw MalformedFileException.atByte(file, offset, "fortran_order must be True or False");
    }
    List<Long> shape = shape(file, offset, dict.get("shape"));
    try {
      return new NpyHeader(type, fortran, shape);
    } catch (IllegalArgumentException e) {
      throw MalformedFileException.atByte(file, offset, String.valueOf(e.getMessage()));
    }
  }

  private static NpyType type(String file, int offset, @Nullable Object descr)
      throws MalformedFileException {
    if (descr instanceof String code) {
      return NpyScalar.parse(file, code);
    }
    if (!(descr instanceof List<?> list)) {
      throw MalformedFileException.atByte(file, offset, "descr must be a string or a list");
    }
    List<NpyRecord.Field> fields = new ArrayList<>();
    for (Object element : list) {
      if (!(element instanceof PythonLiteral.Tuple field)
          || field.elements().size() != 2
          || !(field.elements().get(0) instanceof String name)
          || !(field.elements().get(1) instanceof String code)) {
        throw MalformedFileException.atByte(
            file,
            offset,
            "a field must be a name and a dtype such as ('f0', '<u8'); nested records, sub-arrays"
                + " and titles are not supported");
      }
      NpyScalar scalar = NpyScalar.parse(file, code);
      try {
        fields.add(new NpyRecord.Field(name, scalar));
      } catch (IllegalArgumentException e) {
        throw MalformedFileException.atByte(file, offset, "field " + e.getMessage());
      }
    }
    try {
      return new NpyRecord(fields);
    } catch (IllegalArgumentException e) {
      throw MalformedFileException.atByte(file, offset, String.valueOf(e.getMessage()));
    }
  }

  private static List<Long> shape(String file, int offset, @Nullable Object shape)
      throws MalformedFileException {
    List<Long> lengths = new ArrayList<>();
    boolean valid = shape instanceof PythonLiteral.Tuple;
    if (shape instanceof PythonLiteral.Tuple tuple) {
      for (Object length : tuple.elements()) {
        if (length instanceof Long number) {
          lengths.add(number);
        } else {
          valid = false;
        }
      }
    }
    if (!valid) {
      throw MalformedFileException.atByte(file, offset, "shape must be a tuple of integers");
    }
    return lengths;
  }
}
