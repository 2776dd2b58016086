// Copyright the Bulwark authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.github.bulwarkml.core.io;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;

/**
 * Takes the numbers of an array one by one, in the order of the file, the fields of a record in
 * turn. Checks each against its type and counts them.
 *
 * <p>Not thread-safe.
 *
 * @since 0.1.0
 */
public final class NpyOutput {
  private final NpyHeader header;
  private final OutputStream out;
  private final NpyScalar[] fields;
  private final long expected;
  private final ByteBuffer buffer = ByteBuffer.allocate(1 << 13).order(ByteOrder.LITTLE_ENDIAN);
  private long put;
  private int field;

  NpyOutput(NpyHeader header, OutputStream out) {
    this.header = header;
    this.out = out;
    this.fields =
        header.type() instanceof NpyRecord several
            ? several.fields().stream().map(NpyRecord.Field::type).toArray(NpyScalar[]::new)
            : List.of((NpyScalar) header.type()).toArray(NpyScalar[]::new);
    // Fewer fields than bytes, so this cannot overflow.
    this.expected = header.count() * fields.length;
  }

  /**
   * Puts a whole number.
   *
   * @param value the number; for an unsigned 64-bit type its bits, for a boolean 0 or 1
   * @throws IllegalArgumentException if it does not fit the type, or the type is floating-point
   * @throws IllegalStateException if the array is full
   * @throws IOException if writing fails
   */
  public void putLong(long value) throws IOException {
    NpyScalar type = next();
    int bits = Byte.SIZE * type.itemBytes();
    boolean fits =
        switch (type.kind()) {
          case FLOAT -> false;
          case BOOLEAN -> value >>> 1 == 0;
          case UNSIGNED -> bits == 64 || value >>> bits == 0;
          case SIGNED -> value << 64 - bits >> 64 - bits == value;
        };
    if (!fits) {
      throw new IllegalArgumentException("value must fit into " + type + ", but was " + value);
    }
    put(type, value);
  }

  /**
   * Puts a number, rounded to the type.
   *
   * @param value any number, NaN and infinities too
   * @throws IllegalArgumentException if the type is not floating-point
   * @throws IllegalStateException if the array is full
   * @throws IOException if writing fails
   */
  public void putDouble(double value) throws IOException {
    NpyScalar type = next();
    if (type.kind() != NpyScalar.Kind.FLOAT) {
      throw new IllegalArgumentException(
          "value must be a whole number for " + type + ", but was a double: " + value);
    }
    switch (type.itemBytes()) {
      case 2 -> put(type, Float16.fromDouble(value));
      case 4 -> put(type, Float.floatToRawIntBits((float) value));
      default -> put(type, Double.doubleToRawLongBits(value));
    }
  }

  private NpyScalar next() {
    if (put == expected) {
      throw new IllegalStateException("the array is full: " + header + " takes " + expected);
    }
    return fields[field];
  }

  private void put(NpyScalar type, long bits) throws IOException {
    if (buffer.remaining() < Long.BYTES) {
      flush();
    }
    switch (type.itemBytes()) {
      case 1 -> buffer.put((byte) bits);
      case 2 -> buffer.putShort(type.bigEndian() ? Short.reverseBytes((short) bits) : (short) bits);
      case 4 -> buffer.putInt(type.bigEndian() ? Integer.reverseBytes((int) bits) : (int) bits);
      default -> buffer.putLong(type.bigEndian() ? Long.reverseBytes(bits) : bits);
    }
    put++;
    field = field + 1 == fields.length ? 0 : field + 1;
  }

  private void flush() throws IOException {
    out.write(buffer.array(), 0, buffer.position());
    buffer.clear();
  }

  /** Writes what is buffered and refuses an array that is not full. */
  void finish() throws IOException {
    flush();
    if (put != expected) {
      throw new IllegalStateException(
          header + " takes " + expected + " numbers, but only " + put + " were put");
    }
  }
}
