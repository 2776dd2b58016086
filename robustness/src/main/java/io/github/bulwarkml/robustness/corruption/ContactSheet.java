// Copyright the Bulwark authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.github.bulwarkml.robustness.corruption;

import io.github.bulwarkml.core.internal.Require;
import io.github.bulwarkml.core.random.Seed;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/**
 * One picture of what the corruptions do to an image: a row per corruption with the clean image and
 * the five severities.
 *
 * <p>Images above {@value #LARGEST_TILE} pixels are reduced after corruption; small ones are
 * enlarged pixel by pixel.
 *
 * @since 0.1.0
 */
public final class ContactSheet {
  /** The longest side of a tile. */
  public static final int LARGEST_TILE = 224;

  private static final int SMALLEST_TILE = 96;
  private static final int GAP = 4;
  private static final int COLUMNS = 6;
  private static final int HEADER = 24;
  private static final int NAMES = 17 * SmallFont.ADVANCE * 2 + 2 * GAP;
  private static final byte GROUND = 40;

  private ContactSheet() {}

  /**
   * {@return the sheet, an RGB image}
   *
   * @param image the clean image
   * @param corruptions the rows, at least one
   * @param corruptor its options decide what is shown
   * @param seed the seed of the random corruptions
   * @param index the index of the image
   * @throws IllegalArgumentException if there is no corruption, or more than 19
   */
  public static Image of(
      Image image, List<Corruption> corruptions, Corruptor corruptor, Seed seed, long index) {
    Objects.requireNonNull(image, "image");
    Require.notEmpty(Objects.requireNonNull(corruptions, "corruptions"), "corruptions");
    Require.inRange(corruptions.size(), 1, Corruption.all().size(), "corruptions");
    Image clean = tile(image);
    int rowHeight = clean.height() + GAP;
    int height = Math.max(Image.MINIMUM_SIDE, HEADER + corruptions.size() * rowHeight + GAP);
    int width = NAMES + COLUMNS * (clean.width() + GAP) + GAP;
    byte[] sheet = new byte[3 * height * width];
    Arrays.fill(sheet, GROUND);
    for (int column = 0; column < COLUMNS; column++) {
      String title = column == 0 ? "clean" : Integer.toString(column);
      SmallFont.draw(sheet, width, GAP, NAMES + column * (clean.width() + GAP), 2, title);
    }
    for (int row = 0; row < corruptions.size(); row++) {
      Corruption corruption = corruptions.get(row);
      int top = HEADER + row * rowHeight;
      int middle = top + clean.height() / 2 - SmallFont.HEIGHT;
      SmallFont.draw(sheet, width, middle, GAP, 2, corruption.id());
      for (int column = 0; column < COLUMNS; column++) {
        Image shown =
            column == 0 ? clean : tile(corruptor.corrupt(image, corruption, column, seed, index));
        paste(shown, sheet, width, top, NAMES + column * (clean.width() + GAP));
      }
    }
    return Image.wrap(height, width, 3, sheet);
  }

  /** {@return the image at the size of a tile, in RGB} */
  private static Image tile(Image image) {
    int longest = Math.max(image.height(), image.width());
    int height = image.height();
    int width = image.width();
    if (longest > LARGEST_TILE) {
      height = Math.max(Image.MINIMUM_SIDE, (int) ((long) height * LARGEST_TILE / longest));
      width = Math.max(Image.MINIMUM_SIDE, (int) ((long) width * LARGEST_TILE / longest));
    } else if (longest < SMALLEST_TILE) {
      int factor = (SMALLEST_TILE + longest - 1) / longest;
      height *= factor;
      width *= factor;
    }
    byte[] resized = new byte[height * width * image.channels()];
    new BoxFilter()
        .resize(
            image.bytes(), image.height(), image.width(), image.channels(), resized, height, width);
    if (image.channels() == 3) {
      return Image.wrap(height, width, 3, resized);
    }
    byte[] rgb = new byte[3 * resized.length];
    for (int i = 0; i < rgb.length; i++) {
      rgb[i] = resized[i / 3];
    }
    return Image.wrap(height, width, 3, rgb);
  }

  private static void paste(Image tile, byte[] sheet, int width, int top, int left) {
    int stride = 3 * tile.width();
    for (int y = 0; y < tile.height(); y++) {
      System.arraycopy(tile.bytes(), y * stride, sheet, 3 * ((top + y) * width + left), stride);
    }
  }
}
