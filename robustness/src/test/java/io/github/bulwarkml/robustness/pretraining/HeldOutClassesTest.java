// Copyright the Bulwark authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.github.bulwarkml.robustness.pretraining;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.bulwarkml.core.io.ImageSet;
import io.github.bulwarkml.core.random.Seed;
import io.github.bulwarkml.core.random.SplitMix64;
import io.github.bulwarkml.core.run.Parallel;
import io.github.bulwarkml.core.testing.RealData;
import io.github.bulwarkml.robustness.corruption.Corruption;
import io.github.bulwarkml.robustness.diversity.FineTunedModel;
import io.github.bulwarkml.robustness.intervention.InterventionPlan;
import io.github.bulwarkml.robustness.intervention.Quantity;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class HeldOutClassesTest {
  private static final Seed SEED = Seed.of(3);

  /** Noise; the mean grey of an image tells its class. */
  private static ImageSet images(int count, int channels, int classes, long seed) {
    SplitMix64 random = SplitMix64.of(Seed.of(seed));
    byte[] pixels = new byte[count * channels * 64];
    int[] labels = new int[count];
    for (int i = 0; i < count; i++) {
      labels[i] = i % classes;
      for (int p = 0; p < channels * 64; p++) {
        pixels[i * channels * 64 + p] = (byte) (40 * labels[i] + random.nextInt(20));
      }
    }
    return ImageSet.of(channels, 8, 8, classes, pixels, labels);
  }

  private static HeldOutClasses world(int channels) {
    return HeldOutClasses.builder(images(120, channels, 6, 1), images(60, channels, 6, 2))
        .targetClasses(1, 4, 5)
        .images(30, 10)
        .pretraining("few", InterventionPlan.of(new Quantity(12)))
        .pretraining("many", InterventionPlan.of(new Quantity(40)))
        .build();
  }

  @Test
  void targetAndSourceClassesDoNotMeet() {
    HeldOutClasses world = world(1);
    ImageSet source = world.pretraining("many", SEED, Parallel.single());
    assertThat(source.size()).isEqualTo(40);
    assertThat(source.classes()).isEqualTo(3);
    for (int i = 0; i < source.size(); i++) {
      int original = source.pixel(i, 0, 0, 0) / 40;
      assertThat(original).isEqualTo(List.of(0, 2, 3).get(source.label(i)));
    }
    TargetTask target = world.target(SEED, Parallel.of(2));
    assertThat(target.training().size()).isEqualTo(30);
    for (int i = 0; i < 30; i++) {
      int original = target.training().pixel(i, 0, 0, 0) / 40;
      assertThat(original).isEqualTo(List.of(1, 4, 5).get(target.training().label(i)));
    }
  }

  @Test
  void smallerSetsAreAmongLargerOnes() {
    Set<String> many = pictures(world(1).pretraining("many", SEED, Parallel.single()));
    assertThat(many).containsAll(pictures(world(1).pretraining("few", SEED, Parallel.single())));
  }

  private static Set<String> pictures(ImageSet images) {
    Set<String> all = new HashSet<>();
    byte[] bytes = new byte[images.imageLength()];
    for (int i = 0; i < images.size(); i++) {
      images.copyTo(i, bytes, 0);
      all.add(Arrays.toString(bytes));
    }
    return all;
  }

  @Test
  void testSetsAreThoseOfAllRunsAndTrainingImagesAreNot() {
    HeldOutClasses world = world(3);
    TargetTask first = world.target(Seed.of(1), Parallel.single());
    TargetTask second = world.target(Seed.of(2), Parallel.of(2));
    assertThat(second.idTest()).isSameAs(first.idTest());
    assertThat(pictures(second.oodTest())).isEqualTo(pictures(first.oodTest()));
    assertThat(second.training().labels()).isNotEqualTo(first.training().labels());
    int corruptions = Corruption.common().size();
    assertThat(first.oodTest().size()).isEqualTo(corruptions * 10);
    for (int i = 0; i < first.oodTest().size(); i++) {
      assertThat(first.oodTest().label(i)).isEqualTo(first.idTest().label(i % 10));
    }
    assertThat(pictures(world(3).target(SEED, Parallel.of(7)).oodTest()))
        .isEqualTo(pictures(first.oodTest()));
  }

  @Test
  void keptSetsAreTheSame() {
    HeldOutClasses world = world(1);
    StudyWorld kept = world.keep(List.of("many"));
    assertThat(kept.identity()).isEqualTo(world.identity());
    assertThat(kept.pretrainingNames()).containsExactly("many");
    assertThat(pictures(kept.pretraining("many", SEED, Parallel.single())))
        .isEqualTo(pictures(world.pretraining("many", SEED, Parallel.single())));
    assertThatThrownBy(() -> world.keep(List.of("any")))
        .hasMessageContaining("no pre-training set 'any'");
    assertThat(world.toString()).isEqualTo("held out [1, 4, 5], few, many");
  }

  @Test
  void otherImagesAreAnotherWorld() {
    ImageSet test = images(60, 1, 6, 2);
    HeldOutClasses other =
        HeldOutClasses.builder(images(120, 1, 6, 9), test)
            .targetClasses(1, 4, 5)
            .images(30, 10)
            .pretraining("few", InterventionPlan.of(new Quantity(12)))
            .pretraining("many", InterventionPlan.of(new Quantity(40)))
            .build();
    assertThat(other.identity()).isNotEqualTo(world(1).identity());
  }

  @Test
  void badInput() {
    HeldOutClasses.Builder builder =
        HeldOutClasses.builder(images(12, 1, 6, 1), images(12, 1, 6, 2));
    assertThatThrownBy(builder::build).hasMessageContaining("targetClasses");
    assertThatThrownBy(() -> builder.targetClasses(1, 6)).hasMessageContaining("classes[1]");
    assertThatThrownBy(() -> builder.targetClasses(1, 1)).hasMessageContaining("different");
    assertThatThrownBy(() -> builder.targetClasses(0, 1, 2, 3, 4))
        .hasMessageContaining("leave at least 2 of 6");
    assertThatThrownBy(() -> builder.pretraining("", InterventionPlan.of(new Quantity(1))))
        .hasMessageContaining("name must be new and not empty");
    assertThatThrownBy(() -> HeldOutClasses.builder(images(12, 1, 6, 1), images(12, 1, 5, 2)))
        .hasMessageContaining("classes");
    assertThatThrownBy(() -> FashionMnistStudy.of(images(12, 1, 6, 1), images(12, 1, 6, 2)))
        .hasMessage("training must be of 10 classes, but is of 6");
    assertThatThrownBy(() -> FashionMnistStudy.read(Path.of("no-such-folder")))
        .isInstanceOf(NoSuchFileException.class);
  }

  /** The real images through the whole path, with few steps. */
  @Test
  void fashionMnist() throws IOException {
    RealData.require("fashion-mnist/train-images-idx3-ubyte.gz");
    HeldOutClasses world = FashionMnistStudy.read(RealData.root());
    assertThat(world.pretrainingNames())
        .hasSize(8)
        .containsAll(FashionMnistStudy.design().otherClassCounts());
    TargetTask target = world.target(SEED, Parallel.of(2));
    assertThat(target.training().size()).isEqualTo(1600);
    assertThat(target.idTest().size()).isEqualTo(1000);
    assertThat(target.oodTest().size()).isEqualTo(15_000);
    assertThat(world.pretraining("N4000_C5_L2", SEED, Parallel.single()).labelCounts())
        .containsExactly(2400, 1600);
    assertThat(world.pretraining("N4000_C2", SEED, Parallel.single()).labelCounts())
        .containsExactly(2000, 2000);
    StudySettings settings =
        new StudySettings(
            new TrainingPhase(20, 3e-3),
            List.of(100, 200),
            new TrainingPhase(20, 3e-3),
            new TrainingPhase(20, 2e-3),
            List.of(200),
            64,
            1e-4);
    List<FineTunedModel> models =
        PretrainingStudy.of(
                settings, StudyRun.trainings(world.keep(List.of("N250_C5")), 1, Seed.of(1)))
            .train();
    assertThat(models).hasSize(3);
    // Five classes: chance is 0.2; corrupted images are harder.
    assertThat(models.get(0).accId()).isGreaterThan(0.4).isGreaterThan(models.get(0).accOod());
  }
}
