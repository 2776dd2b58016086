// Copyright the Bulwark authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.github.bulwarkml.core.io;

import io.github.bulwarkml.core.MalformedFileException;
import io.github.bulwarkml.core.internal.Require;
import java.io.IOException;
import java.io.InputStream;

/**
 * The rows of an array that is read once from start to end, a block at a time: the way to read a
 * compressed array that does not fit into memory.
 *
 * <pre>{@code
 * try (NpyRows rows = npz.rows("l14_img")) {
 *   while (rows.remaining() > 0) {
 *     NpyArray block = rows.next(8192);
 *   }
 * }
 * }</pre>
 *
 * <p>Checksums and trailing bytes are checked with the last block. Not thread-safe.
 *
 * @since 0.1.0
 */
public final class NpyRows implements AutoCloseable {
  private final String name;
  private final InputStream in;
  private final NpyHeader header;
  private long offset;
  private long remaining;

  /**
   * Reads the header.
   *
   * @param name what messages call the array
   * @param in positioned at the magic; closed with this object
   * @param length how many bytes the stream promises, header and data
   */
  NpyRows(String name, InputStream in, long length) throws IOException {
    this.name = name;
    this.in = in;
    NpyHeaderReader.Placed placed = NpyHeaderReader.read(name, in);
    this.header = placed.header();
    this.offset = placed.dataOffset();
    this.remaining = header.rows();
    long present = length - offset;
    if (present != header.byteLength()) {
      throw MalformedFileException.atByte(
          name, offset, "the data must have " + header.byteLength() + " bytes, but has " + present);
    }
    if (remaining == 0) {
      checkEnd();
    }
  }

  /** {@return type, order and shape of the whole array} */
  public NpyHeader header() {
    return header;
  }

  /** {@return how many rows are still to come} */
  public long remaining() {
    return remaining;
  }

  /**
   * {@return the next rows, fewer only at the end}
   *
   * @param maximumRows how many at most, at least 1
   * @throws IllegalStateException if no row is left, or several rows of an array in Fortran order
   *     are asked for in parts
   * @throws MalformedFileException if the data ends early, is followed by more, or fails its
   *     checksum
   * @throws IOException if reading fails
   */
  public NpyArray next(int maximumRows) throws IOException {
    Require.atLeast(maximumRows, 1, "maximumRows");
    if (remaining == 0) {
      throw new IllegalStateException(name + ": all rows have been read");
    }
    int rows = (int) Math.min(maximumRows, remaining);
    boolean partial = rows < header.rows();
    if (partial && header.fortranOrder() && header.shape().size() > 1) {
      throw new IllegalStateException(
          name + ": rows of a compressed array in Fortran order cannot be read in parts");
    }
    NpyHeader part = partial ? header.withRows(rows) : header;
    ByteSegments data =
        ByteSegments.read(name, in, offset, part.byteLength(), header.type().itemBytes());
    offset += part.byteLength();
    remaining -= rows;
    if (remaining == 0) {
      checkEnd();
    }
    return new NpyArray(name, part, data);
  }

  private void checkEnd() throws IOException {
    if (in.read() >= 0) {
      throw MalformedFileException.atByte(name, offset, "nothing may follow the data");
    }
  }

  /** {@return the whole array; no row may have been read} */
  NpyArray all() throws IOException {
    if (remaining == 0) { // no rows at all
      return new NpyArray(name, header, ByteSegments.wrap(new byte[0]));
    }
    ByteSegments data =
        ByteSegments.read(name, in, offset, header.byteLength(), header.type().itemBytes());
    offset += header.byteLength();
    remaining = 0;
    checkEnd();
    return new NpyArray(name, header, data);
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
