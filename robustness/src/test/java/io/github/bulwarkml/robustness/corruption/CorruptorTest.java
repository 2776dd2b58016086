// Copyright the Bulwark authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.github.bulwarkml.robustness.corruption;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.bulwarkml.core.random.Seed;
import io.github.bulwarkml.core.run.Cancellation;
import io.github.bulwarkml.core.run.Parallel;
import io.github.bulwarkml.core.run.Progress;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CorruptorTest {
  private static final Seed SEED = Seed.of(42);

  @Test
  void listIsClosed() {
    assertThat(Corruption.all()).hasSize(19);
    assertThat(Corruption.common()).hasSize(15).doesNotContain(Corruption.SPATTER);
    assertThat(Corruption.validation())
        .containsExactly(
            Corruption.SPECKLE_NOISE,
            Corruption.GAUSSIAN_BLUR,
            Corruption.SPATTER,
            Corruption.SATURATE);
    assertThat(Corruption.named("Gaussian-Noise")).isEqualTo(Corruption.GAUSSIAN_NOISE);
    assertThat(Corruption.BRIGHTNESS.category()).isEqualTo(Corruption.Category.WEATHER);
  }

  @Test
  void unknownCorruptionOffersTheNearest() {
    assertThatThrownBy(() -> Corruption.named("gausian_noise"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("corruption must be one of gaussian_noise, shot_noise")
        .hasMessageEndingWith("but was 'gausian_noise' (nearest: gaussian_noise)");
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 6, -1, Integer.MAX_VALUE})
  void severityIsOneToFive(int severity) {
    Image image = TestImages.ramps(8, 8);
    assertThatThrownBy(() -> Corruptions.corrupt(image, Corruption.FOG, severity, SEED, 0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("severity must be in [1, 5], but was " + severity);
  }

  @Test
  void indexIsNotNegative() {
    Image image = TestImages.ramps(8, 8);
    assertThatThrownBy(() -> Corruptions.corrupt(image, Corruption.FOG, 1, SEED, -1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("index must be >= 0, but was -1");
    assertThat(Corruptions.corrupt(image, Corruption.FOG, 1, SEED, Long.MAX_VALUE)).isNotNull();
  }

  @Test
  void imagesAreChecked() {
    assertThatThrownBy(() -> Image.of(8, 8, 2, new byte[128]))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("channels must be 1 or 3, but was 2");
    assertThatThrownBy(() -> Image.of(7, 8, 1, new byte[56]))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("height must be in [8, 8192], but was 7");
    assertThatThrownBy(() -> Image.of(8, 8193, 1, new byte[0]))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("width must be in [8, 8192], but was 8193");
    assertThatThrownBy(() -> Image.of(8192, 8192, 3, new byte[0]))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("height * width must be <= 33554432 pixels");
    assertThatThrownBy(() -> Image.of(8, 8, 3, new byte[64]))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("bytes must be as long as height * width * channels (192), but has 64");
    Image image = TestImages.ramps(8, 9);
    assertThatThrownBy(() -> image.value(8, 0, 0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("row must be in [0, 7], but was 8");
  }

  @Test
  void imagesAreValues() {
    byte[] bytes = new byte[192];
    Image image = Image.of(8, 8, 3, bytes);
    bytes[0] = 1;
    image.toBytes()[1] = 1;
    assertThat(image).isEqualTo(Image.of(8, 8, 3, new byte[192]));
    assertThat(image).hasSameHashCodeAs(Image.of(8, 8, 3, new byte[192]));
    assertThat(image).isNotEqualTo(Image.of(8, 24, 1, new byte[192]));
    assertThat(image).hasToString("Image[8 x 8 x 3]");
  }

  @Test
  void roundingIsHalfALevelBrighter() {
    Image image = TestImages.ramps(64, 64);
    Corruptor rounding =
        new Corruptor(CorruptionOptions.defaults().withQuantization(Quantization.ROUND));
    Image truncated = Corruptions.corrupt(image, Corruption.GAUSSIAN_BLUR, 3, SEED, 0);
    Image rounded = rounding.corrupt(image, Corruption.GAUSSIAN_BLUR, 3, SEED, 0);
    assertThat(TestImages.mean(rounded) - TestImages.mean(truncated)).isBetween(0.45, 0.55);
  }

  /** At CIFAR scale, severity 1, the blur's radius is 0: only the exchange is left. */
  @Test
  void glassSwapKeepsEveryPixelAndPublishedDoesNot() {
    Image image = TestImages.ramps(64, 64);
    CorruptionOptions cifar = CorruptionOptions.defaults().withScale(CorruptionScale.CIFAR);
    Image swapped =
        new Corruptor(cifar.withGlassExchange(GlassExchange.SWAP))
            .corrupt(image, Corruption.GLASS_BLUR, 1, SEED, 0);
    Image published = new Corruptor(cifar).corrupt(image, Corruption.GLASS_BLUR, 1, SEED, 0);
    assertThat(sortedPixels(swapped)).isEqualTo(sortedPixels(image));
    assertThat(swapped).isNotEqualTo(image);
    assertThat(sortedPixels(published)).isNotEqualTo(sortedPixels(image));
  }

  private static int[] sortedPixels(Image image) {
    int[] pixels = new int[image.height() * image.width()];
    for (int i = 0; i < pixels.length; i++) {
      int y = i / image.width();
      int x = i % image.width();
      pixels[i] = image.value(y, x, 0) << 16 | image.value(y, x, 1) << 8 | image.value(y, x, 2);
    }
    Arrays.sort(pixels);
    return pixels;
  }

  @Test
  void variantsDifferWhereTwoExist() {
    Image image = TestImages.ramps(64, 61);
    Corruptor original =
        new Corruptor(CorruptionOptions.defaults().withVariant(CorruptionVariant.ORIGINAL));
    for (Corruption corruption :
        List.of(Corruption.ELASTIC_TRANSFORM, Corruption.SNOW, Corruption.FROST)) {
      assertThat(original.corrupt(image, corruption, 3, SEED, 0))
          .as(corruption.id())
          .isNotEqualTo(Corruptions.corrupt(image, corruption, 3, SEED, 0));
    }
    // A zoom below 2 leaves at most one pixel to trim, and half of that is none.
    assertThat(original.corrupt(image, Corruption.ZOOM_BLUR, 5, SEED, 0))
        .isEqualTo(Corruptions.corrupt(image, Corruption.ZOOM_BLUR, 5, SEED, 0));
    // Enlarging by a box picks the nearest pixel, but for exact ties.
    assertThat(original.corrupt(image, Corruption.PIXELATE, 3, SEED, 0))
        .isEqualTo(Corruptions.corrupt(image, Corruption.PIXELATE, 3, SEED, 0));
    assertThat(original.corrupt(image, Corruption.FOG, 3, SEED, 0))
        .isEqualTo(Corruptions.corrupt(image, Corruption.FOG, 3, SEED, 0));
  }

  /** The complaint of the peers' users: ImageNet parameters wipe a 32 x 32 image out. */
  @Test
  void smallImagesGetTheSmallScale() {
    assertThat(CorruptionScale.suiting(TestImages.ramps(32, 63))).isEqualTo(CorruptionScale.CIFAR);
    assertThat(CorruptionScale.suiting(TestImages.ramps(64, 8)))
        .isEqualTo(CorruptionScale.IMAGENET);
    Image image = TestImages.ramps(32, 32);
    Corruptor cifar = new Corruptor(CorruptionOptions.defaults().withScale(CorruptionScale.CIFAR));
    for (Corruption corruption : Corruption.common()) {
      double small = TestImages.rmse(image, cifar.corrupt(image, corruption, 3, SEED, 0));
      double large = TestImages.rmse(image, Corruptions.corrupt(image, corruption, 3, SEED, 0));
      assertThat(small).as(corruption.id()).isLessThan(large);
    }
  }

  @Test
  void parametersHaveNames() {
    assertThat(CorruptionScale.IMAGENET.parameters(Corruption.SNOW, 2, CorruptionVariant.SIZE_FREE))
        .containsEntry("zoom", 2.0)
        .containsEntry("imageWeight", .7)
        .hasSize(7);
    assertThat(
            CorruptionScale.IMAGENET.parameters(
                Corruption.ELASTIC_TRANSFORM, 2, CorruptionVariant.ORIGINAL))
        .containsEntry("affineJitter", .2 * 244);
    for (CorruptionScale scale : CorruptionScale.values()) {
      for (CorruptionVariant variant : CorruptionVariant.values()) {
        for (Corruption corruption : Corruption.all()) {
          for (int severity = 1; severity <= 5; severity++) {
            assertThat(scale.parameters(corruption, severity, variant)).isNotEmpty();
          }
        }
      }
    }
  }

  @Test
  void greyImagesAreNotRecoloured() {
    byte[] grey = new byte[16 * 16];
    for (int i = 0; i < grey.length; i++) {
      grey[i] = (byte) i;
    }
    Image image = Image.of(16, 16, 1, grey);
    assertThat(Corruptions.corrupt(image, Corruption.SATURATE, 5, SEED, 0)).isEqualTo(image);
    Image bright = Corruptions.corrupt(image, Corruption.BRIGHTNESS, 2, SEED, 0);
    assertThat(bright.value(0, 0, 0)).isEqualTo(51);
    assertThat(bright.value(15, 15, 0)).isEqualTo(255);
  }

  @Test
  void frostTexturesAreDrawnAsAsked() {
    List<Image> textures = new ArrayList<>();
    for (int k = 0; k < 6; k++) {
      textures.add(TestImages.flat(64, 64, 3, 20 * (k + 1)));
    }
    Image black = TestImages.flat(16, 16, 3, 0);
    assertThat(levels(FrostTextures.published(textures), black)).containsExactly(8, 16, 24, 32, 40);
    assertThat(levels(FrostTextures.of(textures), black)).containsExactly(8, 16, 24, 32, 40, 48);
    assertThat(FrostTextures.generated().images()).hasSize(5);
    assertThatThrownBy(() -> FrostTextures.of(List.of()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("images must not be empty");
    assertThatThrownBy(() -> FrostTextures.of(List.of(TestImages.flat(8, 8, 1, 0))))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("images[0] must have 3 channels, but has 1");
  }

  private static List<Integer> levels(FrostTextures textures, Image black) {
    Corruptor corruptor = new Corruptor(CorruptionOptions.defaults().withFrost(textures));
    List<Integer> levels = new ArrayList<>();
    for (int index = 0; index < 200; index++) {
      int level = corruptor.corrupt(black, Corruption.FROST, 1, SEED, index).value(3, 3, 0);
      if (!levels.contains(level)) {
        levels.add(level);
      }
    }
    levels.sort(null);
    return levels;
  }

  @Test
  void texturesSmallerThanTheImageAreEnlarged() {
    FrostTextures tiny = FrostTextures.of(List.of(TestImages.ramps(8, 9)));
    Corruptor corruptor = new Corruptor(CorruptionOptions.defaults().withFrost(tiny));
    Image image = TestImages.ramps(50, 31);
    assertThat(corruptor.corrupt(image, Corruption.FROST, 3, SEED, 0).sameShape(image)).isTrue();
  }

  @Test
  void batchReportsAndStops() {
    List<Image> images = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      images.add(TestImages.flat(8, 8, 1, i));
    }
    AtomicLong done = new AtomicLong();
    Cancellation cancellation = new Cancellation();
    Progress progress =
        new Progress() {
          @Override
          public void start(String task, long totalSteps) {
            assertThat(task).isEqualTo("contrast 2");
            assertThat(totalSteps).isEqualTo(100);
          }

          @Override
          public void advance(long steps) {
            done.addAndGet(steps);
          }

          @Override
          public void note(String key, String value) {}

          @Override
          public void finish() {
            cancellation.cancel();
          }
        };
    CorruptionBatch batch =
        CorruptionBatch.of(CorruptionOptions.defaults(), SEED)
            .withProgress(progress)
            .withCancellation(cancellation)
            .withParallel(Parallel.of(2));
    assertThat(batch.corrupt(images, Corruption.CONTRAST, 2)).hasSize(100);
    assertThat(done).hasValue(100);
    assertThatThrownBy(() -> batch.corrupt(images, Corruption.CONTRAST, 2))
        .isInstanceOf(CancellationException.class);
    assertThat(
            CorruptionBatch.of(CorruptionOptions.defaults(), SEED)
                .corrupt(List.of(), Corruption.FOG, 1))
        .isEmpty();
  }

  @Test
  void batchChecksItsNumbers() {
    CorruptionBatch batch = CorruptionBatch.of(CorruptionOptions.defaults(), SEED);
    assertThatThrownBy(() -> batch.corrupt(List.of(), Corruption.FOG, 0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("severity must be in [1, 5], but was 0");
    Image image = TestImages.flat(8, 8, 1, 0);
    assertThatThrownBy(() -> batch.forEach(-1, 0, i -> image, Corruption.FOG, 1, (i, out) -> {}))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("count must be >= 0, but was -1");
    assertThatThrownBy(() -> batch.forEach(1, -1, i -> image, Corruption.FOG, 1, (i, out) -> {}))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("firstIndex must be in [0, ");
  }

  @Test
  void contactSheetShowsEveryCorruption() {
    Corruptor corruptor = new Corruptor(CorruptionOptions.defaults());
    Image small = TestImages.ramps(28, 28);
    Image sheet = ContactSheet.of(small, Corruption.all(), corruptor, SEED, 0);
    assertThat(sheet.channels()).isEqualTo(3);
    assertThat(sheet.height()).isEqualTo(24 + 19 * (112 + 4) + 4);
    Image grey =
        ContactSheet.of(TestImages.flat(300, 500, 1, 7), Corruption.all(), corruptor, SEED, 0);
    assertThat(grey.height()).isEqualTo(24 + 19 * (134 + 4) + 4);
    assertThatThrownBy(() -> ContactSheet.of(small, List.of(), corruptor, SEED, 0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("corruptions must not be empty");
  }
}
