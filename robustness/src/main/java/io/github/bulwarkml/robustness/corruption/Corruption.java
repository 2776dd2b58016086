// Copyright the Bulwark authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.github.bulwarkml.robustness.corruption;

import io.github.bulwarkml.core.internal.Nearest;
import java.util.List;
import java.util.Locale;
import java.util.Objects;

/**
 * The closed list of corruptions: fifteen common ones, which the corruption error averages over,
 * and four for validation.
 *
 * <p>Reference: Hendrycks and Dietterich, ICLR 2019, arXiv 1903.12261, section 3 and appendix B.
 *
 * @since 0.1.0
 */
public enum Corruption {
  /** Adds N(0, sigma) to each value. */
  GAUSSIAN_NOISE(Category.NOISE, true),
  /** Replaces x by Poisson(c x) / c: the counting noise of few photons. */
  SHOT_NOISE(Category.NOISE, true),
  /** Replaces each value, with a given probability, by 0 or 1. */
  IMPULSE_NOISE(Category.NOISE, true),
  /** A disc: the picture of a point that is out of focus. */
  DEFOCUS_BLUR(Category.BLUR, true),
  /** Exchanges neighbouring pixels between two Gaussian blurs, as frosted glass does. */
  GLASS_BLUR(Category.BLUR, true),
  /** A one-sided streak at a random angle. */
  MOTION_BLUR(Category.BLUR, true),
  /** The mean of many centre zooms. */
  ZOOM_BLUR(Category.BLUR, true),
  /** Falling snow over a whitened picture. */
  SNOW(Category.WEATHER, true),
  /** A mix with a picture of frost on a window. */
  FROST(Category.WEATHER, true),
  /** A fractal veil (diamond-square). */
  FOG(Category.WEATHER, true),
  /** Adds to the V of HSV. */
  BRIGHTNESS(Category.WEATHER, true),
  /** Pulls every channel towards its mean. */
  CONTRAST(Category.DIGITAL, true),
  /** Moves pixels along a smooth random field. */
  ELASTIC_TRANSFORM(Category.DIGITAL, true),
  /** Shrinks and enlarges again. */
  PIXELATE(Category.DIGITAL, true),
  /** Passes through JPEG at a low quality. */
  JPEG_COMPRESSION(Category.DIGITAL, true),
  /** Adds x N(0, c): noise in proportion to the value. */
  SPECKLE_NOISE(Category.NOISE, false),
  /** A Gaussian blur. */
  GAUSSIAN_BLUR(Category.BLUR, false),
  /** Drops of water or mud. */
  SPATTER(Category.WEATHER, false),
  /** Scales and shifts the S of HSV. */
  SATURATE(Category.DIGITAL, false);

  /** The families of the paper. */
  public enum Category {
    /** Independent noise per value. */
    NOISE,
    /** Blurs. */
    BLUR,
    /** Weather, with brightness. */
    WEATHER,
    /** Digital processing. */
    DIGITAL
  }

  private static final List<Corruption> ALL = List.of(values());
  private static final List<Corruption> COMMON = ALL.stream().filter(Corruption::isCommon).toList();
  private static final List<Corruption> VALIDATION =
      ALL.stream().filter(corruption -> !corruption.isCommon()).toList();

  private final Category category;
  private final boolean common;
  private final String id;

  Corruption(Category category, boolean common) {
    this.category = category;
    this.common = common;
    this.id = name().toLowerCase(Locale.ROOT);
  }

  /** {@return the name in files and tables, for example {@code gaussian_noise}} */
  public String id() {
    return id;
  }

  /** {@return the family} */
  public Category category() {
    return category;
  }

  /** {@return whether the corruption error averages over it; otherwise it is for validation} */
  public boolean isCommon() {
    return common;
  }

  /** {@return all nineteen, in the published order} */
  public static List<Corruption> all() {
    return ALL;
  }

  /** {@return the fifteen common ones, in the published order} */
  public static List<Corruption> common() {
    return COMMON;
  }

  /** {@return the four validation ones, in the published order} */
  public static List<Corruption> validation() {
    return VALIDATION;
  }

  /**
   * {@return the corruption of that name; case does not matter, and {@code -} stands for {@code _}}
   *
   * @param name for example {@code gaussian_noise}
   * @throws IllegalArgumentException if there is none; the message offers the nearest
   */
  public static Corruption named(String name) {
    Objects.requireNonNull(name, "name");
    String wanted = name.trim().toLowerCase(Locale.ROOT).replace('-', '_');
    for (Corruption corruption : ALL) {
      if (corruption.id.equals(wanted)) {
        return corruption;
      }
    }
    List<String> ids = ALL.stream().map(Corruption::id).toList();
    throw new IllegalArgumentException(
        "corruption must be one of "
            + String.join(", ", ids)
            + ", but was '"
            + name
            + "' (nearest: "
            + Nearest.first(wanted, ids).get(0)
            + ")");
  }
}
