// Copyright the Bulwark authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.github.bulwarkml.core.io;

import io.github.bulwarkml.core.MalformedFileException;
import io.github.bulwarkml.core.internal.Nearest;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * An open {@code .npz} archive of named arrays.
 *
 * <pre>{@code
 * try (NpzFile npz = Npz.open(Path.of("shard.npz"));
 *     NpyRows rows = npz.rows("l14_img")) {
 *   while (rows.remaining() > 0) {
 *     float[] block = rows.next(4096).toFloats();
 *   }
 * }
 * }</pre>
 *
 * <p>{@link #read} and {@link #rows} work for stored and compressed arrays and check the CRC-32.
 * {@link #openStored} gives random access to stored ones, without that check.
 *
 * <p>Safe to share between threads; what it returns is not, unless said so.
 *
 * @since 0.1.0
 */
public final class NpzFile implements AutoCloseable {
  private static final String SUFFIX = ".npy";

  private final ChannelRange range;
  private final Map<String, ZipIndex.Member> members;

  private NpzFile(ChannelRange range, Map<String, ZipIndex.Member> members) {
    this.range = range;
    this.members = members;
  }

  static NpzFile open(Path file) throws IOException {
    FileChannel channel = FileChannel.open(file, StandardOpenOption.READ);
    try {
      String name = String.valueOf(file.getFileName());
      ChannelRange range = new ChannelRange(name, channel, 0, channel.size());
      Map<String, ZipIndex.Member> members = new LinkedHashMap<>();
      for (ZipIndex.Member member : ZipIndex.read(range).values()) {
        if (!member.name().endsWith(SUFFIX)) {
          throw new MalformedFileException(
              name, "every member must be an array '*.npy', but one is '" + member.name() + "'");
        }
        String key = member.name().substring(0, member.name().length() - SUFFIX.length());
        members.put(key, member);
      }
      return new NpzFile(range, members);
    } catch (IOException | RuntimeException e) {
      channel.close();
      throw e;
    }
  }

  /** {@return the file's name, without its folder} */
  public String name() {
    return range.file();
  }

  /** {@return the arrays' names in the archive's order} */
  public Set<String> names() {
    return Collections.unmodifiableSet(members.keySet());
  }

  /**
   * {@return type, order and shape of an array}
   *
   * @param array its name
   * @throws MalformedFileException if there is none, or its header breaks the format
   * @throws IOException if reading fails
   */
  public NpyHeader header(String array) throws IOException {
    try (NpyRows rows = rows(array)) {
      return rows.header();
    }
  }

  /**
   * {@return an array, copied into memory}
   *
   * @param array its name
   * @throws MalformedFileException if there is none, or it breaks the format or fails its CRC-32
   * @throws IOException if reading fails
   */
  public NpyArray read(String array) throws IOException {
    try (NpyRows rows = rows(array)) {
      return rows.all();
    }
  }

  /**
   * {@return the rows of an array from start to end} Close it before this archive.
   *
   * @param array its name
   * @throws MalformedFileException if there is none, or its header breaks the format
   * @throws IOException if reading fails
   */
  public NpyRows rows(String array) throws IOException {
    ZipIndex.Member member = member(array);
    CheckedMember content = new CheckedMember(label(array), member, range);
    try {
      return new NpyRows(label(array), content, member.size());
    } catch (IOException | RuntimeException e) {
      content.close();
      throw e;
    }
  }

  /**
   * {@return random access to an array that is stored without compression} It stays open as long as
   * this archive, and is safe to share between threads. The CRC-32 is not checked.
   *
   * @param array its name
   * @throws MalformedFileException if there is none, or its header breaks the format
   * @throws IllegalStateException if the array is compressed
   * @throws IOException if reading fails
   */
  public NpyFile openStored(String array) throws IOException {
    ZipIndex.Member member = member(array);
    if (member.deflated()) {
      throw new IllegalStateException(
          label(array) + " must be stored for random access, but is compressed; read its rows");
    }
    ZipIndex.Stretch data = member.data();
    return NpyFile.of(
        new ChannelRange(
            label(array), range.channel(), range.start() + data.start(), data.length()),
        null);
  }

  private String label(String array) {
    return range.file() + "(" + array + ")";
  }

  private ZipIndex.Member member(String array) throws MalformedFileException {
    ZipIndex.Member member = members.get(Objects.requireNonNull(array, "array"));
    if (member == null) {
      throw new MalformedFileException(
          name(),
          "no array '" + array + "' (present: " + Nearest.list(array, members.keySet(), 20) + ")");
    }
    return member;
  }

  @Override
  public void close() throws IOException {
    range.channel().close();
  }

  @Override
  public String toString() {
    return name() + ": " + members.keySet();
  }
}
