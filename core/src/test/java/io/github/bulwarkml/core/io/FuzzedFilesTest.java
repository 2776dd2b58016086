// Copyright the Bulwark authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.github.bulwarkml.core.io;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.bulwarkml.core.random.Seed;
import io.github.bulwarkml.core.random.SplitMix64;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Valid files, mutated and cut 1,000 times each: a reader either reads or throws IOException, and
 * takes no memory for what a file only claims to hold.
 */
class FuzzedFilesTest {
  private static final int ROUNDS = 1000;

  @TempDir Path folder;

  private interface Reader {
    void read(Path file) throws IOException;
  }

  private static final class Format {
    final String name;
    final byte[] valid;
    final Reader reader;
    final boolean cutsAreRefused;

    Format(String name, byte[] valid, Reader reader, boolean cutsAreRefused) {
      this.name = name;
      this.valid = valid;
      this.reader = reader;
      this.cutsAreRefused = cutsAreRefused;
    }

    @Override
    public String toString() {
      return name;
    }
  }

  private static byte[] npy(NpyArray array) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    array.writeTo(bytes);
    return bytes.toByteArray();
  }

  private static byte[] npz(boolean compressed) throws IOException {
    Path file = Files.createTempFile("fuzz", ".npz");
    Map<String, NpyArray> arrays = new LinkedHashMap<>();
    arrays.put("a", NpyArray.of(NpyScalar.F4, new double[100], 10, 10));
    arrays.put("b", NpyArray.of(NpyScalar.I2, new int[] {1, 2, 3}));
    if (compressed) {
      Npz.writeCompressed(file, arrays);
    } else {
      Npz.write(file, arrays);
    }
    byte[] bytes = Files.readAllBytes(file);
    Files.delete(file);
    return bytes;
  }

  private static byte[] gzip(byte[] content) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (OutputStream gzip = new GZIPOutputStream(bytes)) {
      gzip.write(content);
    }
    return bytes.toByteArray();
  }

  static Stream<Format> formats() throws IOException {
    NpyArray plain = NpyArray.of(NpyScalar.F8, new double[12], 2, 3, 2);
    NpyArray pairs =
        NpyArray.build(
            NpyHeader.of(NpyRecord.of(NpyScalar.U8, NpyScalar.F2), 2),
            out -> {
              out.putLong(-1);
              out.putDouble(1);
              out.putLong(7);
              out.putDouble(2);
            });
    byte[] idx = new byte[16 + 24];
    idx[2] = 8;
    idx[3] = 3;
    idx[7] = 2;
    idx[11] = 3;
    idx[15] = 4;
    Reader npy =
        file -> {
          Npy.read(file);
          try (NpyFile open = Npy.open(file)) {
            open.readRows(0, (int) Math.min(1, open.header().rows()));
          }
        };
    String csv = "model,val,note\n\"a, b\",1.5,x\nc,,\"q\"\"q\"\nd,2e3,\n";
    String json = "{\"a\": [1, 2.5e3, \"x\\u00e9\", null], \"b\": {\"c\": true}}";
    return Stream.of(
        new Format("npy", npy(plain), npy, true),
        new Format("npy in Fortran order", npy(plain.toFortranOrder()), npy, true),
        new Format("npy of records", npy(pairs), npy, true),
        new Format("npz stored", npz(false), Npz::read, true),
        new Format("npz compressed", npz(true), Npz::read, true),
        new Format("idx", idx, Idx::read, true),
        new Format("idx.gz", gzip(idx), Idx::read, true),
        new Format(
            "cifar",
            new byte[2 * 3073],
            file -> CifarBinary.read(CifarBinary.Labels.CIFAR_10, List.of(file)),
            false),
        new Format("json", json.getBytes(UTF_8), Json::read, true),
        new Format(
            "csv",
            csv.getBytes(UTF_8),
            file -> {
              CsvTable table = CsvTable.read(file);
              for (int c = 0; c < table.columns().size(); c++) {
                table.column(c).numbers();
              }
            },
            false));
  }

  @ParameterizedTest
  @MethodSource("formats")
  void mutatedFilesAreReadOrRefused(Format format) throws IOException {
    int refused = 0;
    for (int round = 0; round < ROUNDS; round++) {
      SplitMix64 random = SplitMix64.of(Seed.of(42).child(format.name + "/" + round));
      byte[] bytes = mutated(format.valid, random);
      // A new file each time: some file systems flush a file that is cut and written again.
      Path file = Files.write(folder.resolve("fuzzed" + round), bytes);
      try {
        format.reader.read(file);
      } catch (IOException e) {
        refused++;
        if (!String.valueOf(e.getMessage()).contains("fuzzed")) {
          throw new AssertionError("round " + round + " of " + format + " names no file", e);
        }
      } catch (RuntimeException | Error e) {
        throw new AssertionError("round " + round + " of " + format, e);
      }
      Files.delete(file);
    }
    // Half of the rounds cut the file or make it longer.
    assertThat(refused).isGreaterThan(ROUNDS / 10);
  }

  private static byte[] mutated(byte[] valid, SplitMix64 random) {
    byte[] bytes = valid.clone();
    switch (random.nextInt(6)) {
      case 0 -> bytes = Arrays.copyOf(bytes, random.nextInt(bytes.length));
      case 1 -> bytes = Arrays.copyOf(bytes, bytes.length + 1 + random.nextInt(40));
      case 2 -> {
        int from = random.nextInt(bytes.length);
        int to = from + random.nextInt(bytes.length - from);
        byte[] rest = Arrays.copyOfRange(bytes, to, bytes.length);
        bytes = Arrays.copyOf(bytes, from + rest.length);
        System.arraycopy(rest, 0, bytes, from, rest.length);
      }
      default -> {
        for (int i = 1 + random.nextInt(4); i > 0; i--) {
          int place = random.nextInt(bytes.length);
          int choice = random.nextInt(3);
          bytes[place] =
              choice == 0
                  ? (byte) random.nextInt(256)
                  : choice == 1 ? (byte) -1 : (byte) (bytes[place] ^ 1 << random.nextInt(8));
        }
      }
    }
    return bytes;
  }

  @ParameterizedTest
  @MethodSource("formats")
  void everyCutIsRefused(Format format) throws IOException {
    if (!format.cutsAreRefused) {
      return; // a shorter table may be a table, two records may become one
    }
    for (int length = 0; length < format.valid.length; length++) {
      if (isRead(format, "cut" + length, Arrays.copyOf(format.valid, length))) {
        throw new AssertionError(format + " was read although cut to " + length + " bytes");
      }
    }
    for (int extra = 1; extra < 4; extra++) {
      byte[] longer = Arrays.copyOf(format.valid, format.valid.length + extra);
      Arrays.fill(longer, format.valid.length, longer.length, (byte) 'x');
      if (isRead(format, "longer" + extra, longer)) {
        throw new AssertionError(format + " was read with " + extra + " bytes more");
      }
    }
  }

  private boolean isRead(Format format, String name, byte[] bytes) throws IOException {
    Path file = Files.write(folder.resolve(name), bytes);
    try {
      format.reader.read(file);
      return true;
    } catch (IOException e) {
      return false;
    } finally {
      Files.delete(file);
    }
  }
}
