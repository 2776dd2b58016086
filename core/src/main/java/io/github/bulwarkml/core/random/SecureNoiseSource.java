// Copyright the Bulwark authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.github.bulwarkml.core.random;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import javax.crypto.Cipher;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Cryptographic random bits at the speed of a seeded generator, the default noise of every privacy
 * mechanism.
 *
 * <pre>{@code
 * try (SecureNoiseSource noise = SecureNoiseSource.create()) {
 *   long bits = noise.nextLong();
 *   double normal = noise.nextGaussian();
 * }
 * }</pre>
 *
 * <p>AES-256 in counter mode with fast key erasure: every 8 KiB, the first 32 bytes of output
 * become the next key and the old key is gone, so that what was given out cannot be recomputed from
 * what is held; every number is zeroed as it is taken. The first key comes from {@link
 * SecureRandom}, and 32 fresh bytes are mixed in every 64 MiB, which also ends the effect of a
 * state that leaked.
 *
 * <p>Limits: the virtual machine may have copied keys (the cipher holds the current one until the
 * next block, and a moving collector leaves garbage), and a snapshot of a running process repeats
 * itself until the next fresh bytes.
 *
 * <p>Cost: about 2 ns per long, and one block of 8 KiB. Not thread-safe: two threads could be given
 * the same bits. Use one per thread, see {@link #fork()}.
 *
 * <p>References: Bernstein, "Fast-key-erasure random-number generators", 2017,
 * https://blog.cr.yp.to/20170723-random.html; NIST SP 800-38A, section 6.5 (counter mode).
 *
 * @since 0.1.0
 */
public final class SecureNoiseSource implements RandomSource {
  /**
   * Bytes given out per key. Measured (Zen 4, JDK 17 and 25): below 4 KiB the key set-up of about
   * 0.5 to 1 microsecond dominates; above 8 KiB little is won and the first-level cache suffers.
   */
  static final int BLOCK = 8192;

  private static final int KEY = 32;
  private static final int COUNTER = 16;

  /** Blocks between two helpings of fresh entropy: 64 MiB. */
  private static final int BLOCKS_PER_RESEED = 8192;

  private static final byte[] ZEROS = new byte[KEY + BLOCK];
  private static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final VarHandle INT =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);

  private final Cipher cipher;
  private final SecureRandom entropy;
  private final byte[] key = new byte[KEY];

  /** The next key, then what may be given out; what was given out is zero. */
  private final byte[] block = new byte[KEY + BLOCK];

  private int position = block.length;
  private int blocks;
  private boolean closed;

  private SecureNoiseSource(SecureRandom entropy) {
    this.entropy = entropy;
    try {
      this.cipher = Cipher.getInstance("AES/CTR/NoPadding");
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("the Java platform must offer AES in counter mode", e);
    }
    entropy.nextBytes(key);
  }

  /**
   * {@return a source keyed by the platform's default {@link SecureRandom}}
   *
   * @throws IllegalStateException if the platform has no AES in counter mode
   */
  public static SecureNoiseSource create() {
    return new SecureNoiseSource(new SecureRandom());
  }

  /** A source with a key of known entropy, for comparison with published cipher output. */
  static SecureNoiseSource keyedBy(SecureRandom entropy) {
    return new SecureNoiseSource(entropy);
  }

  @Override
  public long nextLong() {
    int p = position;
    if (p > block.length - Long.BYTES) {
      refill();
      p = position;
    }
    long value = (long) LONG.get(block, p);
    LONG.set(block, p, 0L);
    position = p + Long.BYTES;
    return value;
  }

  @Override
  public int nextInt() {
    int p = position;
    if (p > block.length - Integer.BYTES) {
      refill();
      p = position;
    }
    int value = (int) INT.get(block, p);
    INT.set(block, p, 0);
    position = p + Integer.BYTES;
    return value;
  }

  @Override
  public void nextBytes(byte[] bytes) {
    fill(bytes, 0, bytes.length);
  }

  @Override
  public void nextBytes(byte[] bytes, int start, int length) {
    if (start < 0 || length < 0 || length > bytes.length - start) {
      throw new IllegalArgumentException(
          "bytes must contain start "
              + start
              + " and length "
              + length
              + ", but has length "
              + bytes.length);
    }
    fill(bytes, start, length);
  }

  private void fill(byte[] bytes, int start, int length) {
    int done = 0;
    while (done < length) {
      if (position == block.length) {
        refill();
      }
      int count = Math.min(length - done, block.length - position);
      System.arraycopy(block, position, bytes, start + done, count);
      Arrays.fill(block, position, position + count, (byte) 0);
      position += count;
      done += count;
    }
  }

  private void refill() {
    if (closed) {
      throw new IllegalStateException("the source must be open to give numbers, but is closed");
    }
    if (++blocks == BLOCKS_PER_RESEED) {
      blocks = 0;
      byte[] fresh = new byte[KEY];
      entropy.nextBytes(fresh);
      for (int i = 0; i < KEY; i++) {
        key[i] ^= fresh[i];
      }
      Arrays.fill(fresh, (byte) 0);
    }
    try {
      cipher.init(
          Cipher.ENCRYPT_MODE,
          new SecretKeySpec(key, "AES"),
          new IvParameterSpec(new byte[COUNTER]));
      int written = cipher.update(ZEROS, 0, ZEROS.length, block, 0);
      if (written != block.length) {
        throw new IllegalStateException(
            "AES in counter mode must give " + block.length + " bytes, but gave " + written);
      }
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("AES in counter mode failed", e);
    }
    System.arraycopy(block, 0, key, 0, KEY);
    Arrays.fill(block, 0, KEY, (byte) 0);
    position = KEY;
  }

  /** {@return true: the key is secret} */
  @Override
  public boolean isPrivate() {
    return true;
  }

  @Override
  public String description() {
    return "secure";
  }

  /** {@return an independent source with a fresh key} */
  @Override
  public SecureNoiseSource fork() {
    return create();
  }

  @Override
  public void close() {
    closed = true;
    Arrays.fill(block, (byte) 0);
    Arrays.fill(key, (byte) 0);
    position = block.length;
    try {
      // Makes the cipher forget the key.
      cipher.init(
          Cipher.ENCRYPT_MODE,
          new SecretKeySpec(key, "AES"),
          new IvParameterSpec(new byte[COUNTER]));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("AES in counter mode failed", e);
    }
  }
}
