// Copyright the Bulwark authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.github.bulwarkml.core.random;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Objects;

/**
 * The root of a tree of named random streams: equal seeds and equal labels give equal streams on
 * every JDK, platform and thread count.
 *
 * <p>A child is derived by hashing, so streams depend on names and never on the order of calls. Not
 * for secrets: a seed is printed in every result's provenance.
 *
 * @param value the 64-bit seed; every value is allowed
 * @since 0.1.0
 */
public record Seed(long value) {
  private static final byte[] DOMAIN = "bulwark-seed/1\0".getBytes(US_ASCII);

  /**
   * {@return the seed with the given value}
   *
   * @param value any 64-bit number
   */
  public static Seed of(long value) {
    return new Seed(value);
  }

  /**
   * {@return the seed of the sub-stream called {@code label}: the first 8 bytes, big-endian, of
   * SHA-256(domain, value, label in UTF-8)}
   *
   * @param label any string; by convention a path such as {@code "client/17/noise"}
   */
  public Seed child(String label) {
    Objects.requireNonNull(label, "label");
    MessageDigest sha256 = sha256();
    sha256.update(DOMAIN);
    sha256.update(ByteBuffer.allocate(Long.BYTES).putLong(value).array());
    sha256.update(label.getBytes(UTF_8));
    return new Seed(ByteBuffer.wrap(sha256.digest()).getLong());
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform must support SHA-256", e);
    }
  }

  @Override
  public String toString() {
    return "Seed(" + HexFormat.of().toHexDigits(value) + ")";
  }
}
