// Copyright the Bulwark authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.github.bulwarkml.core.io;

import io.github.bulwarkml.core.MalformedFileException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.Objects;

/**
 * A stretch of an open file. Reads give their position, so several threads may read at once.
 *
 * @param file what messages call the file
 * @param channel the open file
 * @param start where the stretch starts in it
 * @param length how many bytes it has
 */
record ChannelRange(String file, FileChannel channel, long start, long length) {

  /** Fills the buffer from a position in this stretch. */
  void readFully(long position, ByteBuffer into) throws IOException {
    if (position + into.remaining() > length) {
      throw endsEarly();
    }
    long at = start + position;
    while (into.hasRemaining()) {
      int read = channel.read(into, at);
      if (read < 0) {
        throw endsEarly();
      }
      at += read;
    }
  }

  private MalformedFileException endsEarly() {
    return MalformedFileException.atByte(file, start + length, "the file ends too early");
  }

  ChannelRange from(long position) {
    return new ChannelRange(file, channel, start + position, length - position);
  }

  /** {@return the bytes of this stretch from its start; closing it leaves the file open} */
  InputStream stream() {
    return new InputStream() {
      private long at;

      @Override
      public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
      }

      @Override
      public int read(byte[] into, int offset, int count) throws IOException {
        Objects.checkFromIndexSize(offset, count, into.length);
        if (count == 0) {
          return 0;
        }
        int wanted = (int) Math.min(count, length - at);
        if (wanted <= 0) {
          return -1;
        }
        int read = channel.read(ByteBuffer.wrap(into, offset, wanted), start + at);
        if (read < 0) {
          throw endsEarly();
        }
        at += read;
        return read;
      }
    };
  }
}
