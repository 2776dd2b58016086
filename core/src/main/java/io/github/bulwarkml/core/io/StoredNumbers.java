// Copyright the Bulwark authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.github.bulwarkml.core.io;

/**
 * Reads the numbers in stored bytes.
 *
 * @param data where they lie
 */
record StoredNumbers(ByteSegments data) {

  double asDouble(NpyScalar type, long position) {
    if (type.kind() != NpyScalar.Kind.FLOAT) {
      long whole = asLong(type, position);
      boolean huge = type.kind() == NpyScalar.Kind.UNSIGNED && whole < 0;
      // Half of it, with the lost bit kept for rounding, twice.
      return huge ? (whole >>> 1 | whole & 1) * 2.0 : whole;
    }
    return switch (type.itemBytes()) {
      case 2 -> Float16.toFloat((short) bits(type, position));
      case 4 -> Float.intBitsToFloat((int) bits(type, position));
      default -> Double.longBitsToDouble(bits(type, position));
    };
  }

  long asLong(NpyScalar type, long position) {
    long bits = bits(type, position);
    if (type.kind() == NpyScalar.Kind.SIGNED) {
      int unused = Long.SIZE - Byte.SIZE * type.itemBytes();
      return bits << unused >> unused;
    }
    return bits;
  }

  /** {@return the bits of a number, zero-extended} */
  private long bits(NpyScalar type, long position) {
    boolean turned = type.bigEndian();
    return switch (type.itemBytes()) {
      case 1 -> data.get(position) & 0xFFL;
      case 2 -> {
        short two = data.getShort(position);
        yield (turned ? Short.reverseBytes(two) : two) & 0xFFFFL;
      }
      case 4 -> {
        int four = data.getInt(position);
        yield (turned ? Integer.reverseBytes(four) : four) & 0xFFFFFFFFL;
      }
      default -> {
        long eight = data.getLong(position);
        yield turned ? Long.reverseBytes(eight) : eight;
      }
    };
  }
}
