// Copyright the Bulwark authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.github.bulwarkml.robustness.corruption;

import java.util.Objects;

/**
 * Every choice that changes corrupted pixels, apart from image, severity and randomness.
 *
 * <pre>{@code
 * CorruptionOptions options = CorruptionOptions.defaults().withScale(CorruptionScale.CIFAR);
 * }</pre>
 *
 * @param scale which table of parameters; default {@link CorruptionScale#IMAGENET}
 * @param variant which published code; default {@link CorruptionVariant#SIZE_FREE}
 * @param quantization how values become bytes; default {@link Quantization#TRUNCATE}
 * @param glassExchange what glass blur exchanges; default {@link GlassExchange#PUBLISHED}
 * @param frost the frost textures; default {@link FrostTextures#generated()}
 * @since 0.1.0
 */
public record CorruptionOptions(
    CorruptionScale scale,
    CorruptionVariant variant,
    Quantization quantization,
    GlassExchange glassExchange,
    FrostTextures frost) {
  /**
   * Checks that nothing is null.
   *
   * @param scale which table of parameters
   * @param variant which published code
   * @param quantization how values become bytes
   * @param glassExchange what glass blur exchanges
   * @param frost the frost textures
   */
  public CorruptionOptions {
    Objects.requireNonNull(scale, "scale");
    Objects.requireNonNull(variant, "variant");
    Objects.requireNonNull(quantization, "quantization");
    Objects.requireNonNull(glassExchange, "glassExchange");
    Objects.requireNonNull(frost, "frost");
  }

  /** {@return the defaults: ImageNet scale, size-free, truncating, published glass, made frost} */
  public static CorruptionOptions defaults() {
    return new CorruptionOptions(
        CorruptionScale.IMAGENET,
        CorruptionVariant.SIZE_FREE,
        Quantization.TRUNCATE,
        GlassExchange.PUBLISHED,
        FrostTextures.generated());
  }

  /**
   * {@return these options with another table of parameters}
   *
   * @param newScale the table
   */
  public CorruptionOptions withScale(CorruptionScale newScale) {
    return new CorruptionOptions(newScale, variant, quantization, glassExchange, frost);
  }

  /**
   * {@return these options with another variant}
   *
   * @param newVariant the variant
   */
  public CorruptionOptions withVariant(CorruptionVariant newVariant) {
    return new CorruptionOptions(scale, newVariant, quantization, glassExchange, frost);
  }

  /**
   * {@return these options with another way to make bytes}
   *
   * @param newQuantization truncating or rounding
   */
  public CorruptionOptions withQuantization(Quantization newQuantization) {
    return new CorruptionOptions(scale, variant, newQuantization, glassExchange, frost);
  }

  /**
   * {@return these options with another exchange in glass blur}
   *
   * @param newGlassExchange published or swap
   */
  public CorruptionOptions withGlassExchange(GlassExchange newGlassExchange) {
    return new CorruptionOptions(scale, variant, quantization, newGlassExchange, frost);
  }

  /**
   * {@return these options with other frost textures}
   *
   * @param newFrost the textures
   */
  public CorruptionOptions withFrost(FrostTextures newFrost) {
    return new CorruptionOptions(scale, variant, quantization, glassExchange, newFrost);
  }
}
