// Copyright the Bulwark authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.github.bulwarkml.core.io;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.bulwarkml.core.MalformedFileException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.CharacterCodingException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The members of a ZIP archive, ZIP64 too, and where their data lies. Stricter than {@link
 * java.util.zip.ZipFile}: members must fill the file without gaps or overlaps, names must be
 * unique, sizes must be possible, nothing may precede or follow the archive.
 *
 * <p>Reference: PKWARE APPNOTE 6.3.10, sections 4.3 and 4.5.3.
 */
final class ZipIndex {
  private static final int LOCAL = 0x04034B50;
  private static final int CENTRAL = 0x02014B50;
  private static final int END = 0x06054B50;
  private static final int END_64 = 0x06064B50;
  private static final int LOCATOR_64 = 0x07064B50;
  private static final int END_BYTES = 22;
  private static final int LOCATOR_BYTES = 20;
  private static final int END_64_BYTES = 56;
  private static final int CENTRAL_BYTES = 46;
  private static final int LOCAL_BYTES = 30;
  private static final int MAXIMUM_CENTRAL = 1 << 26;
  private static final int ENCRYPTED = 1;
  private static final int DESCRIPTOR_FOLLOWS = 8;

  /** DEFLATE cannot do better: 258 bytes from 2 bits. */
  private static final long BEST_RATIO = 1032;

  private final ChannelRange file;

  private ZipIndex(ChannelRange file) {
    this.file = file;
  }

  /**
   * A member.
   *
   * @param name its name
   * @param deflated whether it is compressed
   * @param crc the CRC-32 of its content
   * @param size the length of its content
   * @param data where the (compressed) content lies, from the start of the archive
   */
  record Member(String name, boolean deflated, long crc, long size, Stretch data) {}

  /** A part of the archive. */
  record Stretch(long start, long length) {
    long end() {
      return start + length;
    }
  }

  /** The central directory: where it lies and how many members it lists. */
  private record Directory(Stretch place, long members) {}

  static Map<String, Member> read(ChannelRange file) throws IOException {
    return new ZipIndex(file).members();
  }

  private Map<String, Member> members() throws IOException {
    Directory directory = directory();
    Stretch place = directory.place();
    if (place.length() > MAXIMUM_CENTRAL) {
      throw problem(
          place.start(), "the directory must have at most 64 MiB, but has " + place.length());
    }
    ByteBuffer entries = bytes(place.start(), (int) place.length());
    Map<String, Member> members = new LinkedHashMap<>();
    List<Stretch> used = new ArrayList<>();
    while (entries.hasRemaining()) {
      long at = place.start() + entries.position();
      Member member = member(at, entries, used, place.start());
      if (members.putIfAbsent(member.name(), member) != null) {
        throw problem(at, "the name '" + member.name() + "' occurs twice");
      }
    }
    if (members.size() != directory.members()) {
      throw problem(
          place.start(),
          "the directory must list "
              + directory.members()
              + " members, but lists "
              + members.size());
    }
    checkFilled(used, place.start());
    return members;
  }

  private Directory directory() throws IOException {
    long end = endRecord();
    ByteBuffer record = bytes(end, END_BYTES);
    int disks = record.getShort(4) | record.getShort(6);
    long members = record.getShort(10) & 0xFFFF;
    long size = record.getInt(12) & 0xFFFFFFFFL;
    long start = record.getInt(16) & 0xFFFFFFFFL;
    long directoryEnd = end;
    boolean large = members == 0xFFFF || size == 0xFFFFFFFFL || start == 0xFFFFFFFFL;
    if (large && end >= LOCATOR_BYTES + END_64_BYTES) {
      ByteBuffer locator = bytes(end - LOCATOR_BYTES, LOCATOR_BYTES);
      if (locator.getInt(0) == LOCATOR_64) {
        directoryEnd = locator.getLong(8);
        if (directoryEnd < 0 || directoryEnd > end - LOCATOR_BYTES - END_64_BYTES) {
          throw problem(end - LOCATOR_BYTES, "the ZIP64 end record lies outside the file");
        }
        ByteBuffer wide = bytes(directoryEnd, END_64_BYTES);
        if (wide.getInt(0) != END_64
            || wide.getLong(4) != end - LOCATOR_BYTES - directoryEnd - 12) {
          throw problem(directoryEnd, "the ZIP64 end record is damaged");
        }
        disks = wide.getInt(16) | wide.getInt(20);
        members = wide.getLong(32);
        size = wide.getLong(40);
        start = wide.getLong(48);
      }
    }
    if (disks != 0) {
      throw problem(end, "an archive in several parts is not supported");
    }
    if (start < 0 || size < 0 || start > directoryEnd || size != directoryEnd - start) {
      throw problem(end, "the directory must end where the end record starts");
    }
    return new Directory(new Stretch(start, size), members);
  }

  /** {@return where the end record starts: it must end the file, with its comment} */
  private long endRecord() throws IOException {
    int tail = (int) Math.min(file.length(), END_BYTES + 0xFFFF);
    long start = file.length() - tail;
    ByteBuffer last = bytes(start, tail);
    for (int at = tail - END_BYTES; at >= 0; at--) {
      if (last.getInt(at) == END && at + END_BYTES + (last.getShort(at + 20) & 0xFFFF) == tail) {
        return start + at;
      }
    }
    throw problem(
        file.length(), "a ZIP archive must end with its end record (is the file cut or longer?)");
  }

  private Member member(long at, ByteBuffer entries, List<Stretch> used, long limit)
      throws IOException {
    if (entries.remaining() < CENTRAL_BYTES || entries.getInt(entries.position()) != CENTRAL) {
      throw problem(at, "a directory entry must follow");
    }
    int base = entries.position();
    int flags = entries.getShort(base + 8);
    int method = entries.getShort(base + 10) & 0xFFFF;
    long crc = entries.getInt(base + 16) & 0xFFFFFFFFL;
    long packed = entries.getInt(base + 20) & 0xFFFFFFFFL;
    long size = entries.getInt(base + 24) & 0xFFFFFFFFL;
    int nameBytes = entries.getShort(base + 28) & 0xFFFF;
    int extraBytes = entries.getShort(base + 30) & 0xFFFF;
    int commentBytes = entries.getShort(base + 32) & 0xFFFF;
    long local = entries.getInt(base + 42) & 0xFFFFFFFFL;
    int length = CENTRAL_BYTES + nameBytes + extraBytes + commentBytes;
    if (entries.remaining() < length) {
      throw problem(at, "a directory entry is cut");
    }
    String name = name(at, entries.slice(base + CENTRAL_BYTES, nameBytes));
    ByteBuffer wide = wideFields(at, entries.slice(base + CENTRAL_BYTES + nameBytes, extraBytes));
    size = size == 0xFFFFFFFFL ? nextWide(at, wide) : size;
    packed = packed == 0xFFFFFFFFL ? nextWide(at, wide) : packed;
    local = local == 0xFFFFFFFFL ? nextWide(at, wide) : local;
    entries.position(base + length);
    if ((flags & ENCRYPTED) != 0 || method != 0 && method != 8) {
      throw problem(at, "'" + name + "' must be stored or deflated, and not encrypted");
    }
    boolean possible =
        method == 0 ? packed == size : size / BEST_RATIO <= packed && packed <= limit;
    if (size < 0 || packed < 0 || !possible) {
      throw problem(at, "'" + name + "' cannot have " + size + " bytes from " + packed);
    }
    Stretch data = data(name, local, method, packed, limit);
    used.add(new Stretch(local, data.end() - local));
    if ((flags & DESCRIPTOR_FOLLOWS) != 0) {
      used.set(used.size() - 1, withDescriptor(used.get(used.size() - 1), limit));
    }
    return new Member(name, method == 8, crc, size, data);
  }

  /** {@return where the data of a member lies, by its local header} */
  private Stretch data(String name, long local, int method, long packed, long limit)
      throws IOException {
    if (local < 0 || local > limit - LOCAL_BYTES) {
      throw problem(limit, "'" + name + "' lies outside the file");
    }
    ByteBuffer header = bytes(local, LOCAL_BYTES);
    int nameBytes = header.getShort(26) & 0xFFFF;
    int extraBytes = header.getShort(28) & 0xFFFF;
    long start = local + LOCAL_BYTES + nameBytes + extraBytes;
    if (header.getInt(0) != LOCAL
        || (header.getShort(8) & 0xFFFF) != method
        || start > limit
        || packed > limit - start
        || !name(local, bytes(local + LOCAL_BYTES, nameBytes)).equals(name)) {
      throw problem(local, "the local header of '" + name + "' must match its directory entry");
    }
    return new Stretch(start, packed);
  }

  /** {@return the stretch with the 12 to 24 bytes that repeat the sizes after the data} */
  private Stretch withDescriptor(Stretch member, long limit) throws IOException {
    int most = (int) Math.min(24 + 4, limit - member.end());
    ByteBuffer after = bytes(member.end(), most);
    for (int length : new int[] {16, 24, 12, 20}) {
      boolean last = member.end() + length == limit;
      if (last || length + 4 <= most && after.getInt(length) == LOCAL) {
        return new Stretch(member.start(), member.length() + length);
      }
    }
    throw problem(member.end(), "a data descriptor must follow");
  }

  private void checkFilled(List<Stretch> used, long end) throws MalformedFileException {
    List<Stretch> inOrder = new ArrayList<>(used);
    inOrder.sort(Comparator.comparingLong(Stretch::start));
    long at = 0;
    for (Stretch member : inOrder) {
      if (member.start() != at) {
        throw problem(Math.min(at, member.start()), "members must neither overlap nor leave gaps");
      }
      at = member.end();
    }
    if (at != end) {
      throw problem(Math.min(at, end), "members must neither overlap nor leave gaps");
    }
  }

  private String name(long at, ByteBuffer encoded) throws MalformedFileException {
    try {
      String name = UTF_8.newDecoder().decode(encoded).toString();
      if (!name.isEmpty() && name.chars().noneMatch(c -> c < ' ')) {
        return name;
      }
    } catch (CharacterCodingException e) {
      // reported below
    }
    throw problem(at, "a member's name must be printable UTF-8 and not empty");
  }

  /** {@return the ZIP64 extra field, empty if there is none} */
  private ByteBuffer wideFields(long at, ByteBuffer extra) throws MalformedFileException {
    extra.order(ByteOrder.LITTLE_ENDIAN);
    while (extra.remaining() >= 4) {
      int id = extra.getShort() & 0xFFFF;
      int length = extra.getShort() & 0xFFFF;
      if (length > extra.remaining()) {
        throw problem(at, "an extra field is cut");
      }
      if (id == 1) {
        return extra.slice(extra.position(), length).order(ByteOrder.LITTLE_ENDIAN);
      }
      extra.position(extra.position() + length);
    }
    return ByteBuffer.allocate(0);
  }

  private long nextWide(long at, ByteBuffer wide) throws MalformedFileException {
    if (wide.remaining() < Long.BYTES) {
      throw problem(at, "the ZIP64 extra field is missing");
    }
    return wide.getLong();
  }

  private ByteBuffer bytes(long position, int count) throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(count).order(ByteOrder.LITTLE_ENDIAN);
    file.readFully(position, bytes);
    return bytes.flip();
  }

  private MalformedFileException problem(long offset, String problem) {
    return MalformedFileException.atByte(file.file(), offset, problem);
  }
}
