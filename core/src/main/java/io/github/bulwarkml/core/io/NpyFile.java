// Copyright the Bulwark authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.github.bulwarkml.core.io;

import io.github.bulwarkml.core.MalformedFileException;
import io.github.bulwarkml.core.internal.Require;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/**
 * An open NumPy array file of any size: read rows where they are needed, or map it.
 *
 * <pre>{@code
 * try (NpyFile file = Npy.open(Path.of("subset.npy"))) {
 *   for (long row = 0; row < file.header().rows(); row += 1 << 20) {
 *     int rows = (int) Math.min(1 << 20, file.header().rows() - row);
 *     NpyArray block = file.readRows(row, rows);
 *   }
 * }
 * }</pre>
 *
 * <p>Safe to share between threads.
 *
 * @since 0.1.0
 */
public final class NpyFile implements AutoCloseable {
  private final ChannelRange range;
  private final NpyHeader header;
  private final long dataOffset;
  private final @Nullable AutoCloseable owned;

  private NpyFile(
      ChannelRange range, NpyHeader header, long dataOffset, @Nullable AutoCloseable owned) {
    this.range = range;
    this.header = header;
    this.dataOffset = dataOffset;
    this.owned = owned;
  }

  static NpyFile open(Path file) throws IOException {
    FileChannel channel = FileChannel.open(file, StandardOpenOption.READ);
    try {
      String name = String.valueOf(file.getFileName());
      return of(new ChannelRange(name, channel, 0, channel.size()), channel);
    } catch (IOException | RuntimeException e) {
      channel.close();
      throw e;
    }
  }

  static NpyFile of(ChannelRange range, @Nullable AutoCloseable owned) throws IOException {
    NpyHeaderReader.Placed placed = NpyHeaderReader.read(range.file(), range.stream());
    NpyHeader header = placed.header();
    long present = range.length() - placed.dataOffset();
    if (present < header.byteLength()) {
      throw MalformedFileException.atByte(
          range.file(),
          range.length(),
          "the data must have " + header.byteLength() + " bytes, but ends after " + present);
    }
    if (present > header.byteLength()) {
      throw MalformedFileException.atByte(
          range.file(),
          placed.dataOffset() + header.byteLength(),
          "nothing may follow the data, but "
              + (present - header.byteLength())
              + " bytes do (is there more than one array in the file?)");
    }
    return new NpyFile(range, header, placed.dataOffset(), owned);
  }

  /** {@return the file's name as messages give it} */
  public String name() {
    return range.file();
  }

  /** {@return type, order and shape} */
  public NpyHeader header() {
    return header;
  }

  /** {@return where the data starts, in bytes from the start of the array's file} */
  public long dataOffset() {
    return dataOffset;
  }

  /**
   * {@return the whole array, copied into memory}
   *
   * @throws IOException if reading fails
   */
  public NpyArray readAll() throws IOException {
    return new NpyArray(
        name(),
        header,
        ByteSegments.read(range, dataOffset, header.byteLength(), header.type().itemBytes()));
  }

  /**
   * {@return the whole array, mapped: pages are read when items are} The mapping outlives this
   * object and ends when the array is garbage; the file must not be changed meanwhile.
   *
   * @throws IOException if the system cannot map the file
   */
  public NpyArray map() throws IOException {
    return new NpyArray(
        name(),
        header,
        ByteSegments.map(range, dataOffset, header.byteLength(), header.type().itemBytes()));
  }

  /**
   * {@return some rows, copied into memory} In Fortran order this reads one stretch per column.
   *
   * @param firstRow the first row, from 0
   * @param rows how many, at least 0
   * @throws IndexOutOfBoundsException if the rows are not all in the array
   * @throws IOException if reading fails
   */
  public NpyArray readRows(long firstRow, int rows) throws IOException {
    Require.part(firstRow, rows, header.rows(), "firstRow", "rows", "the file");
    if (header.shape().isEmpty()) {
      return rows == 1 ? readAll() : empty();
    }
    NpyHeader part = header.withRows(rows);
    int itemBytes = header.type().itemBytes();
    if (header.fortranOrder() && header.shape().size() > 1) {
      return new NpyArray(name(), part, columns(firstRow, rows, part));
    }
    long start = dataOffset + firstRow * header.itemsPerRow() * itemBytes;
    return new NpyArray(
        name(), part, ByteSegments.read(range, start, part.byteLength(), itemBytes));
  }

  private NpyArray empty() {
    return new NpyArray(name(), NpyHeader.of(header.type(), 0), ByteSegments.wrap(new byte[0]));
  }

  private ByteSegments columns(long firstRow, int rows, NpyHeader part) throws IOException {
    int itemBytes = header.type().itemBytes();
    if (part.byteLength() > Integer.MAX_VALUE - 8) {
      throw new IllegalArgumentException(
          "rows must give less than 2 GiB in Fortran order, but was " + rows);
    }
    ByteBuffer all = ByteBuffer.allocate((int) part.byteLength());
    int stretch = rows * itemBytes;
    for (long column = 0; all.hasRemaining(); column++) {
      all.limit(all.position() + stretch);
      range.readFully(dataOffset + (column * header.rows() + firstRow) * itemBytes, all);
      all.limit(all.capacity());
    }
    return ByteSegments.wrap(all.array());
  }

  @Override
  public void close() throws IOException {
    if (owned != null) {
      try {
        owned.close();
      } catch (IOException | RuntimeException e) {
        throw e;
      } catch (Exception e) {
        throw new IOException(e);
      }
    }
  }

  @Override
  public String toString() {
    return name() + ": " + header;
  }
}
