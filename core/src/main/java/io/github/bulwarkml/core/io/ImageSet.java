// Copyright the Bulwark authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.github.bulwarkml.core.io;

import io.github.bulwarkml.core.internal.Require;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Images of one size with 8 bits per channel, a label for each and, if known, the domain each comes
 * from, such as the camera or the place.
 *
 * <p>Layout: image by image, in it channel by channel (for colour: red, green, blue), in it row by
 * row from the top. Immutable.
 *
 * @since 0.1.0
 */
public final class ImageSet {
  private final int channels;
  private final int height;
  private final int width;
  private final int classes;
  private final byte[] pixels;
  private final int[] labels;
  private final int @Nullable [] domains;

  /** Takes the arrays without copying them. */
  ImageSet(int channels, int height, int width, int classes, byte[] pixels, int[] labels) {
    this(channels, height, width, classes, pixels, labels, null);
  }

  private ImageSet(
      int channels,
      int height,
      int width,
      int classes,
      byte[] pixels,
      int[] labels,
      int @Nullable [] domains) {
    this.channels = channels;
    this.height = height;
    this.width = width;
    this.classes = classes;
    this.pixels = pixels;
    this.labels = labels;
    this.domains = domains;
  }

  /**
   * {@return a set of images}
   *
   * @param channels 1 for grey, 3 for colour
   * @param height rows of an image, at least 1
   * @param width columns of an image, at least 1
   * @param classes labels lie in [0, classes); at least 1
   * @param pixels {@code [image, channel, row, column]}; bytes are unsigned; copied
   * @param labels one per image; copied
   * @throws IllegalArgumentException if a number is out of range or the lengths do not fit
   */
  public static ImageSet of(
      int channels, int height, int width, int classes, byte[] pixels, int[] labels) {
    Require.inRange(channels, 1, 4, "channels");
    Require.inRange(height, 1, 1 << 15, "height");
    Require.inRange(width, 1, 1 << 15, "width");
    Require.atLeast(classes, 1, "classes");
    long expected = (long) labels.length * channels * height * width;
    if (pixels.length != expected) {
      throw new IllegalArgumentException(
          "pixels must hold "
              + expected
              + " bytes for "
              + labels.length
              + " labels, but has "
              + pixels.length);
    }
    return new ImageSet(
        channels, height, width, classes, pixels.clone(), checkedLabels(labels, classes));
  }

  private static int[] checkedLabels(int[] labels, int classes) {
    int[] copy = labels.clone();
    for (int i = 0; i < copy.length; i++) {
      Require.inRange(copy[i], 0, classes - 1, "labels[" + i + "]");
    }
    return copy;
  }

  /**
   * {@return the same images with other labels}
   *
   * @param newLabels one per image; copied
   * @param newClasses labels lie in [0, newClasses); at least 1
   * @throws IllegalArgumentException if a number is out of range or the lengths differ
   */
  public ImageSet withLabels(int[] newLabels, int newClasses) {
    Require.atLeast(newClasses, 1, "newClasses");
    Require.sameLength(newLabels.length, labels.length, "newLabels", "the set");
    return new ImageSet(
        channels, height, width, newClasses, pixels, checkedLabels(newLabels, newClasses), domains);
  }

  /**
   * {@return the same images, each with the domain it comes from}
   *
   * @param newDomains one per image, each at least 0; copied
   * @throws IllegalArgumentException if a number is out of range or the lengths differ
   */
  public ImageSet withDomains(int[] newDomains) {
    Require.sameLength(newDomains.length, labels.length, "newDomains", "the set");
    int[] copy = newDomains.clone();
    for (int i = 0; i < copy.length; i++) {
      Require.atLeast(copy[i], 0, "newDomains[" + i + "]");
    }
    return new ImageSet(channels, height, width, classes, pixels, labels, copy);
  }

  /**
   * {@return the chosen images with their labels and domains}
   *
   * @param images which images, each from 0; an image may be chosen more than once
   * @throws IllegalArgumentException if the result would not fit an array
   */
  public ImageSet select(int... images) {
    int length = imageLength();
    Require.fitsHeap((long) images.length * length, Byte.BYTES, "the number of bytes chosen");
    byte[] chosen = new byte[images.length * length];
    int[] chosenLabels = new int[images.length];
    int[] chosenDomains = domains == null ? null : new int[images.length];
    for (int i = 0; i < images.length; i++) {
      int image = Require.index(images[i], labels.length, "images[" + i + "]");
      System.arraycopy(pixels, image * length, chosen, i * length, length);
      chosenLabels[i] = labels[image];
      if (domains != null && chosenDomains != null) {
        chosenDomains[i] = domains[image];
      }
    }
    return new ImageSet(channels, height, width, classes, chosen, chosenLabels, chosenDomains);
  }

  /** {@return the number of images} */
  public int size() {
    return labels.length;
  }

  /** {@return 1 for grey, 3 for colour} */
  public int channels() {
    return channels;
  }

  /** {@return the rows of an image} */
  public int height() {
    return height;
  }

  /** {@return the columns of an image} */
  public int width() {
    return width;
  }

  /** {@return labels lie in [0, this)} */
  public int classes() {
    return classes;
  }

  /** {@return the numbers in an image: channels times height times width} */
  public int imageLength() {
    return channels * height * width;
  }

  /**
   * {@return the label of an image}
   *
   * @param image the image, from 0
   */
  public int label(int image) {
    return labels[Require.index(image, labels.length, "image")];
  }

  /** {@return a copy of all labels} */
  public int[] labels() {
    return labels.clone();
  }

  /** {@return a copy of the domains, one per image; empty if they are not known} */
  public Optional<int[]> domains() {
    return domains == null ? Optional.empty() : Optional.of(domains.clone());
  }

  /** {@return how many images each class has} */
  public int[] labelCounts() {
    int[] counts = new int[classes];
    for (int label : labels) {
      counts[label]++;
    }
    return counts;
  }

  /**
   * {@return a pixel, 0 to 255}
   *
   * @param image the image, from 0
   * @param channel the channel, from 0
   * @param row the row, from 0 at the top
   * @param column the column, from 0 at the left
   */
  public int pixel(int image, int channel, int row, int column) {
    Require.index(image, labels.length, "image");
    Require.index(channel, channels, "channel");
    Require.index(row, height, "row");
    Require.index(column, width, "column");
    return pixels[((image * channels + channel) * height + row) * width + column] & 0xFF;
  }

  /**
   * Copies an image, scaled to [0, 1].
   *
   * @param image the image, from 0
   * @param target where it goes, {@code [channel, row, column]}
   * @param offset the place of its first number
   */
  public void copyTo(int image, float[] target, int offset) {
    Require.index(image, labels.length, "image");
    int length = imageLength();
    Require.part(offset, length, target.length, "offset", "the image", "target");
    int start = image * length;
    for (int i = 0; i < length; i++) {
      target[offset + i] = (pixels[start + i] & 0xFF) / 255f;
    }
  }

  /**
   * Copies an image's bytes.
   *
   * @param image the image, from 0
   * @param target where it goes, {@code [channel, row, column]}
   * @param offset the place of its first byte
   */
  public void copyTo(int image, byte[] target, int offset) {
    Require.index(image, labels.length, "image");
    int length = imageLength();
    Require.part(offset, length, target.length, "offset", "the image", "target");
    System.arraycopy(pixels, image * length, target, offset, length);
  }

  @Override
  public String toString() {
    return size() + " images of " + channels + "x" + height + "x" + width;
  }
}
