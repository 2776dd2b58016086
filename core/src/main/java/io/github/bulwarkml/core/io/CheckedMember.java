// Copyright the Bulwark authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.github.bulwarkml.core.io;

import io.github.bulwarkml.core.MalformedFileException;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/**
 * The content of a ZIP member. The end is reported only after size and CRC-32 have been found
 * right.
 */
final class CheckedMember extends InputStream {
  private final String name;
  private final ZipIndex.Member member;
  private final InputStream packed;
  private final Inflater inflater = new Inflater(true);
  private final byte[] buffer = new byte[1 << 14];
  private final CRC32 crc = new CRC32();
  private long produced;
  private boolean ended;

  CheckedMember(String name, ZipIndex.Member member, ChannelRange archive) {
    this.name = name;
    this.member = member;
    ZipIndex.Stretch data = member.data();
    this.packed =
        new BufferedInputStream(
            new ChannelRange(
                    archive.file(),
                    archive.channel(),
                    archive.start() + data.start(),
                    data.length())
                .stream(),
            1 << 16);
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
    if (ended) {
      return -1;
    }
    int read = member.deflated() ? inflate(into, offset, count) : packed.read(into, offset, count);
    if (read < 0) {
      ended = true;
      checkEnd();
      return -1;
    }
    crc.update(into, offset, read);
    produced += read;
    if (produced > member.size()) {
      throw problem("the content must have " + member.size() + " bytes, but has more");
    }
    return read;
  }

  private int inflate(byte[] into, int offset, int count) throws IOException {
    try {
      while (true) {
        int produced = inflater.inflate(into, offset, count);
        if (produced > 0) {
          return produced;
        }
        if (inflater.finished()) {
          if (inflater.getRemaining() > 0 || packed.read() >= 0) {
            throw problem("nothing may follow the compressed data");
          }
          return -1;
        }
        if (inflater.needsDictionary()) {
          throw problem("the compressed data needs a dictionary");
        }
        int fed = packed.read(buffer);
        if (fed < 0) {
          throw problem("the compressed data ends too early");
        }
        inflater.setInput(buffer, 0, fed);
      }
    } catch (DataFormatException e) {
      MalformedFileException problem = problem("the compressed data is damaged");
      problem.initCause(e);
      throw problem;
    }
  }

  private void checkEnd() throws MalformedFileException {
    if (produced != member.size()) {
      throw problem(
          "the content must have " + member.size() + " bytes, but ends after " + produced);
    }
    if (crc.getValue() != member.crc()) {
      throw problem(
          "CRC-32 must be "
              + Long.toHexString(member.crc())
              + ", but is "
              + Long.toHexString(crc.getValue()));
    }
  }

  private MalformedFileException problem(String problem) {
    return MalformedFileException.atByte(name, produced, problem);
  }

  @Override
  public void close() throws IOException {
    inflater.end();
    ended = true;
    packed.close();
  }
}
