// Copyright the Bulwark authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.github.bulwarkml.core.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.bulwarkml.core.MalformedFileException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NpzTest {
  @TempDir Path folder;

  private static Map<String, NpyArray> arrays() {
    double[] many = new double[3000];
    Arrays.setAll(many, i -> i % 7 / 4.0);
    Map<String, NpyArray> arrays = new LinkedHashMap<>();
    arrays.put("l14_img", NpyArray.of(NpyScalar.F2, many, 1000, 3));
    arrays.put("turned", NpyArray.of(NpyScalar.F4, many, 50, 60).toFortranOrder());
    arrays.put("empty", NpyArray.of(NpyScalar.I8, new int[0], 0, 5));
    arrays.put("Größe", NpyArray.of(NpyScalar.U1, new int[] {7}));
    arrays.put("scalar", NpyArray.build(NpyHeader.of(NpyScalar.F8), out -> out.putDouble(2.5)));
    return arrays;
  }

  private static NpyArray of(Map<String, NpyArray> arrays, String name) {
    return java.util.Objects.requireNonNull(arrays.get(name), name);
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void readsWhatItWrites(boolean compressed) throws IOException {
    Path file = folder.resolve("a.npz");
    Map<String, NpyArray> arrays = arrays();
    if (compressed) {
      Npz.writeCompressed(file, arrays);
    } else {
      Npz.write(file, arrays);
    }
    String digest = Sha256.of(file);
    Map<String, NpyArray> back = Npz.read(file);
    assertThat(back.keySet()).containsExactlyElementsOf(arrays.keySet());
    for (String name : arrays.keySet()) {
      NpyArray array = of(arrays, name);
      NpyArray read = of(back, name);
      assertThat(read.header()).isEqualTo(array.header());
      assertThat(read.toDoubles()).isEqualTo(array.toDoubles());
    }
    if (compressed) {
      Npz.writeCompressed(file, back);
    } else {
      Npz.write(file, back);
    }
    assertThat(Sha256.of(file)).isEqualTo(digest);
    try (NpzFile npz = Npz.open(file)) {
      assertThat(npz.names()).hasSize(5);
      assertThat(npz.header("l14_img").shape()).containsExactly(1000L, 3L);
      assertThat(npz).hasToString("a.npz: [l14_img, turned, empty, Größe, scalar]");
      assertThatThrownBy(() -> npz.read("l14_imgs"))
          .isInstanceOf(MalformedFileException.class)
          .hasMessageStartingWith("a.npz: no array 'l14_imgs' (present: 'l14_img', ");
      double sum = 0;
      try (NpyRows rows = npz.rows("l14_img")) {
        while (rows.remaining() > 0) {
          NpyArray block = rows.next(300);
          assertThat(block.header().rows()).isEqualTo(rows.remaining() > 0 ? 300 : 100);
          for (float value : block.toFloats()) {
            sum += value;
          }
        }
        assertThatIllegalStateException().isThrownBy(() -> rows.next(1));
        assertThatIllegalArgumentException().isThrownBy(() -> rows.next(0));
      }
      assertThat(sum).isEqualTo(Arrays.stream(of(arrays, "l14_img").toDoubles()).sum());
      try (NpyRows rows = npz.rows("turned")) {
        assertThatIllegalStateException().isThrownBy(() -> rows.next(10));
        assertThat(rows.next(50).doubleAt(61)).isEqualTo(61 % 7 / 4.0);
      }
      try (NpyRows rows = npz.rows("scalar")) {
        assertThat(rows.next(1).toDoubles()).containsExactly(2.5);
      }
      if (compressed) {
        assertThatIllegalStateException().isThrownBy(() -> npz.openStored("turned"));
      } else {
        assertThat(npz.openStored("turned").readRows(3, 2).toDoubles())
            .isEqualTo(Arrays.copyOfRange(of(arrays, "turned").toDoubles(), 180, 300));
        assertThat(npz.openStored("l14_img").map().doubleAt(2999)).isEqualTo(2999 % 7 / 4.0);
      }
    }
  }

  private static byte[] npy() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    NpyArray.of(NpyScalar.I4, new int[] {1, 2, 3}).writeTo(bytes);
    return bytes.toByteArray();
  }

  private Path zip(String... names) throws IOException {
    Path file = folder.resolve("z.npz");
    try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(file))) {
      for (String name : names) {
        zip.putNextEntry(new ZipEntry(name)); // deflated, with data descriptors
        zip.write(npy());
        zip.closeEntry();
      }
    }
    return file;
  }

  @Test
  void readsMembersWithDataDescriptors() throws IOException {
    Map<String, NpyArray> arrays = Npz.read(zip("a.npy", "b.npy", "sub/c.npy"));
    assertThat(arrays.keySet()).containsExactly("a", "b", "sub/c");
    assertThat(Npz.read(zip())).isEmpty();
  }

  private void refused(byte[] bytes, String message) throws IOException {
    Path file = folder.resolve("bad.npz");
    Files.write(file, bytes);
    assertThatThrownBy(() -> Npz.read(file))
        .isInstanceOf(MalformedFileException.class)
        .hasMessageStartingWith("bad.npz")
        .hasMessageContaining(message);
  }

  @Test
  void refusesBrokenArchives() throws IOException {
    byte[] good = Files.readAllBytes(zip("a.npy", "b.npy"));
    refused(Files.readAllBytes(zip("a.npy", "readme.txt")), "'*.npy', but one is 'readme.txt'");
    refused(Arrays.copyOf(good, good.length + 1), "must end with its end record");
    refused(Arrays.copyOf(good, good.length - 1), "must end with its end record");
    refused(new byte[0], "must end with its end record");
    byte[] shifted = new byte[good.length + 3];
    System.arraycopy(good, 0, shifted, 3, good.length);
    refused(shifted, "directory must end where the end record starts");
    byte[] twice = good.clone();
    for (int i = 0; i + 5 <= twice.length; i++) {
      if (twice[i] == 'b' && twice[i + 1] == '.' && twice[i + 2] == 'n') {
        twice[i] = 'a';
      }
    }
    refused(twice, "the name 'a.npy' occurs twice");
  }

  @Test
  void checksTheCrc() throws IOException {
    Path file = folder.resolve("c.npz");
    Npz.write(file, Map.of("x", NpyArray.of(NpyScalar.F8, new double[] {1, 2, 3})));
    byte[] bytes = Files.readAllBytes(file);
    bytes[30 + 5 + 128 + 20] ^= 1; // local header, name, npy header, into the data
    Files.write(file, bytes);
    assertThatThrownBy(() -> Npz.read(file))
        .isInstanceOf(MalformedFileException.class)
        .hasMessageContaining("c.npz(x): byte 152: CRC-32 must be ");
    try (NpzFile npz = Npz.open(file);
        NpyRows rows = npz.rows("x")) {
      rows.next(2);
      assertThatThrownBy(() -> rows.next(2)).hasMessageContaining("CRC-32 must be ");
    }
  }

  @Test
  void refusesImpossibleSizesWithoutTakingMemory() throws IOException {
    byte[] bytes = Files.readAllBytes(zip("a.npy"));
    ByteBuffer view = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    int central = view.getInt(bytes.length - 6);
    view.putInt(central + 24, 0x7FFFFFFF);
    refused(bytes, "'a.npy' cannot have 2147483647 bytes from ");
  }

  /** A stored member of 5 GiB, sparse: sizes and offsets need ZIP64. */
  @Test
  void readsZip64() throws IOException {
    Path file = folder.resolve("large.npz");
    NpyHeader header = NpyHeader.of(NpyScalar.U1, 5L << 30);
    byte[] head = header.encode();
    long size = head.length + header.byteLength();
    try (FileChannel channel =
        FileChannel.open(
            file,
            StandardOpenOption.CREATE_NEW,
            StandardOpenOption.WRITE,
            StandardOpenOption.SPARSE)) {
      channel.write(local("big.npy", 0, size));
      channel.write(ByteBuffer.wrap(head));
      channel.position(channel.position() + header.byteLength());
      long second = channel.position();
      byte[] small = npy();
      CRC32 crc = new CRC32();
      crc.update(small);
      channel.write(local("small.npy", (int) crc.getValue(), small.length));
      channel.write(ByteBuffer.wrap(small));
      long directory = channel.position();
      channel.write(central("big.npy", 0, size, 0));
      channel.write(central("small.npy", (int) crc.getValue(), small.length, second));
      long end = channel.position();
      ByteBuffer tail = ByteBuffer.allocate(98).order(ByteOrder.LITTLE_ENDIAN);
      tail.putInt(0x06064B50).putLong(44).putShort((short) 45).putShort((short) 45);
      tail.putInt(0).putInt(0).putLong(2).putLong(2);
      tail.putLong(end - directory).putLong(directory);
      tail.putInt(0x07064B50).putInt(0).putLong(end).putInt(1);
      tail.putInt(0x06054B50).putInt(0).putInt(-1).putInt(-1).putInt(-1).putShort((short) 0);
      channel.write(tail.flip());
    }
    try (NpzFile npz = Npz.open(file)) {
      assertThat(npz.names()).containsExactly("big", "small");
      assertThat(npz.read("small").toInts()).containsExactly(1, 2, 3);
      NpyFile big = npz.openStored("big");
      assertThat(big.header().count()).isEqualTo(5L << 30);
      assertThat(big.readRows((5L << 30) - 4, 4).toInts()).containsExactly(0, 0, 0, 0);
    }
  }

  private static ByteBuffer local(String name, int crc, long size) {
    ByteBuffer bytes = ByteBuffer.allocate(100).order(ByteOrder.LITTLE_ENDIAN);
    bytes.putInt(0x04034B50).putShort((short) 45).putShort((short) 0).putShort((short) 0);
    bytes.putInt(0).putInt(crc).putInt(-1).putInt(-1);
    bytes.putShort((short) name.length()).putShort((short) 20);
    bytes.put(name.getBytes(java.nio.charset.StandardCharsets.US_ASCII));
    return bytes.putShort((short) 1).putShort((short) 16).putLong(size).putLong(size).flip();
  }

  private static ByteBuffer central(String name, int crc, long size, long offset) {
    ByteBuffer bytes = ByteBuffer.allocate(120).order(ByteOrder.LITTLE_ENDIAN);
    bytes.putInt(0x02014B50).putShort((short) 45).putShort((short) 45).putShort((short) 0);
    bytes.putShort((short) 0).putInt(0).putInt(crc).putInt(-1).putInt(-1);
    bytes.putShort((short) name.length()).putShort((short) 28).putShort((short) 0);
    bytes.putShort((short) 0).putShort((short) 0).putInt(0).putInt(-1);
    bytes.put(name.getBytes(java.nio.charset.StandardCharsets.US_ASCII));
    return bytes
        .putShort((short) 1)
        .putShort((short) 24)
        .putLong(size)
        .putLong(size)
        .putLong(offset)
        .flip();
  }

  @Test
  void refusesBadNames() {
    Path file = folder.resolve("n.npz");
    NpyArray one = NpyArray.of(NpyScalar.U1, new int[] {7});
    assertThatIllegalArgumentException().isThrownBy(() -> Npz.write(file, Map.of("", one)));
    assertThatIllegalArgumentException().isThrownBy(() -> Npz.write(file, Map.of("a\n", one)));
    assertThat(file).doesNotExist();
  }
}
