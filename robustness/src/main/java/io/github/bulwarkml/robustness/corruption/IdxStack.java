// Copyright the Bulwark authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.github.bulwarkml.robustness.corruption;

import io.github.bulwarkml.core.MalformedFileException;
import io.github.bulwarkml.core.io.AtomicFile;
import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipException;

/** The IDX format of MNIST: a magic number, big-endian sizes, unsigned bytes. */
final class IdxStack extends ImageStack {
  private static final int UNSIGNED_BYTES = 0x0800;

  private final DataInputStream in;

  private IdxStack(String name, StackShape shape, DataInputStream in) {
    super(name, shape);
    this.in = in;
  }

  static IdxStack openIdx(Path file) throws IOException {
    String name = String.valueOf(file.getFileName());
    InputStream raw = new BufferedInputStream(Files.newInputStream(file), 1 << 16);
    try {
      InputStream plain = isCompressed(file) ? new GZIPInputStream(raw, 1 << 16) : raw;
      DataInputStream in = new DataInputStream(plain);
      int magic = in.readInt();
      int rank = magic & 0xFF;
      if (magic >>> 8 != UNSIGNED_BYTES >>> 8 || rank < 1 || rank > 8) {
        throw MalformedFileException.atByte(
            name,
            0,
            "an IDX file of bytes must start with 0000080r, but starts with "
                + String.format(Locale.ROOT, "%08x", magic));
      }
      List<Long> dimensions = new ArrayList<>();
      for (int i = 0; i < rank; i++) {
        dimensions.add(in.readInt() & 0xFFFFFFFFL);
      }
      return new IdxStack(name, StackShape.of(name, dimensions), in);
    } catch (EOFException | ZipException e) {
      raw.close();
      throw new MalformedFileException(name, "must be an IDX file, but " + reason(e));
    } catch (IOException e) {
      raw.close();
      throw e;
    }
  }

  private static String reason(IOException e) {
    return e instanceof EOFException ? "ends early" : "is no gzip file: " + e.getMessage();
  }

  private static boolean isCompressed(Path file) {
    return file.toString().toLowerCase(Locale.ROOT).endsWith(".gz");
  }

  @Override
  byte[] read(int length) throws IOException {
    byte[] bytes = new byte[length];
    try {
      in.readFully(bytes);
    } catch (EOFException | ZipException e) {
      throw new MalformedFileException(
          name(), "must hold " + count() + " images, but " + reason(e));
    }
    return bytes;
  }

  @Override
  public void writeLike(Path file, Content content) throws IOException {
    AtomicFile.write(
        file,
        raw -> {
          if (isCompressed(file)) {
            GZIPOutputStream compressed = new GZIPOutputStream(raw, 1 << 16);
            writeTo(compressed, content);
            compressed.finish();
          } else {
            writeTo(raw, content);
          }
        });
  }

  private void writeTo(OutputStream raw, Content content) throws IOException {
    DataOutputStream out = new DataOutputStream(raw);
    List<Long> dimensions = shape().dimensions();
    out.writeInt(UNSIGNED_BYTES | dimensions.size());
    for (long dimension : dimensions) {
      out.writeInt((int) dimension);
    }
    long[] written = new long[1];
    content.writeTo(
        image -> {
          shape().require(image);
          out.write(image.bytes());
          written[0]++;
        });
    if (written[0] != count()) {
      throw new IllegalStateException("must put " + count() + " images, but put " + written[0]);
    }
    out.flush();
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
