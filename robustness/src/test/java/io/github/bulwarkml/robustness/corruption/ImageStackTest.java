// Copyright the Bulwark authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.github.bulwarkml.robustness.corruption;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.bulwarkml.core.MalformedFileException;
import io.github.bulwarkml.core.io.Npy;
import io.github.bulwarkml.core.io.NpyArray;
import io.github.bulwarkml.core.io.NpyScalar;
import io.github.bulwarkml.core.testing.RealData;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ImageStackTest {
  @TempDir private Path folder;

  /** An IDX file whose byte i is i. */
  static byte[] idx(int magic, int... dimensions) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    DataOutputStream out = new DataOutputStream(bytes);
    out.writeInt(magic);
    int count = 1;
    for (int dimension : dimensions) {
      out.writeInt(dimension);
      count *= dimension;
    }
    for (int i = 0; i < count; i++) {
      out.write(i);
    }
    return bytes.toByteArray();
  }

  @ParameterizedTest
  @ValueSource(strings = {"x-ubyte", "x.idx", "x.npy", "x-ubyte.gz"})
  void copiesAreEqual(String name) throws Exception {
    Path file = folder.resolve(name);
    if (name.endsWith(".npy")) {
      int[] values = new int[3 * 8 * 9 * 3];
      Arrays.setAll(values, i -> i & 0xFF);
      Npy.write(file, NpyArray.of(NpyScalar.U1, values, 3, 8, 9, 3));
    } else if (name.endsWith(".gz")) {
      try (GZIPOutputStream out = new GZIPOutputStream(Files.newOutputStream(file))) {
        out.write(idx(0x0804, 3, 8, 9, 3));
      }
    } else {
      Files.write(file, idx(0x0804, 3, 8, 9, 3));
    }
    assertThat(ImageStack.isStackName(file)).isTrue();
    List<Image> images;
    Path copy = folder.resolve("copy-" + name);
    try (ImageStack stack = ImageStack.open(file)) {
      assertThat(stack.count()).isEqualTo(3);
      assertThat(stack.name()).isEqualTo(name);
      images = stack.next(2);
      assertThat(images).hasSize(2);
      assertThat(images.get(1).value(0, 0, 0)).isEqualTo(216);
      images = List.of(images.get(0), images.get(1), stack.next(5).get(0));
      assertThat(stack.next(5)).isEmpty();
      List<Image> all = images;
      stack.writeLike(
          copy,
          out -> {
            for (Image image : all) {
              out.put(image);
            }
          });
      assertThatThrownBy(() -> stack.writeLike(copy, out -> out.put(TestImages.ramps(8, 8))))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage("image must be 8 x 9 x 3, but was Image[8 x 8 x 3]");
      assertThatThrownBy(() -> stack.writeLike(copy, out -> {}))
          .isInstanceOf(IllegalStateException.class);
      assertThatThrownBy(() -> stack.next(0))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage("maximum must be in [1, 65536], but was 0");
    }
    try (ImageStack stack = ImageStack.open(copy)) {
      assertThat(stack.next(3)).isEqualTo(images);
    }
  }

  private void refused(String name, byte[] content, String message) throws IOException {
    Path file = folder.resolve(name);
    Files.write(file, content);
    assertThatThrownBy(
            () -> {
              try (ImageStack stack = ImageStack.open(file)) {
                stack.next(100);
              }
            })
        .isInstanceOf(MalformedFileException.class)
        .hasMessageContaining(message);
  }

  @Test
  void damagedFilesAreRefused() throws Exception {
    refused("a.idx", new byte[] {0, 0, 8}, "ends early");
    refused("b.idx", new byte[] {1, 2, 3, 4}, "must start with 0000080r, but starts with 01020304");
    refused("c.idx", idx(0x0801, 5), "the shape must be [n, height, width]");
    refused("d.idx", idx(0x0803, 5, 8, 7), "width must be in [8, 8192], but was 7");
    refused("e.idx", idx(0x0804, 1, 8, 8, 2), "channels must be 1 or 3, but was 2");
    refused("f.idx", idx(0x0803, 0, 8, 8), "must hold at least one image");
    byte[] whole = idx(0x0803, 3, 8, 8);
    refused("g.idx", Arrays.copyOf(whole, whole.length - 1), "must hold 3 images");
    refused("h.idx.gz", whole, "is no gzip file");
    refused("i.idx", new byte[] {0, 0, 8, 3, 0, 0, 0, 1, -1, -1, -1, -1, 0, 0, 0, 8}, "32 bits");
    Path file = folder.resolve("f4.npy");
    Npy.write(file, NpyArray.of(NpyScalar.F4, new float[64], 1, 8, 8));
    assertThatThrownBy(() -> ImageStack.open(file))
        .isInstanceOf(MalformedFileException.class)
        .hasMessageContaining("images must be of type |u1 in C order");
  }

  @Test
  void readsFashionMnist() throws Exception {
    Path file = RealData.require("fashion-mnist/t10k-images-idx3-ubyte.gz");
    try (ImageStack stack = ImageStack.open(file)) {
      assertThat(stack.count()).isEqualTo(10_000);
      assertThat(stack.next(1).get(0).height()).isEqualTo(28);
    }
  }
}
