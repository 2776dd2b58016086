// Copyright the Bulwark authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.github.bulwarkml.robustness.corruption;

import io.github.bulwarkml.core.internal.Require;
import java.util.Arrays;
import java.util.Objects;

/**
 * An 8-bit image, grey or RGB: bytes in row-major order, the channels of a pixel side by side.
 *
 * <pre>{@code
 * Image grey = Image.of(28, 28, 1, bytes);
 * int red = photo.value(5, 9, 0); // row 5, column 9
 * }</pre>
 *
 * <p>Immutable and safe to share. Two images are equal if their shapes and bytes are.
 *
 * @see ImageFiles for PNG and JPEG files and for {@code BufferedImage}
 * @since 0.1.0
 */
public final class Image {
  /** The shortest allowed side, in pixels. */
  public static final int MINIMUM_SIDE = 8;

  /** The longest allowed side, in pixels. */
  public static final int MAXIMUM_SIDE = 8192;

  /** The largest allowed number of pixels, 2<sup>25</sup>. */
  public static final int MAXIMUM_PIXELS = 1 << 25;

  private final int height;
  private final int width;
  private final int channels;
  private final byte[] bytes;

  private Image(int height, int width, int channels, byte[] bytes) {
    this.height = height;
    this.width = width;
    this.channels = channels;
    this.bytes = bytes;
  }

  /**
   * {@return the image of a copy of the given bytes}
   *
   * @param height rows, in [{@value #MINIMUM_SIDE}, {@value #MAXIMUM_SIDE}]
   * @param width columns, in [{@value #MINIMUM_SIDE}, {@value #MAXIMUM_SIDE}]
   * @param channels 1 (grey) or 3 (red, green, blue)
   * @param bytes {@code height * width * channels} values in [0, 255], row-major, channels last
   * @throws IllegalArgumentException if the shape is out of range, has more than {@value
   *     #MAXIMUM_PIXELS} pixels, or does not fit the number of bytes
   */
  public static Image of(int height, int width, int channels, byte[] bytes) {
    Objects.requireNonNull(bytes, "bytes");
    int length = requireShape(height, width, channels);
    Require.sameLength(bytes.length, length, "bytes", "height * width * channels");
    return new Image(height, width, channels, bytes.clone());
  }

  /** {@return the image of the bytes themselves, which the caller must not change any more} */
  static Image wrap(int height, int width, int channels, byte[] bytes) {
    int length = requireShape(height, width, channels);
    Require.sameLength(bytes.length, length, "bytes", "height * width * channels");
    return new Image(height, width, channels, bytes);
  }

  /** {@return the number of values of a shape, if the shape is allowed} */
  static int requireShape(int height, int width, int channels) {
    Require.inRange(height, MINIMUM_SIDE, MAXIMUM_SIDE, "height");
    Require.inRange(width, MINIMUM_SIDE, MAXIMUM_SIDE, "width");
    if (channels != 1 && channels != 3) {
      throw new IllegalArgumentException("channels must be 1 or 3, but was " + channels);
    }
    if (height * width > MAXIMUM_PIXELS) { // at most 2^26: no overflow
      throw new IllegalArgumentException(
          "height * width must be <= "
              + MAXIMUM_PIXELS
              + " pixels, but was "
              + height
              + " * "
              + width
              + "; scale the image down");
    }
    return height * width * channels;
  }

  /** {@return the number of rows} */
  public int height() {
    return height;
  }

  /** {@return the number of columns} */
  public int width() {
    return width;
  }

  /** {@return 1 for grey, 3 for RGB} */
  public int channels() {
    return channels;
  }

  /** {@return the number of values: height times width times channels} */
  public int size() {
    return bytes.length;
  }

  /**
   * {@return one value, in [0, 255]}
   *
   * @param row in [0, height)
   * @param column in [0, width)
   * @param channel in [0, channels)
   * @throws IllegalArgumentException if an index is out of range
   */
  public int value(int row, int column, int channel) {
    Require.inRange(row, 0, height - 1, "row");
    Require.inRange(column, 0, width - 1, "column");
    Require.inRange(channel, 0, channels - 1, "channel");
    return bytes[(row * width + column) * channels + channel] & 0xFF;
  }

  /** {@return a copy of the bytes, row-major, channels last} */
  public byte[] toBytes() {
    return bytes.clone();
  }

  /** {@return the bytes themselves: read only} */
  byte[] bytes() {
    return bytes;
  }

  /** {@return whether the other image has the same shape} */
  boolean sameShape(Image other) {
    return height == other.height && width == other.width && channels == other.channels;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Image image && sameShape(image) && Arrays.equals(bytes, image.bytes);
  }

  @Override
  public int hashCode() {
    return Objects.hash(height, width, channels, Arrays.hashCode(bytes));
  }

  @Override
  public String toString() {
    return "Image[" + height + " x " + width + " x " + channels + "]";
  }
}
