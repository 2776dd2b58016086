// Copyright the Bulwark authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.github.bulwarkml.core.random;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.HexFormat;
import javax.crypto.Cipher;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;

class SecureNoiseSourceTest {
  /** Gives bytes 0, 1, 2, ... and counts the helpings. */
  private static final class CountingEntropy extends SecureRandom {
    private static final long serialVersionUID = 1L;
    private int next;
    private int helpings;

    @Override
    public void nextBytes(byte[] bytes) {
      helpings++;
      for (int i = 0; i < bytes.length; i++) {
        bytes[i] = (byte) next++;
      }
    }
  }

  private static byte[] counterMode(byte[] key, int length) throws Exception {
    // Counter mode spelt out: the encrypted block numbers.
    Cipher aes = Cipher.getInstance("AES/ECB/NoPadding");
    aes.init(Cipher.ENCRYPT_MODE, new SecretKeySpec(key, "AES"));
    ByteBuffer counters = ByteBuffer.allocate(length);
    for (long i = 0; counters.hasRemaining(); i++) {
      counters.putLong(0).putLong(i);
    }
    return aes.doFinal(counters.array());
  }

  @Test
  void isCounterModeWithKeyErasure() throws Exception {
    byte[] key = new byte[32];
    for (int i = 0; i < 32; i++) {
      key[i] = (byte) i;
    }
    // FIPS 197, appendix C.3: the cipher that the test relies on is AES-256.
    Cipher aes = Cipher.getInstance("AES/ECB/NoPadding");
    aes.init(Cipher.ENCRYPT_MODE, new SecretKeySpec(key, "AES"));
    assertThat(aes.doFinal(HexFormat.of().parseHex("00112233445566778899aabbccddeeff")))
        .isEqualTo(HexFormat.of().parseHex("8ea2b7ca516745bfeafc49904b496089"));
    try (SecureNoiseSource source = SecureNoiseSource.keyedBy(new CountingEntropy())) {
      for (int block = 0; block < 3; block++) {
        byte[] stream = counterMode(key, 32 + SecureNoiseSource.BLOCK);
        ByteBuffer expected =
            ByteBuffer.wrap(stream, 32, SecureNoiseSource.BLOCK).order(ByteOrder.LITTLE_ENDIAN);
        while (expected.hasRemaining()) {
          assertThat(source.nextLong()).isEqualTo(expected.getLong());
        }
        key = Arrays.copyOf(stream, 32);
      }
    }
  }

  @Test
  void bytesIntsAndLongsComeFromOneStream() {
    try (SecureNoiseSource one = SecureNoiseSource.keyedBy(new CountingEntropy());
        SecureNoiseSource other = SecureNoiseSource.keyedBy(new CountingEntropy())) {
      byte[] bytes = new byte[20];
      one.nextBytes(bytes, 2, 16);
      ByteBuffer expected = ByteBuffer.wrap(bytes, 2, 16).order(ByteOrder.LITTLE_ENDIAN);
      assertThat(other.nextInt()).isEqualTo(expected.getInt());
      assertThat(other.nextLong()).isEqualTo(expected.getLong());
      assertThat(other.nextInt()).isEqualTo(expected.getInt());
      assertThat(bytes).startsWith(0, 0).endsWith(0, 0);
      byte[] long1 = new byte[3 * SecureNoiseSource.BLOCK + 5];
      byte[] long2 = new byte[long1.length];
      one.nextBytes(long1);
      for (int i = 0; i < long2.length; i++) {
        other.nextBytes(long2, i, 1);
      }
      assertThat(long1).isEqualTo(long2);
    }
  }

  @Test
  void freshEntropyIsMixedInEverySixtyFourMebibytes() {
    CountingEntropy entropy = new CountingEntropy();
    try (SecureNoiseSource source = SecureNoiseSource.keyedBy(entropy)) {
      byte[] chunk = new byte[1 << 20];
      for (int i = 0; i < 63; i++) {
        source.nextBytes(chunk);
      }
      assertThat(entropy.helpings).isEqualTo(1);
      source.nextBytes(chunk);
      source.nextBytes(chunk);
      assertThat(entropy.helpings).isEqualTo(2);
    }
  }

  @Test
  void sourcesAreIndependentAndPrivate() {
    try (SecureNoiseSource source = SecureNoiseSource.create();
        SecureNoiseSource fork = source.fork()) {
      assertThat(source.isPrivate()).isTrue();
      assertThat(source.description()).isEqualTo("secure");
      long[] both = {source.nextLong(), source.nextLong(), fork.nextLong(), fork.nextLong()};
      assertThat(both).doesNotHaveDuplicates();
    }
  }

  @Test
  void aClosedSourceGivesNothing() {
    SecureNoiseSource source = SecureNoiseSource.create();
    source.nextLong();
    source.close();
    source.close();
    assertThatThrownBy(source::nextLong)
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("the source must be open to give numbers, but is closed");
    assertThatThrownBy(source::nextInt).isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(() -> source.nextBytes(new byte[1]))
        .isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(source::nextGaussian).isInstanceOf(IllegalStateException.class);
  }

  @Test
  void whatWasGivenOutIsNoLongerHeld() throws Exception {
    SecureNoiseSource source = SecureNoiseSource.create();
    for (int i = 0; i < 100; i++) {
      source.nextLong();
      source.nextInt();
    }
    source.nextBytes(new byte[16]);
    var field = SecureNoiseSource.class.getDeclaredField("block");
    field.setAccessible(true);
    byte[] block = (byte[]) field.get(source);
    assertThat(Arrays.copyOf(block, 32 + 1216)).containsOnly(0);
    assertThat(Arrays.copyOfRange(block, 32 + 1216, block.length))
        .as("what is still to be given out")
        .matches(rest -> count(rest) < 200);
    source.close();
    assertThat(block).containsOnly(0);
  }

  private static int count(byte[] bytes) {
    int zeros = 0;
    for (byte value : bytes) {
      zeros += value == 0 ? 1 : 0;
    }
    return zeros;
  }

  @Test
  void badRangesAreRefused() {
    try (SecureNoiseSource source = SecureNoiseSource.create()) {
      assertThatThrownBy(() -> source.nextBytes(new byte[4], 2, 3))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage("bytes must contain start 2 and length 3, but has length 4");
    }
  }
}
