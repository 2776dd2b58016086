// Copyright the Bulwark authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.github.bulwarkml.core.io;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.bulwarkml.core.MalformedFileException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class NpyTest {
  private static final NpyRecord PAIR = NpyRecord.of(NpyScalar.U8, NpyScalar.U8);

  @TempDir Path folder;

  private static NpyArray records(NpyRecord type, long... values) {
    return NpyArray.build(
        NpyHeader.of(type, values.length / type.fields().size()),
        out -> {
          for (long value : values) {
            out.putLong(value);
          }
        });
  }

  /**
   * What NumPy 2.4.6 saves, by size and digest: the vectors of the house style, section 7 (whose
   * table has 2 for 0 in the last digit of the first digest).
   */
  static Stream<Arguments> vectors() {
    double[] six = {1, 2, 3, 4, 5, 6};
    return Stream.of(
        Arguments.of("f4", NpyArray.of(NpyScalar.F4, six, 2, 3), 152, "8e98a7baec113740"),
        Arguments.of(
            "f8 Fortran",
            NpyArray.of(NpyScalar.F8, six, 2, 3).toFortranOrder(),
            176,
            "2e0fb6c2fa795ca3"),
        Arguments.of(
            "u8",
            NpyArray.of(NpyScalar.U8, new long[] {1, Long.MIN_VALUE}),
            144,
            "3a0f8d154b6548b3"),
        Arguments.of("records", records(PAIR, 1, 2, 3, 4), 160, "e187c63a1c70f6b5"),
        Arguments.of(
            "f2", NpyArray.of(NpyScalar.F2, new double[] {1, .5, -2}), 134, "7235e47a114652f6"),
        Arguments.of(
            "0-d",
            NpyArray.build(NpyHeader.of(NpyScalar.F8), out -> out.putDouble(3.5)),
            136,
            "542eeccf4fcc8c4a"),
        Arguments.of("empty", NpyArray.of(NpyScalar.I4, new int[0], 0, 4), 128, "749b4c0fff781c36"),
        Arguments.of("b1", NpyArray.of(NpyScalar.BOOL, new int[] {1, 0}), 130, "4257418724eeadfc"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("vectors")
  void writesTheBytesOfNumPy(String name, NpyArray array, int bytes, String digest)
      throws IOException {
    Path file = folder.resolve("a.npy");
    Npy.write(file, array);
    assertThat(Files.size(file)).isEqualTo(bytes);
    assertThat(Sha256.of(file)).startsWith(digest);
    NpyArray back = Npy.read(file);
    assertThat(back.header()).isEqualTo(array.header());
    assertThat(back.name()).isEqualTo("a.npy");
    Npy.write(file, back);
    assertThat(Sha256.of(file)).startsWith(digest);
  }

  /** datacur.md section 1.3: a subset file, byte for byte. */
  @Test
  void writesTheSubsetFileOfTheDataPool() throws IOException {
    Path file = folder.resolve("subset.npy");
    String[] uids = {
      "139e4a9b22a614771f06c700a8ebe150",
      "139e4a9b22a61477ff00000000000001",
      "6e356964a967af455c8016b75d691203"
    };
    Npy.write(
        file,
        NpyHeader.of(PAIR, uids.length),
        out -> {
          for (String uid : uids) {
            out.putLong(Long.parseUnsignedLong(uid.substring(0, 16), 16));
            out.putLong(Long.parseUnsignedLong(uid.substring(16), 16));
          }
        });
    assertThat(Files.size(file)).isEqualTo(176);
    assertThat(Sha256.of(file))
        .isEqualTo("9aea3cd7aae7b8a67a044ae8213d9d7f60161f652520f85e31ea5c8df742b1b1");
    NpyArray back = Npy.read(file).requireType(PAIR).requireShape(-1);
    assertThat(back.longAt(1, 1)).isEqualTo(0xff00000000000001L);
    assertThat(back.doubleAt(2, 0)).isEqualTo(0x1.b8d5a592a59ecp62);
    assertThat(Npy.open(file).dataOffset()).isEqualTo(128);
    assertThat(NpyHeader.of(PAIR, 99_999_999_999_999_999L).encode()).hasSize(128);
  }

  private Path file(String header, int version, Charset charset, byte[] data) throws IOException {
    byte[] text = header.getBytes(charset);
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    bytes.write(NpyHeader.MAGIC);
    bytes.write(version);
    bytes.write(0);
    bytes.write(text.length);
    bytes.write(text.length >> 8);
    if (version > 1) {
      bytes.write(text.length >> 16);
      bytes.write(text.length >> 24);
    }
    bytes.write(text);
    bytes.write(data);
    Path file = folder.resolve("x.npy");
    Files.write(file, bytes.toByteArray());
    return file;
  }

  private Path file(String header, int dataBytes) throws IOException {
    return file(header, 1, ISO_8859_1, new byte[dataBytes]);
  }

  @Test
  void readsAnyWayToWriteTheHeader() throws IOException {
    byte[] data = ByteBuffer.allocate(16).putLong(5).putLong(-1).array();
    for (String header :
        List.of(
            "{'descr': '>u8', 'fortran_order': False, 'shape': (2,), }     \n",
            "{\"shape\":(2L,),\"fortran_order\":True,\"descr\":\">u8\"}",
            "  { 'fortran_order' :False , 'shape' :( 2 , ) ,\t'descr':'>u8'}\n\n")) {
      for (int version = 1; version <= 3; version++) {
        NpyArray array = Npy.read(file(header, version, UTF_8, data));
        assertThat(array.toLongs()).containsExactly(5, -1);
        assertThat(array.doubleAt(1)).isEqualTo(0x1p64);
      }
    }
    NpyArray named =
        Npy.read(
            file(
                "{'descr': [(\"it's\", '>u8'), ('Größe', '<i8')], 'fortran_order': False,"
                    + " 'shape': ()}",
                3,
                UTF_8,
                data));
    assertThat(named.longAt(0, 0)).isEqualTo(5);
    assertThat(named.longAt(0, 1)).isEqualTo(-1);
    assertThat(named.header().shape()).isEmpty();
    assertThat(named.header().type().descriptor())
        .isEqualTo("[(\"it's\", '>u8'), ('Größe', '<i8')]");
  }

  @Test
  void writesLargeAndUnicodeHeadersInLaterVersions() throws IOException {
    NpyScalar[] many = new NpyScalar[1024];
    java.util.Arrays.fill(many, NpyScalar.I1);
    List<NpyRecord.Field> fields = new java.util.ArrayList<>();
    for (int i = 0; i < 1024; i++) {
      fields.add(new NpyRecord.Field("field".repeat(12) + i, NpyScalar.I1));
    }
    NpyRecord wide = new NpyRecord(fields);
    byte[] encoded = NpyHeader.of(wide, 0).encode();
    assertThat(encoded[6]).isEqualTo((byte) 2);
    assertThat(encoded.length % 64).isZero();
    Path file = folder.resolve("wide.npy");
    Npy.write(file, records(wide, new long[2048]));
    assertThat(Npy.read(file).header()).isEqualTo(NpyHeader.of(wide, 2));
    NpyRecord greek = new NpyRecord(List.of(new NpyRecord.Field("λ", NpyScalar.I2)));
    assertThat(NpyHeader.of(greek, 0).encode()[6]).isEqualTo((byte) 3);
    Npy.write(file, records(greek, -7));
    assertThat(Npy.read(file).header().type()).isEqualTo(greek);
    assertThat(NpyRecord.of(many).itemBytes()).isEqualTo(1024);
  }

  @ParameterizedTest
  @ValueSource(strings = {"<c8", "<f16", "|V4", "|S3", "<U5", "|O", "<M8[s]", "=f4", "f4", "|f4"})
  void namesTheUnsupportedType(String code) throws IOException {
    Path file = file("{'descr': '" + code + "', 'fortran_order': False, 'shape': (0,)}", 0);
    assertThatThrownBy(() -> Npy.read(file))
        .isInstanceOf(MalformedFileException.class)
        .hasMessageStartingWith(
            "x.npy: dtype '" + code + "' is not supported (supported: <f2 <f4 <f8 ");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "{",
        "{}",
        "()",
        "{'descr': '<f4', 'fortran_order': False}",
        "{'descr': '<f4', 'fortran_order': False, 'shape': (0,), 'more': 1}",
        "{'descr': '<f4', 'descr': '<f4', 'fortran_order': False, 'shape': (0,)}",
        "{'descr': '<f4', 'fortran_order': 0, 'shape': (0,)}",
        "{'descr': '<f4', 'fortran_order': False, 'shape': 0}",
        "{'descr': '<f4', 'fortran_order': False, 'shape': (0)}",
        "{'descr': '<f4', 'fortran_order': False, 'shape': [0]}",
        "{'descr': '<f4', 'fortran_order': False, 'shape': ('0',)}",
        "{'descr': '<f4', 'fortran_order': False, 'shape': (-1,)}",
        "{'descr': '<f4', 'fortran_order': False, 'shape': (9999999999999999999,)}",
        "{'descr': '<f4', 'fortran_order': False, 'shape': (4000000000, 4000000000, 0)}",
        "{'descr': '<f4', 'fortran_order': False, 'shape': (0,)} x",
        "{'descr': '<f4' 'fortran_order': False, 'shape': (0,)}",
        "{'descr': '<f4, 'fortran_order': False, 'shape': (0,)}",
        "{'descr': '\\x3cf4', 'fortran_order': False, 'shape': (0,)}",
        "{'descr': 7, 'fortran_order': False, 'shape': (0,)}",
        "{'descr': [], 'fortran_order': False, 'shape': (0,)}",
        "{'descr': [('a', '<f4', (2,))], 'fortran_order': False, 'shape': (0,)}",
        "{'descr': [('a', '<f4'), ('a', '<f4')], 'fortran_order': False, 'shape': (0,)}",
        "{'descr': [('', '<f4')], 'fortran_order': False, 'shape': (0,)}",
        "[[[[[[[[[[[[[[[[[[[[",
        "None"
      })
  void refusesOtherHeaders(String header) throws IOException {
    Path file = file(header, 0);
    assertThatThrownBy(() -> Npy.read(file))
        .isInstanceOf(MalformedFileException.class)
        .hasMessageStartingWith("x.npy: byte ");
  }

  @Test
  void refusesOtherLengthsWithoutTakingMemory() throws IOException {
    String header = "{'descr': '<f8', 'fortran_order': False, 'shape': (%,)}";
    assertThatThrownBy(() -> Npy.read(file(header.replace("%", "1000000000000"), 8)))
        .isInstanceOf(MalformedFileException.class)
        .hasMessageContaining("the data must have 8000000000000 bytes, but ends after 8");
    assertThatThrownBy(() -> Npy.read(file(header.replace("%", "2"), 17)))
        .hasMessage(
            "x.npy: byte 81: nothing may follow the data, but 1 bytes do"
                + " (is there more than one array in the file?)");
    Path file = folder.resolve("y.npy");
    Files.writeString(file, "PK");
    assertThatThrownBy(() -> Npy.read(file))
        .hasMessage("y.npy: byte 0: a npy file must start with \\x93NUMPY and a version");
    Files.write(file, new byte[] {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', 4, 0, 0, 0});
    assertThatThrownBy(() -> Npy.read(file))
        .hasMessage("y.npy: byte 6: version must be 1.0, 2.0 or 3.0, but was 4.0");
    Files.write(file, new byte[] {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', 2, 0, -1, -1, -1, 0x7F});
    assertThatThrownBy(() -> Npy.read(file))
        .hasMessage(
            "y.npy: byte 8: the header must have at most 1048576 bytes, but has 2147483647");
  }

  @Test
  void readsRowsInBothOrders() throws IOException {
    double[] values = new double[7 * 3 * 2];
    for (int i = 0; i < values.length; i++) {
      values[i] = i;
    }
    NpyArray plain = NpyArray.of(NpyScalar.F4, values, 7, 3, 2);
    for (NpyArray array : List.of(plain, plain.toFortranOrder())) {
      Path file = folder.resolve("rows.npy");
      Npy.write(file, array);
      assertThat(Npy.read(file).toDoubles()).isEqualTo(values);
      try (NpyFile open = Npy.open(file)) {
        assertThat(open.header().itemsPerRow()).isEqualTo(6);
        NpyArray part = open.readRows(2, 3);
        assertThat(part.header().shape()).containsExactly(3L, 3L, 2L);
        assertThat(part.toDoubles()).isEqualTo(java.util.Arrays.copyOfRange(values, 12, 30));
        assertThat(open.readRows(7, 0).toDoubles()).isEmpty();
        NpyArray mapped = open.map();
        assertThat(mapped.toFloats()).hasSize(42);
        assertThat(mapped.doubleAt(41)).isEqualTo(41);
        float[] some = new float[4];
        mapped.copyTo(10, some, 1, 3);
        assertThat(some).containsExactly(0, 10, 11, 12);
        assertThatThrownBy(() -> open.readRows(5, 3)).isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> open.readRows(0, -1))
            .isInstanceOf(IndexOutOfBoundsException.class);
      }
    }
  }

  @Test
  void readsEveryTypeInBothByteOrders() throws IOException {
    for (NpyScalar.Kind kind : NpyScalar.Kind.values()) {
      for (int bytes = 1; bytes <= 8; bytes *= 2) {
        for (boolean big : new boolean[] {false, true}) {
          NpyScalar type;
          try {
            type = new NpyScalar(kind, bytes, big);
          } catch (IllegalArgumentException e) {
            continue;
          }
          boolean real = kind == NpyScalar.Kind.FLOAT;
          long[] whole = {0, 1, 1};
          if (kind == NpyScalar.Kind.SIGNED) {
            whole = new long[] {-1, -1L << 8 * bytes - 1, (1L << 8 * bytes - 1) - 1};
          } else if (kind == NpyScalar.Kind.UNSIGNED) {
            whole = new long[] {0, 1, -1L >>> 64 - 8 * bytes};
          }
          double[] numbers = {1.5, -0.0, Double.NEGATIVE_INFINITY};
          NpyArray array = real ? NpyArray.of(type, numbers, 3) : NpyArray.of(type, whole, 3, 1);
          Path file = folder.resolve("t.npy");
          Npy.write(file, array);
          NpyArray back = Npy.read(file).requireType(type);
          if (real) {
            assertThat(back.toDoubles()).isEqualTo(numbers);
            assertThat(back.toFloats()).containsExactly(1.5f, -0.0f, Float.NEGATIVE_INFINITY);
            assertThatIllegalStateException().isThrownBy(() -> back.longAt(0));
          } else {
            assertThat(back.toLongs()).isEqualTo(whole);
            assertThat(back.doubleAt(0)).isEqualTo((double) whole[0]);
          }
        }
      }
    }
  }

  @Test
  void refusesWhatDoesNotFit() throws IOException {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> NpyArray.of(NpyScalar.U1, new int[] {256}))
        .withMessage("value must fit into |u1, but was 256");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> NpyArray.of(NpyScalar.I2, new int[] {-32769}));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> NpyArray.of(NpyScalar.BOOL, new int[] {2}));
    assertThatIllegalArgumentException().isThrownBy(() -> NpyArray.of(NpyScalar.F4, new int[] {2}));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> NpyArray.of(NpyScalar.I4, new double[] {2}));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> NpyArray.of(NpyScalar.F4, new double[6], 2, 2))
        .withMessage("shape must hold the 6 items of values, but was [2, 2]");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> NpyHeader.of(NpyScalar.F8, 1L << 60, 8))
        .withMessageStartingWith("shape must give fewer than 2^63 bytes");
    assertThatIllegalArgumentException().isThrownBy(() -> NpyHeader.of(NpyScalar.F8, -1));
    assertThatIllegalArgumentException().isThrownBy(() -> NpyHeader.of(NpyScalar.F8, new long[65]));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> NpyArray.build(NpyHeader.of(NpyScalar.I1, 1L << 40), out -> {}));
    assertThatIllegalStateException()
        .isThrownBy(() -> NpyArray.build(NpyHeader.of(NpyScalar.I1, 2000000000), out -> {}))
        .withMessageContaining("only 0 were put");
    assertThatIllegalStateException()
        .isThrownBy(
            () ->
                NpyArray.build(
                    NpyHeader.of(NpyScalar.I1),
                    out -> {
                      out.putLong(1);
                      out.putLong(1);
                    }));
    assertThatIllegalArgumentException().isThrownBy(() -> NpyRecord.of());
    NpyArray pair = records(PAIR, 1, 2);
    assertThatIllegalStateException().isThrownBy(pair::toLongs);
    assertThatIllegalStateException().isThrownBy(() -> pair.doubleAt(0));
    assertThatThrownBy(() -> pair.longAt(0, 2)).isInstanceOf(IndexOutOfBoundsException.class);
    assertThatThrownBy(() -> pair.longAt(1, 0)).isInstanceOf(IndexOutOfBoundsException.class);
    assertThatThrownBy(() -> pair.requireShape(1, 2))
        .isInstanceOf(MalformedFileException.class)
        .hasMessage("array: shape must be [1, 2], but was [1]");
    assertThatThrownBy(() -> pair.requireType(NpyScalar.F2, NpyScalar.F4))
        .hasMessage(
            "array: dtype must be one of [<f2, <f4], but was [('f0', '<u8'), ('f1', '<u8')]");
    assertThatIllegalStateException()
        .isThrownBy(() -> NpyArray.of(NpyScalar.I8, new long[] {1L << 31}).toInts());
    assertThatIllegalStateException()
        .isThrownBy(() -> NpyArray.of(NpyScalar.U8, new long[] {-1}).toInts());
    assertThat(NpyArray.of(NpyScalar.U4, new long[] {7}).toInts()).containsExactly(7);
  }

  @Test
  void unsignedNumbersRoundToTheNearestDouble() {
    long[] bits = {-1, 0x8000000000000401L, 0x8000000000000400L, 0x8000000000000C00L};
    NpyArray array = NpyArray.of(NpyScalar.U8, bits);
    for (int i = 0; i < bits.length; i++) {
      assertThat(array.doubleAt(i))
          .isEqualTo(new java.math.BigInteger(Long.toUnsignedString(bits[i])).doubleValue());
    }
  }

  @Test
  void headersOfHugeFilesCountIn64Bits() {
    NpyHeader header = NpyHeader.of(PAIR, 1_400_000_000L);
    assertThat(header.byteLength()).isEqualTo(22_400_000_000L);
    assertThat(header.count()).isEqualTo(1_400_000_000L);
    assertThat(header.withRows(3).shape()).containsExactly(3L);
    assertThatIllegalStateException().isThrownBy(() -> NpyHeader.of(PAIR).withRows(3));
    assertThat(NpyHeader.of(PAIR).rows()).isEqualTo(1);
    assertThat(NpyHeader.of(PAIR, 0, 5).itemsPerRow()).isEqualTo(5);
  }

  /** A sparse file of 5 GiB: nothing is written but its header and last record. */
  @Test
  void readsAndMapsFilesBeyondTwoGibibytes() throws IOException {
    Path file = folder.resolve("huge.npy");
    NpyHeader header = NpyHeader.of(PAIR, 5L << 26);
    try (var channel =
        java.nio.channels.FileChannel.open(
            file,
            java.nio.file.StandardOpenOption.CREATE_NEW,
            java.nio.file.StandardOpenOption.WRITE,
            java.nio.file.StandardOpenOption.SPARSE)) {
      byte[] encoded = header.encode();
      channel.write(ByteBuffer.wrap(encoded));
      ByteBuffer last = ByteBuffer.allocate(8).put(7, (byte) 0x80); // big-endian view of 0x80
      channel.write(last, encoded.length + header.byteLength() - 8);
    }
    try (NpyFile open = Npy.open(file)) {
      NpyArray mapped = open.map();
      assertThat(mapped.longAt((5L << 26) - 1, 1)).isEqualTo(Long.MIN_VALUE);
      assertThat(mapped.longAt(3L << 26, 0)).isZero();
      assertThat(open.readRows((5L << 26) - 2, 2).longAt(1, 1)).isEqualTo(Long.MIN_VALUE);
    }
  }
}
