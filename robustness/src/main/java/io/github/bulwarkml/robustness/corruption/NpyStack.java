// Copyright the Bulwark authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.github.bulwarkml.robustness.corruption;

import io.github.bulwarkml.core.MalformedFileException;
import io.github.bulwarkml.core.io.Npy;
import io.github.bulwarkml.core.io.NpyArray;
import io.github.bulwarkml.core.io.NpyFile;
import io.github.bulwarkml.core.io.NpyHeader;
import io.github.bulwarkml.core.io.NpyScalar;
import java.io.IOException;
import java.nio.file.Path;

/** A NumPy array of unsigned bytes, images along the first dimension. */
final class NpyStack extends ImageStack {
  private final NpyFile file;
  private long row;

  private NpyStack(NpyFile file, StackShape shape) {
    super(file.name(), shape);
    this.file = file;
  }

  static NpyStack openNpy(Path path) throws IOException {
    NpyFile file = Npy.open(path);
    try {
      NpyHeader header = file.header();
      if (!header.type().equals(NpyScalar.U1) || header.fortranOrder()) {
        throw new MalformedFileException(
            file.name(), "images must be of type |u1 in C order, but the file has " + header);
      }
      return new NpyStack(file, StackShape.of(file.name(), header.shape()));
    } catch (IOException | RuntimeException e) {
      file.close();
      throw e;
    }
  }

  @Override
  byte[] read(int length) throws IOException {
    NpyArray array = file.readRows(row++, 1);
    byte[] bytes = new byte[length];
    for (int i = 0; i < length; i++) {
      bytes[i] = (byte) array.longAt(i);
    }
    return bytes;
  }

  @Override
  public void writeLike(Path target, Content content) throws IOException {
    Npy.write(
        target,
        file.header(),
        out ->
            content.writeTo(
                image -> {
                  shape().require(image);
                  for (byte value : image.bytes()) {
                    out.putLong(value & 0xFF);
                  }
                }));
  }

  @Override
  public void close() throws IOException {
    file.close();
  }
}
