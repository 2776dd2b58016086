// Copyright the Bulwark authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.github.bulwarkml.core.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.bulwarkml.core.MalformedFileException;
import io.github.bulwarkml.core.testing.RealData;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ImageFilesTest {
  @TempDir Path folder;

  private Path file(String name, byte[] content) throws IOException {
    return Files.write(folder.resolve(name), content);
  }

  private static byte[] gzip(byte[] content) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (OutputStream gzip = new GZIPOutputStream(bytes)) {
      gzip.write(content);
    }
    return bytes.toByteArray();
  }

  private static byte[] idx(int type, int[] shape, byte[] data) {
    ByteBuffer bytes = ByteBuffer.allocate(4 + 4 * shape.length + data.length);
    bytes.put((byte) 0).put((byte) 0).put((byte) type).put((byte) shape.length);
    for (int length : shape) {
      bytes.putInt(length);
    }
    return bytes.put(data).array();
  }

  @Test
  void readsEveryType() throws IOException {
    byte[] data = ByteBuffer.allocate(8).putInt(-2).putInt(0x40490FDB).array();
    int[] types = {0x08, 0x09, 0x0B, 0x0C, 0x0D, 0x0E};
    String[] codes = {"|u1", "|i1", ">i2", ">i4", ">f4", ">f8"};
    double[] first = {255, -1, -1, -2, Double.NaN, Double.NaN};
    for (int t = 0; t < types.length; t++) {
      int size = codes[t].charAt(2) - '0';
      byte[] content = idx(types[t], new int[] {8 / size}, data);
      for (byte[] bytes : List.of(content, gzip(content))) {
        NpyArray array = Idx.read(file("a.idx", bytes));
        assertThat(array.header().type()).hasToString(codes[t]);
        assertThat(Double.compare(array.doubleAt(0), first[t])).isZero();
      }
    }
    assertThat(Idx.read(file("s.idx", idx(0x08, new int[0], new byte[] {9}))).doubleAt(0))
        .isEqualTo(9);
  }

  private void refused(byte[] content, String message) throws IOException {
    Path plain = file("a.idx", content);
    assertThatThrownBy(() -> Idx.read(plain))
        .isInstanceOf(MalformedFileException.class)
        .hasMessageContaining(message);
    Path compressed = file("a.idx", gzip(content));
    assertThatThrownBy(() -> Idx.read(compressed))
        .isInstanceOf(MalformedFileException.class)
        .hasMessageStartingWith("a.idx: byte ");
  }

  @Test
  void refusesOtherContent() throws IOException {
    refused(new byte[0], "a.idx: byte 0: an IDX file must start with");
    refused(new byte[] {0, 0, 8}, "a.idx: byte 0: an IDX file must start with");
    refused(new byte[] {0, 1, 8, 1, 0, 0, 0, 0}, "byte 0: an IDX file must start with");
    refused(new byte[] {0, 0, 7, 1, 0, 0, 0, 0}, "byte 0: an IDX file must start with");
    refused(new byte[] {0, 0, 8, 2, 0, 0, 0, 0}, "byte 8: the file ends inside its 2 dimensions");
    refused(idx(8, new int[] {3}, new byte[2]), "needs 3 bytes");
    refused(idx(8, new int[] {3}, new byte[4]), "byte 11: nothing may follow the data");
    refused(idx(8, new int[] {-1, 1}, new byte[4]), "must fit into the file");
    refused(idx(0x0E, new int[] {-1, -1, -1}, new byte[4]), "byte 4: shape must give fewer than");
  }

  @Test
  void refusesDamagedGzip() throws IOException {
    byte[] content = idx(8, new int[] {1000}, new byte[1000]);
    byte[] good = gzip(content);
    for (int cut : new int[] {3, 9, 12, good.length - 5, good.length - 1}) {
      Path file = file("cut.gz", Arrays.copyOf(good, cut));
      assertThatThrownBy(() -> Idx.read(file)).isInstanceOf(MalformedFileException.class);
    }
    Path longer = file("long.gz", Arrays.copyOf(good, good.length + 3));
    assertThatThrownBy(() -> Idx.read(longer))
        .hasMessageContaining("a gzip member must start with 1f 8b");
    byte[] wrong = good.clone();
    wrong[wrong.length - 7] ^= 1;
    Path damaged = file("crc.gz", wrong);
    assertThatThrownBy(() -> Idx.read(damaged)).hasMessageContaining("fails its CRC-32");
    byte[] length = good.clone();
    length[length.length - 2] ^= 1;
    Path mistaken = file("length.gz", length);
    assertThatThrownBy(() -> Idx.read(mistaken))
        .hasMessageContaining("the length that the trailer gives");
    // Two members make one content; optional header fields are passed over.
    ByteArrayOutputStream two = new ByteArrayOutputStream();
    two.write(gzip(Arrays.copyOf(content, 500)));
    byte[] rest = gzip(Arrays.copyOfRange(content, 500, content.length));
    two.write(new byte[] {0x1F, (byte) 0x8B, 8, 4 + 8 + 16 + 2, 0, 0, 0, 0, 0, 0});
    two.write(new byte[] {2, 0, 7, 7, 'n', 0, 'c', 0, 1, 2});
    two.write(rest, 10, rest.length - 10);
    assertThat(Idx.read(file("two.gz", two.toByteArray())).count()).isEqualTo(1000);
  }

  @Test
  void refusesImagesAndLabelsThatDoNotFit() throws IOException {
    Path images = file("i", idx(8, new int[] {2, 1, 2}, new byte[] {1, 2, 3, (byte) 255}));
    ImageSet set = Idx.images(images, file("l", idx(8, new int[] {2}, new byte[] {1, 0})), 2);
    assertThat(set.size()).isEqualTo(2);
    assertThat(set.imageLength()).isEqualTo(2);
    assertThat(set.pixel(1, 0, 0, 1)).isEqualTo(255);
    float[] scaled = new float[3];
    set.copyTo(1, scaled, 1);
    assertThat(scaled).containsExactly(0, 3 / 255f, 1);
    byte[] raw = new byte[2];
    set.copyTo(0, raw, 0);
    assertThat(raw).containsExactly(1, 2);
    assertThat(set.labelCounts()).containsExactly(1, 1);
    assertThat(set).hasToString("2 images of 1x1x2");
    assertThatThrownBy(() -> set.label(2)).isInstanceOf(IndexOutOfBoundsException.class);
    Path three = file("l3", idx(8, new int[] {3}, new byte[3]));
    assertThatThrownBy(() -> Idx.images(images, three, 2))
        .hasMessage("l3: must hold 2 labels as i holds images, but holds 3");
    Path large = file("l2", idx(8, new int[] {2}, new byte[] {1, 2}));
    assertThatThrownBy(() -> Idx.images(images, large, 2))
        .hasMessage("l2: byte 9: a label must be in [0, 1], but was 2");
    assertThatThrownBy(() -> Idx.images(large, large, 2))
        .hasMessageContaining("l2: shape must be [any, any, any]");
    Path flat = file("flat", idx(8, new int[] {2, 0, 9}, new byte[0]));
    assertThatThrownBy(() -> Idx.images(flat, large, 3))
        .hasMessage("flat: byte 8: the side of an image must be in [1, 32768], but was 0");
    assertThatIllegalArgumentException().isThrownBy(() -> Idx.images(images, large, 0));
  }

  @Test
  void fashionMnist() throws IOException {
    ImageSet train =
        Idx.images(
            RealData.require("fashion-mnist/train-images-idx3-ubyte.gz"),
            RealData.require("fashion-mnist/train-labels-idx1-ubyte.gz"),
            10);
    assertThat(train.size()).isEqualTo(60_000);
    assertThat(train.height()).isEqualTo(28);
    assertThat(train.labelCounts()).containsOnly(6000).hasSize(10);
    ImageSet test =
        Idx.images(
            RealData.require("fashion-mnist/t10k-images-idx3-ubyte.gz"),
            RealData.require("fashion-mnist/t10k-labels-idx1-ubyte.gz"),
            10);
    assertThat(test.labelCounts()).containsOnly(1000).hasSize(10);
    assertThat(digest(test, 16, 10_000, 28, 28))
        .isEqualTo("5b4141f0afbad91edebe8549f8fcffe087ea10ca49f1dbef5c9a5cd8815ce37b");
    assertThat(digest(train, 16, 60_000, 28, 28))
        .isEqualTo("c59f468a2f672dc815687fe0f83887768d799fd8a3f3276145d20f83aa44d888");
  }

  @Test
  void mnist() throws IOException {
    ImageSet test =
        Idx.images(
            RealData.require("mnist/t10k-images-idx3-ubyte.gz"),
            RealData.require("mnist/t10k-labels-idx1-ubyte.gz"),
            10);
    assertThat(test.labelCounts())
        .containsExactly(980, 1135, 1032, 1010, 982, 892, 958, 1028, 974, 1009);
    assertThat(digest(test, 16, 10_000, 28, 28))
        .isEqualTo("0fa7898d509279e482958e8ce81c8e77db3f2f8254e26661ceb7762c4d494ce7");
  }

  /** The digest of the uncompressed file that the images came from. */
  private static String digest(ImageSet images, int headerBytes, int... shape) {
    int length = images.imageLength();
    byte[] pixels = new byte[images.size() * length];
    for (int i = 0; i < images.size(); i++) {
      images.copyTo(i, pixels, i * length);
    }
    byte[] content = idx(8, shape, pixels);
    assertThat(content).hasSize(headerBytes + pixels.length);
    return Sha256.of(content);
  }

  private static byte[] cifar(int labelBytes, int... labels) {
    byte[] bytes = new byte[labels.length / labelBytes * (labelBytes + 3072)];
    for (int i = 0; i < labels.length; i++) {
      int start = i / labelBytes * (labelBytes + 3072);
      bytes[start + i % labelBytes] = (byte) labels[i];
      Arrays.fill(bytes, start + labelBytes, start + labelBytes + 3072, (byte) 1);
      bytes[start + labelBytes + 1024 + 32 + 5] = (byte) 200; // green, row 1, column 5
    }
    return bytes;
  }

  @Test
  void readsCifarBatches() throws IOException {
    for (int i = 1; i <= 5; i++) {
      file("data_batch_" + i + ".bin", cifar(1, i, 9));
    }
    file("test_batch.bin", cifar(1, 0));
    ImageSet train = CifarBinary.cifar10Training(folder);
    assertThat(train.labels()).containsExactly(1, 9, 2, 9, 3, 9, 4, 9, 5, 9);
    assertThat(train.pixel(7, 1, 1, 5)).isEqualTo(200);
    assertThat(train.pixel(7, 0, 1, 5)).isEqualTo(1);
    assertThat(CifarBinary.cifar10Test(folder).classes()).isEqualTo(10);
    Path hundred = file("train.bin", cifar(2, 19, 99, 3, 4));
    assertThat(CifarBinary.read(CifarBinary.Labels.CIFAR_100_COARSE, List.of(hundred)).labels())
        .containsExactly(19, 3);
    assertThat(CifarBinary.read(CifarBinary.Labels.CIFAR_100_FINE, List.of(hundred)).labels())
        .containsExactly(99, 4);
    assertThatThrownBy(() -> CifarBinary.read(CifarBinary.Labels.CIFAR_10, List.of(hundred)))
        .isInstanceOf(MalformedFileException.class)
        .hasMessage(
            "train.bin: byte 6146: the file must hold whole records of 3073 bytes, but has 6148");
    Path bad = file("bad.bin", cifar(1, 3, 10));
    assertThatThrownBy(() -> CifarBinary.read(CifarBinary.Labels.CIFAR_10, List.of(bad)))
        .hasMessage("bad.bin: byte 3073: a label must be in [0, 9], but was 10");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> CifarBinary.read(CifarBinary.Labels.CIFAR_10, List.of()));
  }

  @Test
  void imageSetChecksItsParts() {
    assertThat(ImageSet.of(1, 2, 2, 3, new byte[8], new int[] {2, 0}).size()).isEqualTo(2);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ImageSet.of(1, 2, 2, 3, new byte[7], new int[] {2, 0}))
        .withMessage("pixels must hold 8 bytes for 2 labels, but has 7");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ImageSet.of(1, 2, 2, 2, new byte[8], new int[] {2, 0}))
        .withMessage("labels[0] must be in [0, 1], but was 2");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ImageSet.of(0, 2, 2, 2, new byte[8], new int[] {1, 0}));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ImageSet.of(1, 2, 2, 0, new byte[8], new int[] {1, 0}));
  }
}
