// Copyright the Bulwark authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.github.bulwarkml.core.io;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** NumPy itself reads what we write and the other way round; skipped where it is not installed. */
class NumPyExchangeTest {
  @TempDir Path folder;

  @BeforeAll
  static void needsNumPy(@TempDir Path folder) throws IOException, InterruptedException {
    assumeTrue(
        python(folder, "import numpy").equals(""), "skipped: python3 with numpy is not installed");
  }

  /** Runs a script in a folder; returns what it printed, errors included. */
  private static String python(Path folder, String script)
      throws IOException, InterruptedException {
    Path log = folder.resolve("python.log");
    try {
      Process process =
          new ProcessBuilder("python3", "-c", script)
              .directory(folder.toFile())
              .redirectErrorStream(true)
              .redirectOutput(log.toFile())
              .start();
      if (!process.waitFor(60, TimeUnit.SECONDS)) {
        process.destroyForcibly();
        return "timeout";
      }
    } catch (IOException e) {
      return "no python3";
    }
    return Files.readString(log, UTF_8).strip();
  }

  @Test
  void readsWhatNumPyWrites() throws IOException, InterruptedException {
    String printed =
        python(
            folder,
            """
            import numpy as np
            a = np.arange(24).reshape(2, 3, 4)
            arrays = {}
            for code in '<f2 >f2 <f4 >f4 <f8 >f8 |i1 <i2 >i2 <i4 >i4 <i8 >i8 |u1 <u2 >u2 <u4 >u4 <u8 >u8'.split():
                arrays[code[1:] + ('b' if code[0] == '>' else '')] = a.astype(code)
            arrays['fortran'] = np.asfortranarray(a)
            arrays['bool'] = a % 2 == 0
            arrays['scalar'] = np.float64(3.5)
            arrays['empty'] = np.zeros((0, 4), '<i4')
            arrays['special'] = np.array([np.nan, np.inf, -np.inf, -0.0, 6e-8, 65504], '<f2')
            np.savez('stored.npz', **arrays)
            np.savez_compressed('packed.npz', **arrays)
            pairs = np.array([(1, 2), (2**64 - 1, 3)], 'u8,u8')
            np.save('pairs.npy', pairs)
            np.lib.format.write_array(open('v2.npy', 'wb'), pairs, version=(2, 0))
            np.lib.format.write_array(open('v3.npy', 'wb'), pairs, version=(3, 0))
            """);
    assertThat(printed).isEmpty();
    for (String name : new String[] {"stored.npz", "packed.npz"}) {
      Map<String, NpyArray> arrays = Npz.read(folder.resolve(name));
      assertThat(arrays).hasSize(25);
      for (Map.Entry<String, NpyArray> entry : arrays.entrySet()) {
        NpyArray array = entry.getValue();
        switch (entry.getKey()) {
          case "bool" -> assertThat(array.toInts()).startsWith(1, 0, 1);
          case "scalar" -> assertThat(array.toDoubles()).containsExactly(3.5);
          case "empty" -> assertThat(array.header().shape()).containsExactly(0L, 4L);
          case "special" ->
              assertThat(array.toFloats())
                  .containsExactly(
                      Float.NaN,
                      Float.POSITIVE_INFINITY,
                      Float.NEGATIVE_INFINITY,
                      -0f,
                      0x1p-24f,
                      65504);
          default -> {
            assertThat(array.header().shape()).containsExactly(2L, 3L, 4L);
            for (int i = 0; i < 24; i++) {
              assertThat(array.doubleAt(i)).as(entry.getKey()).isEqualTo(i);
            }
          }
        }
      }
    }
    for (String name : new String[] {"pairs.npy", "v2.npy", "v3.npy"}) {
      NpyArray pairs = Npy.read(folder.resolve(name));
      assertThat(pairs.longAt(1, 0)).isEqualTo(-1);
      assertThat(pairs.longAt(1, 1)).isEqualTo(3);
    }
  }

  @Test
  void numPyReadsWhatWeWrite() throws IOException, InterruptedException {
    double[] values = new double[24];
    for (int i = 0; i < values.length; i++) {
      values[i] = i - 11;
    }
    Map<String, NpyArray> arrays = new LinkedHashMap<>();
    arrays.put("f2", NpyArray.of(NpyScalar.F2, values, 2, 3, 4));
    arrays.put("f4", NpyArray.of(NpyScalar.F4, values, 2, 3, 4).toFortranOrder());
    arrays.put("big", NpyArray.of(new NpyScalar(NpyScalar.Kind.FLOAT, 8, true), values, 2, 3, 4));
    arrays.put("pi", NpyArray.of(NpyScalar.F2, new double[] {Math.PI, 1e-7, 1e6, Double.NaN}));
    Npz.write(folder.resolve("stored.npz"), arrays);
    Npz.writeCompressed(folder.resolve("packed.npz"), arrays);
    Npy.write(folder.resolve("one.npy"), Objects.requireNonNull(arrays.get("f4")));
    String printed =
        python(
            folder,
            """
            import numpy as np, io
            a = np.arange(24).reshape(2, 3, 4) - 11
            for name in ('stored.npz', 'packed.npz'):
                z = np.load(name)
                assert list(z.keys()) == ['f2', 'f4', 'big', 'pi'], list(z.keys())
                assert z['f2'].dtype == '<f2' and (z['f2'] == a).all()
                assert z['f4'].flags.f_contiguous and (z['f4'] == a).all()
                assert z['big'].dtype == '>f8' and (z['big'] == a).all()
                expected = np.array([np.pi, 1e-7, 1e6, np.nan]).astype('<f2')
                assert z['pi'].tobytes()[:6] == expected.tobytes()[:6] and np.isnan(z['pi'][3])
            b = io.BytesIO()
            np.save(b, np.asfortranarray(a.astype('<f4')))
            assert b.getvalue() == open('one.npy', 'rb').read()
            """);
    // The overflow of 1e6 to infinity is meant, and warned of.
    assertThat(printed).doesNotContain("Error");
  }
}
