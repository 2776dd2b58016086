// Copyright the Bulwark authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.github.bulwarkml.robustness.corruption;

import io.github.bulwarkml.core.internal.Require;
import java.util.List;
import java.util.Objects;

/**
 * The pictures of frost that {@link Corruption#FROST} mixes in.
 *
 * <p>The published sets used six photographs that may not be shipped here. A caller who has them
 * passes them to {@link #published}; otherwise {@link #generated()} makes five look-alikes. Frost
 * made from the look-alikes is as strong as the published one on average, but not the same data: do
 * not compare its errors with published ones.
 *
 * <p>Immutable and safe to share.
 *
 * @since 0.1.0
 */
public final class FrostTextures {
  /** How many of the published textures are ever drawn, because of a wrong bound in that code. */
  public static final int PUBLISHED_DRAWN = 5;

  private final List<Image> images;
  private final String description;

  private FrostTextures(List<Image> images, String description) {
    this.images = images;
    this.description = description;
  }

  /** Made when first asked for. */
  private static final class Generated {
    static final FrostTextures TEXTURES =
        new FrostTextures(FrostPainter.paint(PUBLISHED_DRAWN), "generated");
  }

  /** {@return the textures to draw from, all equally likely} */
  public List<Image> images() {
    return images;
  }

  /**
   * {@return five textures made from fractal noise and feathery crystals, always the same: a
   * documented substitute for the published photographs}
   */
  public static FrostTextures generated() {
    return Generated.TEXTURES;
  }

  /**
   * {@return textures that are all drawn, equally often}
   *
   * @param images one or more RGB images, best larger than the images to corrupt
   * @throws IllegalArgumentException if the list is empty or an image is grey
   */
  public static FrostTextures of(List<Image> images) {
    Require.notEmpty(Objects.requireNonNull(images, "images"), "images");
    for (int i = 0; i < images.size(); i++) {
      if (images.get(i).channels() != 3) {
        throw new IllegalArgumentException("images[" + i + "] must have 3 channels, but has 1");
      }
    }
    return new FrostTextures(List.copyOf(images), images.size() + " supplied");
  }

  /**
   * {@return textures as the published code draws them: of the given images only the first {@value
   * #PUBLISHED_DRAWN} are ever used}
   *
   * @param images the published photographs in their order, RGB
   * @throws IllegalArgumentException if the list is empty or an image is grey
   */
  public static FrostTextures published(List<Image> images) {
    FrostTextures all = of(images);
    int drawn = Math.min(PUBLISHED_DRAWN, images.size());
    return new FrostTextures(
        all.images.subList(0, drawn), drawn + " of " + images.size() + " supplied");
  }

  @Override
  public String toString() {
    return description;
  }
}
