// Copyright the Bulwark authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.github.bulwarkml.core.io;

import io.github.bulwarkml.core.MalformedFileException;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * The binary batches of CIFAR-10 and CIFAR-100: records of one label byte (CIFAR-100: a coarse and
 * a fine one) and 3072 bytes of pixels, 1024 red, then green, then blue, row by row.
 *
 * <pre>{@code
 * ImageSet train = CifarBinary.cifar10Training(Path.of("cifar-10-batches-bin"));
 * }</pre>
 *
 * <p>Reference: A. Krizhevsky, "Learning multiple layers of features from tiny images", 2009, and
 * the data set's page, section "Binary version".
 *
 * @since 0.1.0
 */
public final class CifarBinary {
  private static final int SIDE = 32;
  private static final int PIXELS = 3 * SIDE * SIDE;

  /** The names a label byte may take. */
  public enum Labels {
    /** One byte, 10 classes. */
    CIFAR_10(1, 0, 10),
    /** The first of two bytes, 20 classes. */
    CIFAR_100_COARSE(2, 0, 20),
    /** The second of two bytes, 100 classes. */
    CIFAR_100_FINE(2, 1, 100);

    private final int bytes;
    private final int index;
    private final int classes;

    Labels(int bytes, int index, int classes) {
      this.bytes = bytes;
      this.index = index;
      this.classes = classes;
    }

    /** {@return the number of classes} */
    public int classes() {
      return classes;
    }
  }

  private CifarBinary() {}

  /**
   * {@return the 50,000 training images of CIFAR-10}
   *
   * @param folder holds {@code data_batch_1.bin} to {@code data_batch_5.bin}
   * @throws IOException if a file is missing or malformed
   */
  public static ImageSet cifar10Training(Path folder) throws IOException {
    return read(
        Labels.CIFAR_10,
        List.of(
            folder.resolve("data_batch_1.bin"),
            folder.resolve("data_batch_2.bin"),
            folder.resolve("data_batch_3.bin"),
            folder.resolve("data_batch_4.bin"),
            folder.resolve("data_batch_5.bin")));
  }

  /**
   * {@return the 10,000 test images of CIFAR-10}
   *
   * @param folder holds {@code test_batch.bin}
   * @throws IOException if the file is missing or malformed
   */
  public static ImageSet cifar10Test(Path folder) throws IOException {
    return read(Labels.CIFAR_10, List.of(folder.resolve("test_batch.bin")));
  }

  /**
   * {@return the images of some batches, in order}
   *
   * @param labels which label to take, and how a record looks
   * @param files the batches
   * @throws MalformedFileException if a file is not a whole number of records, or a label is out of
   *     range
   * @throws IllegalArgumentException if there is no file, or the images exceed one Java array
   * @throws IOException if a file cannot be read
   */
  public static ImageSet read(Labels labels, List<Path> files) throws IOException {
    if (files.isEmpty()) {
      throw new IllegalArgumentException("files must not be empty");
    }
    int record = labels.bytes + PIXELS;
    long images = 0;
    for (Path file : files) {
      long size = Files.size(file);
      if (size % record != 0) {
        throw MalformedFileException.atByte(
            String.valueOf(file.getFileName()),
            size - size % record,
            "the file must hold whole records of " + record + " bytes, but has " + size);
      }
      images += size / record;
    }
    if (images > Integer.MAX_VALUE / PIXELS) {
      throw new IllegalArgumentException(
          "files must hold at most " + Integer.MAX_VALUE / PIXELS + " images, but hold " + images);
    }
    byte[] pixels = new byte[(int) images * PIXELS];
    int[] marks = new int[(int) images];
    int image = 0;
    for (Path file : files) {
      image = readBatch(labels, file, pixels, marks, image);
    }
    if (image != images) {
      throw new IOException("the files changed while they were read");
    }
    return new ImageSet(3, SIDE, SIDE, labels.classes, pixels, marks);
  }

  private static int readBatch(Labels labels, Path file, byte[] pixels, int[] marks, int first)
      throws IOException {
    String name = String.valueOf(file.getFileName());
    int image = first;
    byte[] head = new byte[labels.bytes];
    try (InputStream in = new BufferedInputStream(Files.newInputStream(file), 1 << 16)) {
      while (in.readNBytes(head, 0, head.length) == head.length && image < marks.length) {
        long offset = (long) (image - first) * (labels.bytes + PIXELS);
        for (int b = 0; b < head.length; b++) {
          int most = labels == Labels.CIFAR_10 ? 9 : b == 0 ? 19 : 99;
          if ((head[b] & 0xFF) > most) {
            throw MalformedFileException.atByte(
                name,
                offset + b,
                "a label must be in [0, " + most + "], but was " + (head[b] & 0xFF));
          }
        }
        marks[image] = head[labels.index] & 0xFF;
        if (in.readNBytes(pixels, image * PIXELS, PIXELS) < PIXELS) {
          throw MalformedFileException.atByte(name, offset, "the record is cut");
        }
        image++;
      }
    }
    return image;
  }
}
