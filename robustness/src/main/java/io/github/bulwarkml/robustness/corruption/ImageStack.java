// Copyright the Bulwark authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.github.bulwarkml.robustness.corruption;

import io.github.bulwarkml.core.MalformedFileException;
import io.github.bulwarkml.core.internal.Require;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Objects;

/**
 * A file of many images of one shape that is read from front to back: IDX ({@code .gz} or not) or
 * NumPy.
 *
 * <pre>{@code
 * try (ImageStack stack = ImageStack.open(Path.of("t10k-images-idx3-ubyte.gz"))) {
 *   List<Image> first = stack.next(100);
 * }
 * }</pre>
 *
 * <p>IDX: unsigned bytes of shape [n, height, width] or [n, height, width, channels]. NumPy: {@code
 * |u1} in C order of the same shapes. Not thread-safe.
 *
 * @since 0.1.0
 */
public abstract sealed class ImageStack implements Closeable permits IdxStack, NpyStack {
  private static final long MOST_BYTES = 1 << 28;

  private final String name;
  private final StackShape shape;
  private long position;

  ImageStack(String name, StackShape shape) {
    this.name = name;
    this.shape = shape;
  }

  /** Writes the images of a stack in order. */
  @FunctionalInterface
  public interface Content {
    /**
     * Puts every image.
     *
     * @param out takes the images
     * @throws IOException if writing fails
     */
    void writeTo(Output out) throws IOException;
  }

  /** Takes the images of a stack in order. */
  @FunctionalInterface
  public interface Output {
    /**
     * Puts the next image.
     *
     * @param image an image of the stack's shape
     * @throws IllegalArgumentException if it has another shape
     * @throws IOException if writing fails
     */
    void put(Image image) throws IOException;
  }

  /**
   * {@return whether the name of a file ends like that of a stack: .npy, .idx, -ubyte, each with or
   * without .gz for IDX}
   *
   * @param file a file name
   */
  public static boolean isStackName(Path file) {
    String lower = Objects.requireNonNull(file, "file").toString().toLowerCase(Locale.ROOT);
    String plain = lower.endsWith(".gz") ? lower.substring(0, lower.length() - 3) : lower;
    return lower.endsWith(".npy") || plain.endsWith("ubyte") || plain.endsWith(".idx");
  }

  /**
   * {@return an open stack; the name decides between NumPy and IDX}
   *
   * @param file an existing file
   * @throws MalformedFileException if it is no stack of images, or its images have a size that
   *     {@link Image} does not allow
   * @throws IOException if it cannot be read
   */
  public static ImageStack open(Path file) throws IOException {
    Objects.requireNonNull(file, "file");
    return file.toString().toLowerCase(Locale.ROOT).endsWith(".npy")
        ? NpyStack.openNpy(file)
        : IdxStack.openIdx(file);
  }

  /**
   * Writes a stack of the same kind and shape.
   *
   * @param file the file; compressed if its name ends in .gz; missing folders are made
   * @param content puts as many images as this stack has
   * @throws IllegalStateException if it puts more or fewer
   * @throws IOException if writing fails; the file is then left as it was
   */
  public abstract void writeLike(Path file, Content content) throws IOException;

  abstract byte[] read(int length) throws IOException;

  /** {@return the file's name} */
  public String name() {
    return name;
  }

  /** {@return the number of images} */
  public long count() {
    return shape.count();
  }

  StackShape shape() {
    return shape;
  }

  /**
   * {@return the next images: fewer near the end or where they would take more than 256 MiB, none
   * after the end}
   *
   * @param maximum how many at most, in [1, 65536]
   * @throws IllegalArgumentException if {@code maximum} is out of range
   * @throws IOException if reading fails or the file ends early
   */
  public List<Image> next(int maximum) throws IOException {
    Require.inRange(maximum, 1, 1 << 16, "maximum");
    long fitting = Math.max(1, MOST_BYTES / shape.imageBytes());
    int number = (int) Math.min(Math.min(maximum, fitting), shape.count() - position);
    Image[] images = new Image[number];
    for (int i = 0; i < number; i++) {
      byte[] bytes = read(shape.imageBytes());
      images[i] = Image.wrap(shape.height(), shape.width(), shape.channels(), bytes);
    }
    position += number;
    return List.of(images);
  }
}
