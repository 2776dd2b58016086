// Copyright the Bulwark authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.github.bulwarkml.core.io;

import io.github.bulwarkml.core.MalformedFileException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;

/**
 * Bytes with 64-bit positions, in little-endian buffers of up to 1 GiB. A segment ends between two
 * items, so no number lies in two segments.
 */
final class ByteSegments {
  private static final long LIMIT = 1 << 30;

  private final ByteBuffer[] segments;
  private final long segmentBytes;
  private final long length;

  private ByteSegments(ByteBuffer[] segments, long segmentBytes, long length) {
    this.segments = segments;
    this.segmentBytes = segmentBytes;
    this.length = length;
  }

  /** Makes one segment: where it starts, and how long it is. */
  private interface Source {
    ByteBuffer segment(long start, int bytes) throws IOException;
  }

  private static ByteSegments of(long length, int itemBytes, Source source) throws IOException {
    long segmentBytes = LIMIT / itemBytes * itemBytes;
    ByteBuffer[] segments =
        new ByteBuffer[Math.toIntExact((length + segmentBytes - 1) / segmentBytes)];
    for (int s = 0; s < segments.length; s++) {
      long start = s * segmentBytes;
      int bytes = (int) Math.min(segmentBytes, length - start);
      segments[s] = source.segment(start, bytes).order(ByteOrder.LITTLE_ENDIAN);
    }
    return new ByteSegments(segments, segmentBytes, length);
  }

  static ByteSegments wrap(byte[] bytes) {
    ByteBuffer all = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    return new ByteSegments(
        bytes.length == 0 ? new ByteBuffer[0] : new ByteBuffer[] {all},
        Math.max(1, bytes.length),
        bytes.length);
  }

  /** Reads part of a file into memory. The range must hold the bytes. */
  static ByteSegments read(ChannelRange range, long position, long length, int itemBytes)
      throws IOException {
    return of(
        length,
        itemBytes,
        (start, bytes) -> {
          ByteBuffer segment = ByteBuffer.allocate(bytes);
          range.readFully(position + start, segment);
          return segment.flip();
        });
  }

  /** Maps part of a file, read-only. The range must hold the bytes. */
  static ByteSegments map(ChannelRange range, long position, long length, int itemBytes)
      throws IOException {
    return of(
        length,
        itemBytes,
        (start, bytes) ->
            range
                .channel()
                .map(FileChannel.MapMode.READ_ONLY, range.start() + position + start, bytes));
  }

  /**
   * Reads the next bytes of a stream. The caller has made sure that {@code length} is plausible.
   *
   * @param offset where the stream stands, for messages
   */
  static ByteSegments read(String file, InputStream in, long offset, long length, int itemBytes)
      throws IOException {
    return of(
        length,
        itemBytes,
        (start, bytes) -> {
          byte[] segment = new byte[bytes];
          int read = in.readNBytes(segment, 0, bytes);
          if (read < bytes) {
            throw MalformedFileException.atByte(
                file,
                offset + start + read,
                "the data ends after " + (start + read) + " of " + length + " bytes");
          }
          return ByteBuffer.wrap(segment);
        });
  }

  long length() {
    return length;
  }

  byte get(long position) {
    return segment(position).get(within(position));
  }

  short getShort(long position) {
    return segment(position).getShort(within(position));
  }

  int getInt(long position) {
    return segment(position).getInt(within(position));
  }

  long getLong(long position) {
    return segment(position).getLong(within(position));
  }

  private ByteBuffer segment(long position) {
    // Most arrays have one segment: no division.
    return segments[position < segmentBytes ? 0 : (int) (position / segmentBytes)];
  }

  private int within(long position) {
    return (int) (position < segmentBytes ? position : position % segmentBytes);
  }

  /** Copies all bytes; the target is exactly as long. */
  void copyTo(byte[] target) {
    int at = 0;
    for (ByteBuffer segment : segments) {
      segment.get(0, target, at, segment.capacity());
      at += segment.capacity();
    }
  }

  /** {@return a view of the bytes from a position to the end of its segment, little-endian} */
  ByteBuffer from(long position) {
    int at = within(position);
    ByteBuffer segment = segment(position);
    return segment.slice(at, segment.capacity() - at).order(ByteOrder.LITTLE_ENDIAN);
  }

  void writeTo(OutputStream out) throws IOException {
    byte[] buffer = new byte[1 << 16];
    for (ByteBuffer segment : segments) {
      ByteBuffer rest = segment.duplicate();
      while (rest.hasRemaining()) {
        int bytes = Math.min(buffer.length, rest.remaining());
        rest.get(buffer, 0, bytes);
        out.write(buffer, 0, bytes);
      }
    }
  }
}
