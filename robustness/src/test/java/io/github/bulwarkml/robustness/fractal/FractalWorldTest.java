// Copyright the Bulwark authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.github.bulwarkml.robustness.fractal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.bulwarkml.core.io.ImageSet;
import io.github.bulwarkml.core.random.Seed;
import io.github.bulwarkml.core.run.Cancellation;
import io.github.bulwarkml.core.run.Parallel;
import io.github.bulwarkml.core.run.Progress;
import java.util.concurrent.CancellationException;
import java.util.zip.CRC32;
import org.junit.jupiter.api.Test;

class FractalWorldTest {
  private final FractalWorld world = FractalWorld.of(Seed.of(42));

  @Test
  void imagesFillTheCanvasWhateverTheThreads() {
    ImageSet images = world.images(6, 3, Parallel.of(1));
    assertThat(images.size()).isEqualTo(18);
    assertThat(images.labelCounts()).containsOnly(3).hasSize(6);
    byte[] image = new byte[784];
    byte[] other = new byte[784];
    ImageSet again = world.images(6, 3, Parallel.of(7));
    for (int k = 0; k < images.size(); k++) {
      images.copyTo(k, image, 0);
      again.copyTo(k, other, 0);
      assertThat(other).isEqualTo(image);
      assertThat(world.render(k % 6, k / 6)).isEqualTo(image);
      int filled = 0;
      int brightest = 0;
      for (byte pixel : image) {
        filled += pixel == 0 ? 0 : 1;
        brightest = Math.max(brightest, pixel & 0xFF);
      }
      assertThat(filled).isGreaterThanOrEqualTo(157); // 0.2 * 784
      assertThat(brightest).isEqualTo(255);
    }
  }

  @Test
  void instancesResembleTheirClassMoreThanOthers() {
    byte[][] images = new byte[24][];
    for (int k = 0; k < images.length; k++) {
      images[k] = world.render(k / 3, k % 3);
    }
    double within = 0;
    double between = 0;
    int pairsWithin = 0;
    int pairsBetween = 0;
    for (int a = 0; a < images.length; a++) {
      for (int b = 0; b < a; b++) {
        double distance = 0;
        for (int i = 0; i < 784; i++) {
          distance += Math.abs((images[a][i] & 0xFF) - (images[b][i] & 0xFF));
        }
        if (a / 3 == b / 3) {
          within += distance;
          pairsWithin++;
        } else {
          between += distance;
          pairsBetween++;
        }
      }
    }
    assertThat(within / pairsWithin).isLessThan(0.8 * between / pairsBetween).isPositive();
  }

  /** Kept from the first release: equal on every JDK. */
  @Test
  void imagesNeverChange() {
    CRC32 check = new CRC32();
    for (int k = 0; k < 6; k++) {
      check.update(world.render(k / 2, k % 2));
    }
    assertThat(check.getValue()).isEqualTo(0x1L);
  }

  @Test
  void sizesAndSeeds() {
    assertThat(new FractalWorld(Seed.of(42), 64).render(0, 0)).hasSize(64 * 64);
    assertThat(FractalWorld.of(Seed.of(1)).render(0, 0)).isNotEqualTo(world.render(0, 0));
    assertThat(world.render(0, 1)).isNotEqualTo(world.render(0, 0));
  }

  @Test
  void badInput() {
    assertThatThrownBy(() -> new FractalWorld(Seed.of(1), 7))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("side must be in [8, 512], but was 7");
    assertThatThrownBy(() -> world.render(-1, 0)).hasMessageContaining("classId must be >= 0");
    assertThatThrownBy(() -> world.render(0, -1)).hasMessageContaining("instance must be >= 0");
    assertThatThrownBy(() -> world.images(0, 1, Parallel.single()))
        .hasMessageContaining("classes must be in");
    assertThatThrownBy(() -> world.images(1024, 1025, Parallel.single()))
        .hasMessage("imagesPerClass must be in [1, 1024], but was 1025");
    Cancellation cancelled = new Cancellation();
    cancelled.cancel();
    assertThatThrownBy(() -> world.images(2, 1, Parallel.single(), Progress.silent(), cancelled))
        .isInstanceOf(CancellationException.class);
  }
}
