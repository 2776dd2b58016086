// Copyright the Bulwark authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.github.bulwarkml.robustness.synthtrap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.bulwarkml.core.io.ImageSet;
import io.github.bulwarkml.core.random.Seed;
import io.github.bulwarkml.core.random.SplitMix64;
import io.github.bulwarkml.core.run.Cancellation;
import io.github.bulwarkml.core.run.Parallel;
import io.github.bulwarkml.core.run.Progress;
import java.util.Arrays;
import java.util.concurrent.CancellationException;
import java.util.zip.CRC32;
import org.junit.jupiter.api.Test;

/** The vectors of the world's definition, and that rendering depends on nothing else. */
class SynthTrapWorldTest {
  private final SynthTrapWorld world = SynthTrapWorld.standard();
  private final CounterRandom random = new CounterRandom(Seed.of(SynthTrapWorld.STANDARD_SEED));

  @Test
  void numbers() {
    assertThat(SplitMix64.mix(1)).isEqualTo(0x5692161d100b05e5L);
    assertThat(
            new double[] {
              random.uniform(1, 0, 0),
              random.uniform(1, 0, 1),
              random.uniform(1, 0, 2),
              random.uniform(1, 0, 3)
            })
        .containsExactly(
            0.114535507834584, 0.13722074409218477, 0.12959646478095843, 0.9297000006867514);
    assertThat(
            new double[] {
              random.uniform(5, 100, 0), random.uniform(5, 100, 1), random.uniform(5, 100, 2)
            })
        .containsExactly(0.8241988427599225, 0.39000654752636377, 0.9510806428943016);
    assertThat(random.normal(2, 7, 0)).isCloseTo(1.6713726978184862, within(1e-15));
    assertThat(random.normal(2, 7, 1)).isCloseTo(0.5795018452909482, within(1e-15));
    assertThat(random.normal(2, 7, 2)).isCloseTo(0.2818961172086071, within(1e-15));
  }

  @Test
  void images() {
    check(0, 1000, 1_000_000, 70162, 0xde3438dfL, 58, 0, 0, 0, 117, 116, 85, 86);
    check(100_000, 0, 10_000_000, 62147, 0x64e63e41L, 56, 24, 10, 43, 0, 0, 11, 49);
    check(100_088, 179, 12_002_999, 137235, 0x0218340eL, 232, 199, 192, 223, 213, 187, 152, 169);
  }

  private void check(int classId, int location, long instance, int sum, long crc, int... row) {
    byte[] image = world.render(classId, location, instance);
    int total = 0;
    for (byte pixel : image) {
      total += pixel & 0xFF;
    }
    assertThat(total).isEqualTo(sum);
    int[] actual = new int[8];
    Arrays.setAll(actual, k -> image[14 * 28 + 8 + k] & 0xFF);
    assertThat(actual).containsExactly(row);
    CRC32 check = new CRC32();
    check.update(image);
    assertThat(check.getValue()).isEqualTo(crc);
  }

  @Test
  void byteSumsOfTheSets() {
    assertByteSum(world.source80(), 1617832794);
    assertByteSum(world.source20(), 406081174);
    assertByteSum(world.source320(), 406561581);
    assertByteSum(world.sourceOneLocation(), 295424661);
    assertByteSum(world.targetTraining(), 158996444);
    assertByteSum(world.inDistributionTest(), 197633524);
    assertByteSum(world.outOfDistributionTest(), 298023801);
  }

  private static void assertByteSum(SynthTrapSet set, long expected) {
    ImageSet images = set.images(Parallel.available());
    assertThat(images.size()).isEqualTo(set.size());
    assertThat(images.labels()).isEqualTo(set.labels());
    assertThat(images.domains().orElseThrow()).isEqualTo(set.locations());
    byte[] image = new byte[784];
    long sum = 0;
    for (int k = 0; k < images.size(); k++) {
      images.copyTo(k, image, 0);
      for (byte pixel : image) {
        sum += pixel & 0xFF;
      }
    }
    assertThat(sum).isEqualTo(expected);
  }

  @Test
  void labelCountsOfTheTargetTask() {
    assertThat(world.targetTraining().labelCounts())
        .containsExactly(163, 31, 202, 31, 61, 108, 82, 115, 160, 388, 140, 119);
    assertThat(world.inDistributionTest().labelCounts())
        .containsExactly(184, 35, 258, 69, 99, 119, 106, 158, 181, 455, 185, 151);
    assertThat(world.outOfDistributionTest().labelCounts())
        .containsExactly(187, 280, 328, 297, 258, 278, 250, 249, 204, 265, 256, 148);
  }

  @Test
  void sourcesGoRoundTheClasses() {
    SynthTrapSet set = world.source20();
    assertThat(set.labelCounts()).containsOnly(200).hasSize(20);
    assertThat(set.label(21)).isEqualTo(1);
    assertThat(set.classId(21)).isEqualTo(1);
    assertThat(set.instance(21)).isEqualTo(2_000_021);
    assertThat(Arrays.stream(set.locations()).boxed()).allMatch(l -> l >= 1000 && l < 1400);
    assertThat(world.sourceOneLocation().locations()).containsOnly(1000);
    assertThat(set.toString()).isEqualTo("4000 SynthTrap images of 20 classes");
  }

  @Test
  void aSetIsItsSingleImagesWhateverTheThreads() {
    SynthTrapSet set = world.outOfDistributionTest().prefix(500);
    for (int threads : new int[] {1, 2, 7}) {
      ImageSet images = set.images(Parallel.of(threads));
      byte[] image = new byte[784];
      for (int k = 0; k < set.size(); k += 37) {
        images.copyTo(k, image, 0);
        assertThat(image).isEqualTo(world.render(set.classId(k), set.location(k), set.instance(k)));
      }
    }
  }

  @Test
  void aPrefixKeepsTheFirstImages() {
    SynthTrapSet whole = world.source80();
    SynthTrapSet part = whole.prefix(250);
    assertThat(part.size()).isEqualTo(250);
    assertThat(part.labels()).isEqualTo(Arrays.copyOf(whole.labels(), 250));
    assertThat(part.locations()).isEqualTo(Arrays.copyOf(whole.locations(), 250));
    assertThat(part.instance(249)).isEqualTo(whole.instance(249));
  }

  /** The mask's shortcut must equal the distance to the nearest of all points. */
  @Test
  void theMaskEqualsItsDefinition() {
    double[] x = new double[24];
    double[] y = new double[24];
    double[] mask = new double[784];
    for (int trial = 0; trial < 200; trial++) {
      for (int k = 0; k < 24; k++) {
        x[k] = 1.5 * random.normal(99, trial, 2 * k);
        y[k] = 1.5 * random.normal(99, trial, 2 * k + 1);
      }
      double radius = 0.04 + 0.08 * random.uniform(98, trial, 0);
      Curve.mask(x, y, radius, mask);
      for (int pixel = 0; pixel < 784; pixel++) {
        double nearest = Double.POSITIVE_INFINITY;
        for (int k = 0; k < 24; k++) {
          double dx = (pixel % 28 + .5) / 14 - 1 - x[k];
          double dy = (pixel / 28 + .5) / 14 - 1 - y[k];
          nearest = Math.min(nearest, Math.sqrt(dx * dx + dy * dy));
        }
        assertThat(mask[pixel]).isEqualTo(Math.min(1, Math.max(0, (radius - nearest) / .06 + .5)));
      }
    }
  }

  @Test
  void anotherSeedIsAnotherWorld() {
    SynthTrapWorld other = SynthTrapWorld.of(Seed.of(1));
    assertThat(other.render(0, 1000, 0)).isNotEqualTo(world.render(0, 1000, 0));
    assertThat(other.targetTraining().labelCounts())
        .isNotEqualTo(world.targetTraining().labelCounts());
  }

  @Test
  void badInput() {
    assertThatThrownBy(() -> world.render(-1, 0, 0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("classId must be >= 0, but was -1");
    assertThatThrownBy(() -> world.render(0, -2, 0)).hasMessageContaining("location must be >= 0");
    assertThatThrownBy(() -> world.render(0, 0, -3)).hasMessageContaining("instance must be >= 0");
    assertThatThrownBy(() -> world.source(0, 1, 0, 1)).hasMessageContaining("classes must be in");
    assertThatThrownBy(() -> world.source(1, 0, 0, 1)).hasMessageContaining("images must be in");
    assertThatThrownBy(() -> world.source(1, 1, 0, 0)).hasMessageContaining("locations must be in");
    assertThatThrownBy(() -> world.target(new int[0], 1, 0))
        .hasMessage("locations must not be empty");
    assertThatThrownBy(() -> world.target(new int[] {3, -1}, 1, 0))
        .hasMessageContaining("locations[1] must be >= 0");
    assertThatThrownBy(() -> world.source20().prefix(4001))
        .hasMessage("images must be in [1, 4000], but was 4001");
    Cancellation cancelled = new Cancellation();
    cancelled.cancel();
    assertThatThrownBy(
            () -> world.source20().images(Parallel.single(), Progress.silent(), cancelled))
        .isInstanceOf(CancellationException.class);
  }
}
