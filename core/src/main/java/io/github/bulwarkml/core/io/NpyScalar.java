// Copyright the Bulwark authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.github.bulwarkml.core.io;

import io.github.bulwarkml.core.MalformedFileException;
import java.util.Objects;

/**
 * A number in a NumPy array: its kind, size and byte order.
 *
 * @param kind floating point, signed, unsigned or boolean
 * @param itemBytes 2, 4 or 8 for floating point; 1, 2, 4 or 8 for integers; 1 for boolean
 * @param bigEndian whether the most significant byte comes first; false for single bytes
 * @since 0.1.0
 */
public record NpyScalar(Kind kind, int itemBytes, boolean bigEndian) implements NpyType {
  /** What the bytes mean. */
  public enum Kind {
    /** IEEE 754 binary16, binary32 or binary64. */
    FLOAT('f'),
    /** Two's complement. */
    SIGNED('i'),
    /** Unsigned; 64-bit values travel as the bits of a {@code long}. */
    UNSIGNED('u'),
    /** One byte, 0 or 1. */
    BOOLEAN('b');

    private final char code;

    Kind(char code) {
      this.code = code;
    }
  }

  /** Half precision, little-endian. */
  public static final NpyScalar F2 = new NpyScalar(Kind.FLOAT, 2, false);

  /** Single precision, little-endian. */
  public static final NpyScalar F4 = new NpyScalar(Kind.FLOAT, 4, false);

  /** Double precision, little-endian. */
  public static final NpyScalar F8 = new NpyScalar(Kind.FLOAT, 8, false);

  /** Signed byte. */
  public static final NpyScalar I1 = new NpyScalar(Kind.SIGNED, 1, false);

  /** Signed 16 bits, little-endian. */
  public static final NpyScalar I2 = new NpyScalar(Kind.SIGNED, 2, false);

  /** Signed 32 bits, little-endian. */
  public static final NpyScalar I4 = new NpyScalar(Kind.SIGNED, 4, false);

  /** Signed 64 bits, little-endian. */
  public static final NpyScalar I8 = new NpyScalar(Kind.SIGNED, 8, false);

  /** Unsigned byte. */
  public static final NpyScalar U1 = new NpyScalar(Kind.UNSIGNED, 1, false);

  /** Unsigned 16 bits, little-endian. */
  public static final NpyScalar U2 = new NpyScalar(Kind.UNSIGNED, 2, false);

  /** Unsigned 32 bits, little-endian. */
  public static final NpyScalar U4 = new NpyScalar(Kind.UNSIGNED, 4, false);

  /** Unsigned 64 bits, little-endian. */
  public static final NpyScalar U8 = new NpyScalar(Kind.UNSIGNED, 8, false);

  /** One byte, 0 or 1. */
  public static final NpyScalar BOOL = new NpyScalar(Kind.BOOLEAN, 1, false);

  private static final String SUPPORTED =
      "<f2 <f4 <f8 |i1 <i2 <i4 <i8 |u1 <u2 <u4 <u8 |b1, big-endian too, and records of these";

  /**
   * Checks that the size exists for the kind.
   *
   * @param kind floating point, signed, unsigned or boolean
   * @param itemBytes the size of one number
   * @param bigEndian whether the most significant byte comes first
   * @throws IllegalArgumentException if the kind has no such size, or single bytes an order
   */
  public NpyScalar {
    Objects.requireNonNull(kind, "kind");
    if (!exists(kind, itemBytes)) {
      throw new IllegalArgumentException(
          "itemBytes must be "
              + (kind == Kind.BOOLEAN ? "1" : kind == Kind.FLOAT ? "2, 4 or 8" : "1, 2, 4 or 8")
              + " for "
              + kind
              + ", but was "
              + itemBytes);
    }
    if (itemBytes == 1 && bigEndian) {
      throw new IllegalArgumentException("bigEndian must be false for single bytes, but was true");
    }
  }

  private static boolean exists(Kind kind, int bytes) {
    boolean power = bytes == 1 || bytes == 2 || bytes == 4 || bytes == 8;
    return switch (kind) {
      case BOOLEAN -> bytes == 1;
      case FLOAT -> power && bytes != 1;
      case SIGNED, UNSIGNED -> power;
    };
  }

  /** {@return the code without quotes, for example {@code <f4} or {@code |u1}} */
  public String code() {
    return (itemBytes == 1 ? "|" : bigEndian ? ">" : "<") + kind.code + itemBytes;
  }

  @Override
  public String descriptor() {
    return "'" + code() + "'";
  }

  @Override
  public String toString() {
    return code();
  }

  /** {@return the type of a code found in a file} */
  static NpyScalar parse(String file, String code) throws MalformedFileException {
    if (code.length() == 3) {
      char order = code.charAt(0);
      int bytes = code.charAt(2) - '0';
      for (Kind kind : Kind.values()) {
        boolean ordered = bytes == 1 ? "|<>".indexOf(order) >= 0 : order == '<' || order == '>';
        if (kind.code == code.charAt(1) && exists(kind, bytes) && ordered) {
          return new NpyScalar(kind, bytes, bytes > 1 && order == '>');
        }
      }
    }
    throw new MalformedFileException(
        file, "dtype '" + code + "' is not supported (supported: " + SUPPORTED + ")");
  }
}
