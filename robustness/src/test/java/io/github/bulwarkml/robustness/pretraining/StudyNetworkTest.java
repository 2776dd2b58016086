// Copyright the Bulwark authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.github.bulwarkml.robustness.pretraining;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.bulwarkml.core.io.ImageSet;
import io.github.bulwarkml.core.nn.Examples;
import io.github.bulwarkml.core.random.Seed;
import io.github.bulwarkml.core.run.Cancellation;
import io.github.bulwarkml.core.run.Parallel;
import io.github.bulwarkml.core.run.Progress;
import io.github.bulwarkml.core.tensor.ParameterVector;
import io.github.bulwarkml.robustness.metrics.ClassCounts;
import io.github.bulwarkml.robustness.synthtrap.SynthTrapWorld;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class StudyNetworkTest {
  private static final int[] SHAPE = {28, 28, 1};

  @Test
  void theNetworkOfTheProtocol() {
    try (StudyNetwork network = StudyNetwork.create(SHAPE, 12, Seed.of(1))) {
      // conv: 9 in 8 + 8, 9 * 8 * 16 + 16, 9 * 16 * 32 + 32; norms 2 * (8 + 16 + 32); 288 * 12 + 12
      assertThat(network.network().parameterCount()).isEqualTo(80 + 1168 + 4640 + 112 + 3468);
      assertThat(network.network().toString()).contains("288").doesNotContain("dropout");
    }
  }

  /** Weights and biases are uniform in ±1/sqrt(fan-in); gamma and beta are 1 and 0. */
  @Test
  void startingValues() {
    try (StudyNetwork network = StudyNetwork.create(SHAPE, 320, Seed.of(2))) {
      int[] fanIn = {9, 9, 0, 0, 72, 72, 0, 0, 144, 144, 0, 0, 288, 288};
      for (int k = 0; k < fanIn.length; k++) {
        double[] values = network.network().parameters().get(k).value().toDoubles();
        if (fanIn[k] == 0) {
          assertThat(values).containsOnly(k % 4 == 2 ? 1 : 0);
          continue;
        }
        double bound = 1 / Math.sqrt(fanIn[k]);
        double largest = Arrays.stream(values).map(Math::abs).max().orElseThrow();
        assertThat(largest).isLessThanOrEqualTo(bound * (1 + 1e-6)).isGreaterThan(0.6 * bound);
        assertThat(Arrays.stream(values).distinct().count()).isGreaterThan(values.length / 2);
      }
    }
  }

  @Test
  void aNewHeadKeepsTheBlocksAndTheRunningStatistics() {
    Examples examples =
        NetworkInputs.of(
            SynthTrapWorld.standard().source(4, 64, 1_000_000, 9).images(Parallel.single()));
    StudySettings settings = StudySettings.defaults();
    try (StudyNetwork network = StudyNetwork.create(SHAPE, 4, Seed.of(3))) {
      TrainingPhase phase = new TrainingPhase(2, 3e-3);
      network.train(examples, phase, settings, Seed.of(4), Progress.silent(), Cancellation.none());
      ParameterVector old = network.network().parameterVector();
      try (StudyNetwork next = network.withNewHead(12, Seed.of(5));
          StudyNetwork fresh = StudyNetwork.create(SHAPE, 12, Seed.of(5))) {
        ParameterVector values = next.network().parameterVector();
        int body = 80 + 1168 + 4640 + 112;
        assertThat(Arrays.copyOf(values.array(), body)).isEqualTo(Arrays.copyOf(old.array(), body));
        float[] freshValues = fresh.network().parameterVector().array();
        assertThat(Arrays.copyOfRange(values.array(), body, values.length()))
            .isEqualTo(Arrays.copyOfRange(freshValues, body, freshValues.length));
        assertThat(next.network().stateVector().array())
            .isEqualTo(network.network().stateVector().array())
            .isNotEqualTo(fresh.network().stateVector().array());
      }
    }
  }

  @Test
  void inputsAreScaledAndChannelsComeLast() {
    byte[] pixels = new byte[2 * 2 * 8 * 8];
    pixels[0] = (byte) 255;
    pixels[64] = (byte) 51; // image 0, channel 1, first place
    ImageSet images = ImageSet.of(2, 8, 8, 3, pixels, new int[] {2, 1});
    Examples examples = NetworkInputs.of(images);
    assertThat(examples.inputShape()).isEqualTo(List.of(8, 8, 2));
    assertThat(examples.labels()).containsExactly(2, 1);
    assertThat(examples.inputs()[0]).isEqualTo(2f);
    assertThat(examples.inputs()[1])
        .isCloseTo(-1.2f, org.assertj.core.api.Assertions.within(1e-6f));
    assertThat(examples.inputs()[2]).isEqualTo(-2f);
    assertThat(NetworkInputs.of(images, 1).size()).isEqualTo(1);
  }

  /** Sixty images of four classes are learned by heart, through the whole path of a study. */
  @Test
  void itLearns() {
    ImageSet images =
        SynthTrapWorld.standard().source(4, 64, 1_000_000, 1).images(Parallel.single());
    try (StudyNetwork network = StudyNetwork.create(SHAPE, 4, Seed.of(3))) {
      network.train(
          NetworkInputs.of(images),
          new TrainingPhase(60, 3e-3),
          StudySettings.defaults(),
          Seed.of(4),
          Progress.silent(),
          Cancellation.none());
      ClassCounts counts = network.measure(images);
      assertThat(counts.accuracy()).isGreaterThan(0.9);
    }
  }

  @Test
  void settingsOfTheProtocol() {
    StudySettings settings = StudySettings.defaults();
    assertThat(settings.scratch()).isEqualTo(new TrainingPhase(150, 3e-3));
    assertThat(settings.scratchSizes()).containsExactly(100, 200, 400, 800, 1600);
    assertThat(settings.pretraining()).isEqualTo(new TrainingPhase(500, 3e-3));
    assertThat(settings.fineTuning()).isEqualTo(new TrainingPhase(150, 2e-3));
    assertThat(settings.targetSizes()).containsExactly(200, 800);
    assertThat(settings.batchSize()).isEqualTo(64);
    assertThat(settings.weightDecay()).isEqualTo(1e-4);
    assertThatThrownBy(() -> new TrainingPhase(0, 1e-3))
        .hasMessage("steps must be >= 1, but was 0");
    assertThatThrownBy(() -> new TrainingPhase(1, Double.NaN)).hasMessageContaining("learningRate");
  }

  @Test
  void theWorldsOfSynthTrap() {
    SynthTrapStudy study = SynthTrapStudy.of(SynthTrapWorld.standard()).withThirdOfLocations();
    assertThat(study.pretrainingNames()).hasSize(11).endsWith(SynthTrapStudy.THIRD_OF_LOCATIONS);
    ImageSet third =
        study.pretraining(SynthTrapStudy.THIRD_OF_LOCATIONS, Seed.of(1), Parallel.of(2));
    assertThat(third.size()).isEqualTo(4000);
    assertThat(Arrays.stream(third.domains().orElseThrow()).distinct().count()).isEqualTo(133);
    assertThatThrownBy(() -> study.keep(List.of("N4000_C8")))
        .hasMessageContaining("no pre-training set 'N4000_C8' (nearest first: 'N4000_C80'");
    List<StudyRun> worlds = SynthTrapStudy.worlds(List.of("N4000_C80"), 3, Seed.of(1));
    assertThat(worlds.stream().map(StudyRun::id)).containsExactly(20230724L, 20230725L, 20230726L);
    assertThat(worlds.get(0).world().identity()).isNotEqualTo(worlds.get(1).world().identity());
    assertThatThrownBy(() -> SynthTrapStudy.worlds(List.of("N4000_C80"), 0, Seed.of(1)))
        .hasMessageContaining("count");
    assertThatThrownBy(() -> new SynthTrapStudy(SynthTrapWorld.standard(), List.of()))
        .hasMessageContaining("sources");
  }
}
