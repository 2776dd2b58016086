// Copyright the Bulwark authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.github.bulwarkml.robustness.corruption;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bulwarkml.core.random.Seed;
import io.github.bulwarkml.core.random.SplitMix64;
import io.github.bulwarkml.core.run.Parallel;
import io.github.bulwarkml.core.testing.Cases;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class CorruptorPropertyTest {
  static Stream<Seed> seeds() {
    return Cases.seeds(12);
  }

  private static Image image(SplitMix64 random) {
    int channels = random.nextInt(2) == 0 ? 1 : 3;
    return TestImages.random(random, 8 + random.nextInt(40), 8 + random.nextInt(70), channels);
  }

  private static CorruptionOptions options(SplitMix64 random) {
    return CorruptionOptions.defaults()
        .withScale(random.nextInt(2) == 0 ? CorruptionScale.IMAGENET : CorruptionScale.CIFAR)
        .withVariant(
            random.nextInt(2) == 0 ? CorruptionVariant.SIZE_FREE : CorruptionVariant.ORIGINAL)
        .withQuantization(random.nextInt(2) == 0 ? Quantization.ROUND : Quantization.TRUNCATE)
        .withGlassExchange(random.nextInt(2) == 0 ? GlassExchange.PUBLISHED : GlassExchange.SWAP);
  }

  /** A corruptor that has seen other images gives what a new one gives, at any size and kind. */
  @ParameterizedTest
  @MethodSource("seeds")
  void anySizeAndNoMemory(Seed seed) {
    SplitMix64 random = SplitMix64.of(seed);
    CorruptionOptions options = options(random);
    Corruptor used = new Corruptor(options);
    for (Corruption corruption : Corruption.all()) {
      for (int severity = 1; severity <= 5; severity++) {
        Image image = image(random);
        long index = random.nextInt(1000);
        Image before = Image.of(image.height(), image.width(), image.channels(), image.toBytes());
        Image out = used.corrupt(image, corruption, severity, seed, index);
        Image again = used.fork().corrupt(image, corruption, severity, seed, index);
        assertThat(out).as("%s %s of %s", corruption, severity, image).isEqualTo(again);
        assertThat(out.sameShape(image)).isTrue();
        assertThat(image).isEqualTo(before);
      }
    }
  }

  @ParameterizedTest
  @EnumSource(Corruption.class)
  void threadsAndOrderDoNotMatter(Corruption corruption) {
    SplitMix64 random = new SplitMix64(7);
    List<Image> images = new ArrayList<>();
    for (int i = 0; i < 37; i++) {
      images.add(image(random));
    }
    CorruptionBatch batch = CorruptionBatch.of(CorruptionOptions.defaults(), Seed.of(9));
    List<Image> one = batch.withParallel(Parallel.single()).corrupt(images, corruption, 3);
    assertThat(batch.withParallel(Parallel.of(2)).corrupt(images, corruption, 3)).isEqualTo(one);
    assertThat(batch.withParallel(Parallel.of(7)).corrupt(images, corruption, 3)).isEqualTo(one);
    Corruptor corruptor = new Corruptor(CorruptionOptions.defaults());
    for (int i = images.size() - 1; i >= 0; i--) {
      assertThat(corruptor.corrupt(images.get(i), corruption, 3, Seed.of(9), i))
          .isEqualTo(one.get(i));
    }
  }

  /** Black, grey and white images are the edge cases of every normalisation. */
  @ParameterizedTest
  @EnumSource(Corruption.class)
  void flatImagesGiveImages(Corruption corruption) {
    Corruptor corruptor = new Corruptor(CorruptionOptions.defaults());
    for (int level : new int[] {0, 128, 255}) {
      for (int channels : new int[] {1, 3}) {
        for (int severity = 1; severity <= 5; severity++) {
          Image flat = TestImages.flat(17, 8, channels, level);
          assertThat(corruptor.corrupt(flat, corruption, severity, Seed.of(1), 0).sameShape(flat))
              .isTrue();
        }
      }
    }
  }

  /** The stream depends on seed, severity and index, where a corruption is random at all. */
  @ParameterizedTest
  @EnumSource(
      value = Corruption.class,
      mode = EnumSource.Mode.EXCLUDE,
      names = {
        "DEFOCUS_BLUR",
        "ZOOM_BLUR",
        "BRIGHTNESS",
        "CONTRAST",
        "PIXELATE",
        "JPEG_COMPRESSION",
        "GAUSSIAN_BLUR",
        "SATURATE"
      })
  void seedAndIndexMatter(Corruption corruption) {
    Image image = TestImages.ramps(64, 64);
    Image base = Corruptions.corrupt(image, corruption, 3, Seed.of(1), 0);
    assertThat(Corruptions.corrupt(image, corruption, 3, Seed.of(2), 0)).isNotEqualTo(base);
    assertThat(Corruptions.corrupt(image, corruption, 3, Seed.of(1), 1)).isNotEqualTo(base);
  }

  /** Frozen: published data sets must be the same for ever, on every JDK and platform. */
  @ParameterizedTest
  @MethodSource("frozen")
  void bytesNeverChange(String name, long crc) {
    Image out =
        Corruptions.corrupt(TestImages.ramps(61, 77), Corruption.named(name), 3, Seed.of(42), 7);
    assertThat(Long.toHexString(TestImages.crc32(out))).isEqualTo(Long.toHexString(crc));
  }

  static Stream<Arguments> frozen() {
    return Stream.of(FROZEN.split(" "))
        .map(
            pair ->
                Arguments.of(
                    pair.substring(0, pair.indexOf('=')),
                    Long.parseLong(pair.substring(pair.indexOf('=') + 1), 16)));
  }

  private static final String FROZEN =
      "gaussian_noise=a80a6959 shot_noise=fc8123d0 impulse_noise=37faf0fe "
          + "defocus_blur=9c71acc3 glass_blur=1a902a53 motion_blur=d5ef3811 "
          + "zoom_blur=94c12a33 snow=db71b40c frost=c114ccef "
          + "fog=559f25d7 brightness=17004266 contrast=2c1af51e "
          + "elastic_transform=579dd72 pixelate=9f60e62a jpeg_compression=4e5fcca1 "
          + "speckle_noise=d1d98be1 gaussian_blur=46d5acf7 spatter=ad4c22d5 "
          + "saturate=2c1862d7";
}
