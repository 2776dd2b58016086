// Copyright the Bulwark authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.github.bulwarkml.core.io;

import io.github.bulwarkml.core.MalformedFileException;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/**
 * The content of a gzip file of one or more members. Unlike {@link java.util.zip.GZIPInputStream}
 * it refuses bytes after the last member. The end is reported only after length and CRC-32 of the
 * last member have been found right.
 *
 * <p>Reference: RFC 1952.
 */
final class GzipContent extends InputStream {
  private static final int FLAG_CRC = 2;
  private static final int FLAG_EXTRA = 4;
  private static final int FLAG_NAME = 8;
  private static final int FLAG_COMMENT = 16;

  private final String name;
  private final InputStream in;
  private final Inflater inflater = new Inflater(true);
  private final byte[] buffer = new byte[1 << 14];
  private final CRC32 crc = new CRC32();
  private int at;
  private int filled;
  private long consumed;
  private long memberBytes;
  private boolean ended;

  GzipContent(String name, InputStream in) throws IOException {
    this.name = name;
    this.in = in;
    readHeader(next());
  }

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
    try {
      while (!ended) {
        int produced = inflater.inflate(into, offset, count);
        if (produced > 0) {
          crc.update(into, offset, produced);
          memberBytes += produced;
          return produced;
        }
        if (inflater.finished()) {
          nextMember();
        } else if (inflater.needsDictionary()) {
          throw problem("the compressed data needs a dictionary");
        } else {
          feed();
        }
      }
      return -1;
    } catch (DataFormatException e) {
      MalformedFileException problem = problem("the compressed data is damaged");
      problem.initCause(e);
      throw problem;
    } catch (EOFException e) {
      throw problem("the gzip file ends too early");
    }
  }

  private void feed() throws IOException {
    if (at == filled && !fill()) {
      throw new EOFException();
    }
    inflater.setInput(buffer, at, filled - at);
    consumed += filled - at;
    at = filled;
  }

  private boolean fill() throws IOException {
    int read = in.read(buffer, 0, buffer.length);
    at = 0;
    filled = Math.max(read, 0);
    return read > 0;
  }

  private void nextMember() throws IOException {
    at = filled - inflater.getRemaining();
    consumed -= inflater.getRemaining();
    if (little(4) != crc.getValue()) {
      throw problem("the content fails its CRC-32");
    }
    if (little(4) != (memberBytes & 0xFFFFFFFFL)) {
      throw problem("the content must have the length that the trailer gives");
    }
    if (at == filled && !fill()) {
      ended = true;
      return;
    }
    inflater.reset();
    crc.reset();
    memberBytes = 0;
    readHeader(next());
  }

  private void readHeader(int first) throws IOException {
    try {
      if (first != 0x1F || next() != 0x8B) {
        throw problem("a gzip member must start with 1f 8b");
      }
      if (next() != 8) {
        throw problem("the compression must be DEFLATE");
      }
      int flags = next();
      if (flags >= 32) {
        throw problem("reserved flags must be 0");
      }
      little(6); // time, hints, system
      if ((flags & FLAG_EXTRA) != 0) {
        for (long rest = little(2); rest > 0; rest--) {
          next();
        }
      }
      for (int flag : new int[] {FLAG_NAME, FLAG_COMMENT}) {
        while ((flags & flag) != 0 && next() != 0) {
          // the text is not used
        }
      }
      if ((flags & FLAG_CRC) != 0) {
        little(2);
      }
    } catch (EOFException e) {
      throw problem("the gzip file ends too early");
    }
  }

  private int next() throws IOException {
    if (at == filled && !fill()) {
      throw new EOFException();
    }
    consumed++;
    return buffer[at++] & 0xFF;
  }

  private long little(int bytes) throws IOException {
    long value = 0;
    for (int i = 0; i < bytes; i++) {
      value |= (long) next() << 8 * i;
    }
    return value;
  }

  private MalformedFileException problem(String problem) {
    return MalformedFileException.atByte(name, consumed, problem);
  }

  @Override
  public void close() throws IOException {
    inflater.end();
    ended = true;
    in.close();
  }
}
