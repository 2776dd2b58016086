// Copyright the Bulwark authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.github.bulwarkml.core.io;

import io.github.bulwarkml.core.MalformedFileException;
import io.github.bulwarkml.core.internal.Require;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;

/**
 * An n-dimensional array of numbers or records as NumPy stores it, in memory or mapped from a file.
 *
 * <p>Items are numbered from 0 in C order (last index fastest) whatever the order in the file, with
 * 64-bit numbers. Any number reads as {@code double}; integers and booleans also read as {@code
 * long}, where unsigned 64-bit values appear as their bits (see {@link Long#compareUnsigned(long,
 * long)}).
 *
 * <pre>{@code
 * NpyArray image = NpyArray.of(NpyScalar.F4, new double[] {1, 2, 3, 4, 5, 6}, 2, 3);
 * Npy.write(Path.of("image.npy"), image);
 * }</pre>
 *
 * <p>Immutable and safe to share between threads.
 *
 * @since 0.1.0
 */
public final class NpyArray {
  /** The longest array that every Java machine makes. */
  private static final long LONGEST = Integer.MAX_VALUE - 8;

  private final String name;
  private final NpyHeader header;
  private final ByteSegments data;
  private final StoredNumbers numbers;
  private final NpyScalar[] fields;
  private final int[] fieldOffsets;
  private final int itemBytes;

  NpyArray(String name, NpyHeader header, ByteSegments data) {
    this.name = name;
    this.header = header;
    this.data = data;
    this.numbers = new StoredNumbers(data);
    this.itemBytes = header.type().itemBytes();
    List<NpyScalar> types =
        header.type() instanceof NpyRecord several
            ? several.fields().stream().map(NpyRecord.Field::type).toList()
            : List.of((NpyScalar) header.type());
    this.fields = types.toArray(NpyScalar[]::new);
    this.fieldOffsets = new int[fields.length];
    for (int f = 1; f < fields.length; f++) {
      fieldOffsets[f] = fieldOffsets[f - 1] + fields[f - 1].itemBytes();
    }
  }

  /**
   * {@return an array of rounded numbers in C order}
   *
   * @param type a floating-point type
   * @param values the items in C order
   * @param shape the lengths of the dimensions; none for a vector
   * @throws IllegalArgumentException if the type is not floating-point or the shape holds another
   *     number of items
   */
  public static NpyArray of(NpyScalar type, double[] values, long... shape) {
    return build(
        shaped(type, values.length, shape),
        out -> {
          for (double value : values) {
            out.putDouble(value);
          }
        });
  }

  /**
   * {@return an array of rounded numbers in C order}
   *
   * @param type a floating-point type
   * @param values the items in C order
   * @param shape the lengths of the dimensions; none for a vector
   * @throws IllegalArgumentException if the type is not floating-point or the shape holds another
   *     number of items
   */
  public static NpyArray of(NpyScalar type, float[] values, long... shape) {
    return build(
        shaped(type, values.length, shape),
        out -> {
          for (float value : values) {
            out.putDouble(value);
          }
        });
  }

  /**
   * {@return an array of whole numbers in C order}
   *
   * @param type an integer type, or boolean with values 0 and 1
   * @param values the items in C order; for unsigned 64-bit items, their bits
   * @param shape the lengths of the dimensions; none for a vector
   * @throws IllegalArgumentException if the type is floating-point, a value does not fit into it,
   *     or the shape holds another number of items
   */
  public static NpyArray of(NpyScalar type, long[] values, long... shape) {
    return build(
        shaped(type, values.length, shape),
        out -> {
          for (long value : values) {
            out.putLong(value);
          }
        });
  }

  /**
   * {@return an array of whole numbers in C order}
   *
   * @param type an integer type, or boolean with values 0 and 1
   * @param values the items in C order
   * @param shape the lengths of the dimensions; none for a vector
   * @throws IllegalArgumentException if the type is floating-point, a value does not fit into it,
   *     or the shape holds another number of items
   */
  public static NpyArray of(NpyScalar type, int[] values, long... shape) {
    return of(type, Arrays.stream(values).asLongStream().toArray(), shape);
  }

  /**
   * {@return an array of a header's type, order and shape}
   *
   * @param header type, order and shape; the data must fit into memory
   * @param content puts every number: items in the header's order, the fields of a record in turn
   * @throws IllegalArgumentException if a number does not fit its type, or the data exceeds 2 GiB
   * @throws IllegalStateException if too few or too many numbers are put
   */
  public static NpyArray build(NpyHeader header, Npy.Content content) {
    long bytes = header.byteLength();
    if (bytes > LONGEST) {
      throw new IllegalArgumentException(
          "header must describe at most " + LONGEST + " bytes in memory, but was " + header);
    }
    // Grows with the content: a mistaken header costs nothing.
    ByteArrayOutputStream target = new ByteArrayOutputStream((int) Math.min(bytes, 1 << 20));
    NpyOutput output = new NpyOutput(header, target);
    try {
      content.writeTo(output);
      output.finish();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new NpyArray("array", header, ByteSegments.wrap(target.toByteArray()));
  }

  private static NpyHeader shaped(NpyScalar type, int items, long[] shape) {
    NpyHeader header = NpyHeader.of(type, shape.length == 0 ? new long[] {items} : shape);
    if (header.count() != items) {
      throw new IllegalArgumentException(
          "shape must hold the " + items + " items of values, but was " + header.shape());
    }
    return header;
  }

  /** {@return the file the array came from, as messages name it} */
  public String name() {
    return name;
  }

  /** {@return type, order and shape} */
  public NpyHeader header() {
    return header;
  }

  /** {@return the number of items} */
  public long count() {
    return header.count();
  }

  /**
   * {@return this array, if its type is one of those given}
   *
   * @param types the types the caller understands
   * @throws MalformedFileException if the type is another one
   */
  public NpyArray requireType(NpyType... types) throws MalformedFileException {
    if (!List.of(types).contains(header.type())) {
      throw new MalformedFileException(
          name, "dtype must be one of " + Arrays.toString(types) + ", but was " + header.type());
    }
    return this;
  }

  /**
   * {@return this array, if it has the shape given}
   *
   * @param shape the lengths; -1 stands for any
   * @throws MalformedFileException if the shape is another one
   */
  public NpyArray requireShape(long... shape) throws MalformedFileException {
    boolean same = shape.length == header.shape().size();
    for (int d = 0; same && d < shape.length; d++) {
      same = shape[d] == -1 || shape[d] == header.shape().get(d);
    }
    if (!same) {
      throw new MalformedFileException(
          name,
          "shape must be "
              + Arrays.toString(shape).replace("-1", "any")
              + ", but was "
              + header.shape());
    }
    return this;
  }

  /**
   * {@return an item as a number: exact but for 64-bit integers beyond 2<sup>53</sup>}
   *
   * @param item the item, from 0, in C order
   * @throws IndexOutOfBoundsException if there is no such item
   * @throws IllegalStateException if items are records
   */
  public double doubleAt(long item) {
    requireScalar();
    return doubleAt(item, 0);
  }

  /**
   * {@return a field of an item as a number}
   *
   * @param item the item, from 0, in C order
   * @param field the field, from 0; 0 if items are plain numbers
   * @throws IndexOutOfBoundsException if there is no such item or field
   */
  public double doubleAt(long item, int field) {
    long position = position(item, field);
    return numbers.asDouble(fields[field], position);
  }

  /**
   * {@return an item as a whole number; an unsigned 64-bit one as its bits}
   *
   * @param item the item, from 0, in C order
   * @throws IndexOutOfBoundsException if there is no such item
   * @throws IllegalStateException if items are floating-point numbers or records
   */
  public long longAt(long item) {
    requireScalar();
    return longAt(item, 0);
  }

  /**
   * {@return a field of an item as a whole number; an unsigned 64-bit one as its bits}
   *
   * @param item the item, from 0, in C order
   * @param field the field, from 0; 0 if items are plain numbers
   * @throws IndexOutOfBoundsException if there is no such item or field
   * @throws IllegalStateException if the field is a floating-point number
   */
  public long longAt(long item, int field) {
    long position = position(item, field);
    requireWhole(fields[field]);
    return numbers.asLong(fields[field], position);
  }

  /**
   * Copies items as numbers.
   *
   * @param firstItem the first item, from 0, in C order
   * @param target where they go
   * @param offset the place of the first one
   * @param items how many, at least 0
   * @throws IndexOutOfBoundsException if the items are not all in the array or the target
   * @throws IllegalStateException if items are records
   */
  public void copyTo(long firstItem, double[] target, int offset, int items) {
    requireScalar();
    Require.part(firstItem, items, count(), "firstItem", "items", "the array");
    Require.part(offset, items, target.length, "offset", "items", "target");
    for (int i = 0; i < items; i++) {
      target[offset + i] = numbers.asDouble(fields[0], storageIndex(firstItem + i) * itemBytes);
    }
  }

  /**
   * Copies items as single-precision numbers, rounding what is wider.
   *
   * @param firstItem the first item, from 0, in C order
   * @param target where they go
   * @param offset the place of the first one
   * @param items how many, at least 0
   * @throws IndexOutOfBoundsException if the items are not all in the array or the target
   * @throws IllegalStateException if items are records
   */
  public void copyTo(long firstItem, float[] target, int offset, int items) {
    requireScalar();
    Require.part(firstItem, items, count(), "firstItem", "items", "the array");
    Require.part(offset, items, target.length, "offset", "items", "target");
    boolean direct = fields[0].equals(NpyScalar.F4) || fields[0].equals(NpyScalar.F2);
    int done = 0;
    while (direct && inCOrder() && done < items) { // one stretch per segment
      ByteBuffer source = data.from((firstItem + done) * itemBytes);
      int stretch = Math.min(items - done, source.remaining() / itemBytes);
      if (itemBytes == Float.BYTES) {
        source.asFloatBuffer().get(target, offset + done, stretch);
      } else {
        for (int i = 0; i < stretch; i++) {
          target[offset + done + i] = Float16.toFloat(source.getShort(i * Short.BYTES));
        }
      }
      done += stretch;
    }
    for (; done < items; done++) {
      target[offset + done] =
          (float) numbers.asDouble(fields[0], storageIndex(firstItem + done) * itemBytes);
    }
  }

  /** {@return all items as numbers, in C order; at most 2<sup>31</sup> - 9 of them} */
  public double[] toDoubles() {
    requireScalar();
    double[] values = new double[length()];
    copyTo(0, values, 0, values.length);
    return values;
  }

  /** {@return all items as single-precision numbers, in C order; at most 2<sup>31</sup> - 9} */
  public float[] toFloats() {
    requireScalar();
    float[] values = new float[length()];
    copyTo(0, values, 0, values.length);
    return values;
  }

  /**
   * {@return all items as whole numbers, in C order; unsigned 64-bit ones as their bits}
   *
   * @throws IllegalStateException if items are floating-point numbers or records
   */
  public long[] toLongs() {
    requireScalar();
    requireWhole(fields[0]);
    long[] values = new long[length()];
    for (int i = 0; i < values.length; i++) {
      values[i] = longAt(i, 0);
    }
    return values;
  }

  /**
   * {@return all items as whole numbers of 32 bits, in C order}
   *
   * @throws IllegalStateException if items are floating-point numbers or records, or one does not
   *     fit
   */
  public int[] toInts() {
    requireScalar();
    requireWhole(fields[0]);
    int[] values = new int[length()];
    for (int i = 0; i < values.length; i++) {
      long value = longAt(i, 0);
      boolean huge = fields[0].equals(NpyScalar.U8) && value < 0;
      if (value != (int) value || huge) {
        throw new IllegalStateException(
            name + ": item " + i + " must fit into 32 bits, but was " + Long.toString(value));
      }
      values[i] = (int) value;
    }
    return values;
  }

  /**
   * {@return all items as bytes, in C order}
   *
   * @throws IllegalStateException if items are not single bytes
   */
  public byte[] toBytes() {
    requireScalar();
    if (itemBytes != 1) {
      throw new IllegalStateException(
          name + ": items must be single bytes, but are " + header.type());
    }
    byte[] values = new byte[length()];
    if (inCOrder()) {
      data.copyTo(values);
      return values;
    }
    for (int i = 0; i < values.length; i++) {
      values[i] = data.get(storageIndex(i));
    }
    return values;
  }

  /** {@return this array stored with the first index fastest; itself if it already is} */
  public NpyArray toFortranOrder() {
    if (header.fortranOrder() || header.shape().size() < 2) {
      return this;
    }
    NpyHeader turned = new NpyHeader(header.type(), true, header.shape());
    byte[] bytes =
        new byte
            [Require.inRange(
                Math.toIntExact(Math.min(data.length(), Integer.MAX_VALUE)),
                0,
                (int) LONGEST,
                "byteLength")];
    for (long item = 0; item < count(); item++) {
      int target = (int) (turned.fortranIndex(item) * itemBytes);
      for (int b = 0; b < itemBytes; b++) {
        bytes[target + b] = data.get(item * itemBytes + b);
      }
    }
    return new NpyArray(name, turned, ByteSegments.wrap(bytes));
  }

  /** Writes header and data, as in a file. */
  void writeTo(OutputStream out) throws IOException {
    out.write(header.encode());
    data.writeTo(out);
  }

  private boolean inCOrder() {
    return !header.fortranOrder() || header.shape().size() < 2;
  }

  private int length() {
    if (count() > LONGEST) {
      throw new IllegalStateException(
          name + ": " + count() + " items exceed one Java array; copy them in parts");
    }
    return (int) count();
  }

  private long position(long item, int field) {
    Require.index(item, count(), "item");
    Require.index(field, fields.length, "field");
    return storageIndex(item) * itemBytes + fieldOffsets[field];
  }

  private long storageIndex(long item) {
    return inCOrder() ? item : header.fortranIndex(item);
  }

  private void requireScalar() {
    if (header.type() instanceof NpyRecord) {
      throw new IllegalStateException(
          name + ": items are records " + header.type() + "; name the field to read");
    }
  }

  private void requireWhole(NpyScalar type) {
    if (type.kind() == NpyScalar.Kind.FLOAT) {
      throw new IllegalStateException(
          name + ": items are floating-point numbers " + type + "; read them as double");
    }
  }

  @Override
  public String toString() {
    return name + ": " + header;
  }
}
