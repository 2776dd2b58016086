// Copyright the Bulwark authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.github.bulwarkml.robustness.corruption;

import io.github.bulwarkml.core.internal.Require;
import io.github.bulwarkml.core.random.Seed;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;

/**
 * Corrupts images one after the other and keeps its scratch memory in between: the fast way for one
 * thread.
 *
 * <pre>{@code
 * Corruptor corruptor = new Corruptor(CorruptionOptions.defaults());
 * for (int i = 0; i < images.size(); i++) {
 *   Image snowy = corruptor.corrupt(images.get(i), Corruption.SNOW, 3, Seed.of(42), i);
 * }
 * }</pre>
 *
 * <p>The result depends only on the image, the options and (seed, corruption, severity, index): not
 * on what was corrupted before. The random stream is that of {@code
 * seed.child("corruption/<id>/<severity>/<index>")}.
 *
 * <p>Scratch takes up to about 50 bytes per value of the largest image seen. Not thread-safe; use
 * one per thread, see {@link #fork()}, or {@link CorruptionBatch}.
 *
 * @since 0.1.0
 */
public final class Corruptor {
  private final CorruptionOptions options;
  private final Map<Corruption, Distortion> distortions = new EnumMap<>(Corruption.class);

  /**
   * Creates a corruptor.
   *
   * @param options scale, variant, quantization, glass exchange and frost
   */
  public Corruptor(CorruptionOptions options) {
    this.options = Objects.requireNonNull(options, "options");
  }

  /** {@return the options} */
  public CorruptionOptions options() {
    return options;
  }

  /** {@return a corruptor with the same options and its own scratch, for another thread} */
  public Corruptor fork() {
    return new Corruptor(options);
  }

  /**
   * {@return the corrupted image, of the same shape}
   *
   * @param image the clean image
   * @param corruption the corruption
   * @param severity in [1, 5]
   * @param seed the seed of the whole data set
   * @param index which image of the data set it is, at least 0
   * @throws IllegalArgumentException if severity or index is out of range
   */
  public Image corrupt(Image image, Corruption corruption, int severity, Seed seed, long index) {
    byte[] bytes = new byte[Objects.requireNonNull(image, "image").size()];
    apply(image, corruption, severity, seed, index, bytes);
    return Image.wrap(image.height(), image.width(), image.channels(), bytes);
  }

  private void apply(
      Image image, Corruption corruption, int severity, Seed seed, long index, byte[] target) {
    Objects.requireNonNull(corruption, "corruption");
    Objects.requireNonNull(seed, "seed");
    double[] parameters = options.scale().row(corruption, severity, options.variant());
    Require.inRange(index, 0, Long.MAX_VALUE, "index");
    NoiseStream random = NoiseStream.of(seed, corruption, severity, index);
    distortions
        .computeIfAbsent(corruption, Corruptor::create)
        .apply(new Job(image, target, parameters, options, random));
  }

  private static Distortion create(Corruption corruption) {
    return switch (corruption) {
      case GAUSSIAN_NOISE -> new GaussianNoise(false);
      case SHOT_NOISE -> new ShotNoise();
      case IMPULSE_NOISE -> new ImpulseNoise();
      case DEFOCUS_BLUR -> new DefocusBlur();
      case GLASS_BLUR -> new GlassBlur();
      case MOTION_BLUR -> new MotionBlur();
      case ZOOM_BLUR -> new ZoomBlur();
      case SNOW -> new Snow();
      case FROST -> new Frost();
      case FOG -> new Fog();
      case BRIGHTNESS -> new HsvShift(true);
      case CONTRAST -> new Contrast();
      case ELASTIC_TRANSFORM -> new ElasticTransform();
      case PIXELATE -> new Pixelate();
      case JPEG_COMPRESSION -> new JpegCompression();
      case SPECKLE_NOISE -> new GaussianNoise(true);
      case GAUSSIAN_BLUR -> new GaussianBlur();
      case SPATTER -> new Spatter();
      case SATURATE -> new HsvShift(false);
    };
  }

  @Override
  public String toString() {
    return "Corruptor[" + options + "]";
  }
}
