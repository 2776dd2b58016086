// Copyright the Bulwark authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.github.bulwarkml.core.io;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.bulwarkml.core.internal.Require;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/**
 * What a NumPy file says about its array: type, order and shape. Sizes are 64-bit.
 *
 * @param type what one item is
 * @param fortranOrder whether the first index runs fastest in the file
 * @param shape the lengths of the dimensions, each at least 0, at most 64 of them; empty for a
 *     single item
 * @since 0.1.0
 */
public record NpyHeader(NpyType type, boolean fortranOrder, List<Long> shape) {
  /** The first six bytes of every npy file. */
  static final byte[] MAGIC = {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y'};

  private static final int ALIGNMENT = 64;

  /** NumPy leaves room for a first dimension of this many digits, so that it may grow in place. */
  private static final int GROWTH_DIGITS = 21;

  /**
   * Checks the shape.
   *
   * @param type what one item is
   * @param fortranOrder whether the first index runs fastest in the file
   * @param shape the lengths of the dimensions
   * @throws IllegalArgumentException if a length is negative, there are more than 64, or the array
   *     would have 2<sup>63</sup> bytes or more
   */
  public NpyHeader {
    Objects.requireNonNull(type, "type");
    shape = List.copyOf(shape);
    if (shape.size() > 64) {
      throw new IllegalArgumentException(
          "shape must have at most 64 dimensions, but has " + shape.size());
    }
    for (long length : shape) {
      if (length < 0) {
        throw new IllegalArgumentException("shape must hold lengths >= 0, but was " + shape);
      }
    }
    if (bytes(type, shape) < 0) {
      throw new IllegalArgumentException(
          "shape must give fewer than 2^63 bytes, but was " + shape + " of " + type);
    }
  }

  /**
   * {@return the header of an array in C order}
   *
   * @param type what one item is
   * @param shape the lengths of the dimensions, each at least 0; none for a single item
   */
  public static NpyHeader of(NpyType type, long... shape) {
    return new NpyHeader(type, false, Arrays.stream(shape).boxed().toList());
  }

  /** {@return the number of items} */
  public long count() {
    return byteLength() / type.itemBytes();
  }

  /** {@return the size of the data in bytes, without the header} */
  public long byteLength() {
    return bytes(type, shape);
  }

  /** {@return the length of the first dimension; 1 for a single item} */
  public long rows() {
    return shape.isEmpty() ? 1 : shape.get(0);
  }

  /** {@return the number of items in one row: the product of all dimensions but the first} */
  public long itemsPerRow() {
    long items = bytes(type, shape.isEmpty() ? shape : shape.subList(1, shape.size()));
    return items / type.itemBytes();
  }

  /**
   * {@return this header with another length of the first dimension}
   *
   * @param rows the new length, at least 0; fewer than 2^63 bytes in all
   * @throws IllegalArgumentException if {@code rows} is out of range
   * @throws IllegalStateException if there is no first dimension
   */
  public NpyHeader withRows(long rows) {
    if (shape.isEmpty()) {
      throw new IllegalStateException("a single item has no rows");
    }
    List<Long> changed = new ArrayList<>(shape);
    changed.set(0, 1L);
    long rowBytes = Math.max(1, bytes(type, changed));
    changed.set(0, Require.inRange(rows, 0, Long.MAX_VALUE / rowBytes, "rows"));
    return new NpyHeader(type, fortranOrder, changed);
  }

  /** {@return where an item, numbered in C order, lies in an array in Fortran order} */
  long fortranIndex(long item) {
    long stride = count();
    long index = 0;
    long rest = item;
    for (int d = shape.size() - 1; d >= 0; d--) {
      long length = shape.get(d);
      stride /= length;
      index += rest % length * stride;
      rest /= length;
    }
    return index;
  }

  /** {@return the size in bytes, or -1 if the lengths other than 0 exceed 63 bits} */
  private static long bytes(NpyType type, List<Long> shape) {
    long bytes = type.itemBytes();
    boolean empty = false;
    for (long length : shape) {
      if (length == 0) {
        empty = true;
      } else if (bytes > Long.MAX_VALUE / length) {
        return -1;
      } else {
        bytes *= length;
      }
    }
    return empty ? 0 : bytes;
  }

  /**
   * {@return the bytes that NumPy writes before the data} Version 1.0 if it can express the header,
   * else 2.0 or, for names beyond Latin-1, 3.0.
   */
  byte[] encode() {
    StringBuilder text = new StringBuilder("{'descr': ").append(type.descriptor());
    text.append(", 'fortran_order': ").append(fortranOrder ? "True" : "False");
    text.append(", 'shape': (");
    for (int d = 0; d < shape.size(); d++) {
      text.append(d == 0 ? "" : ", ").append(shape.get(d));
    }
    text.append(shape.size() == 1 ? ",), }" : "), }");
    if (!shape.isEmpty()) {
      long growing = shape.get(fortranOrder ? shape.size() - 1 : 0);
      text.append(" ".repeat(GROWTH_DIGITS - Long.toString(growing).length()));
    }
    boolean latin = ISO_8859_1.newEncoder().canEncode(text);
    Charset charset = latin ? ISO_8859_1 : UTF_8;
    byte[] encoded = text.toString().getBytes(charset);
    boolean small = latin && padded(10, encoded.length) - 10 <= 0xFFFF;
    int prefix = small ? 10 : 12;
    int total = padded(prefix, encoded.length);
    ByteBuffer bytes = ByteBuffer.allocate(total).order(ByteOrder.LITTLE_ENDIAN);
    bytes.put(MAGIC).put((byte) (small ? 1 : latin ? 2 : 3)).put((byte) 0);
    if (small) {
      bytes.putShort((short) (total - prefix));
    } else {
      bytes.putInt(total - prefix);
    }
    bytes.put(encoded);
    while (bytes.remaining() > 1) {
      bytes.put((byte) ' ');
    }
    return bytes.put((byte) '\n').array();
  }

  /** As NumPy: at least one space, then the line feed, to the next multiple of 64. */
  private static int padded(int prefix, int header) {
    int unpadded = prefix + header + 1;
    return unpadded + ALIGNMENT - unpadded % ALIGNMENT;
  }

  @Override
  public String toString() {
    return type + " " + shape + (fortranOrder ? " in Fortran order" : "");
  }
}
