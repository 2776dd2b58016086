// Copyright the Bulwark authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.github.bulwarkml.robustness.pretraining;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.bulwarkml.core.MalformedFileException;
import io.github.bulwarkml.core.io.ImageSet;
import io.github.bulwarkml.core.random.Seed;
import io.github.bulwarkml.core.result.Provenance;
import io.github.bulwarkml.core.run.Cancellation;
import io.github.bulwarkml.core.run.Parallel;
import io.github.bulwarkml.core.run.Progress;
import io.github.bulwarkml.robustness.diversity.DiversityOptions;
import io.github.bulwarkml.robustness.diversity.DiversityReport;
import io.github.bulwarkml.robustness.diversity.FineTunedModel;
import io.github.bulwarkml.robustness.diversity.FineTunedModels;
import io.github.bulwarkml.robustness.synthtrap.SynthTrapWorld;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PretrainingStudyTest {
  @TempDir Path folder;

  /** A SynthTrap world with small sets. */
  record SmallWorld(long number) implements StudyWorld {
    private SynthTrapWorld world() {
      return SynthTrapWorld.of(Seed.of(number));
    }

    @Override
    public String identity() {
      return "small " + number;
    }

    @Override
    public List<String> pretrainingNames() {
      return List.of("few", "many");
    }

    @Override
    public ImageSet pretraining(String name, Seed seed, Parallel parallel) {
      return world().source(4, name.equals("few") ? 40 : 100, 1_000_000, 20).images(parallel);
    }

    @Override
    public TargetTask target(Seed seed, Parallel parallel) {
      return new TargetTask(
          world().target(new int[] {0, 1}, 80, 10_000_000).images(parallel),
          world().target(new int[] {0, 1}, 60, 11_000_000).images(parallel),
          world().target(new int[] {100, 101, 102}, 60, 12_000_000).images(parallel));
    }
  }

  private static StudySettings small() {
    return new StudySettings(
        new TrainingPhase(6, 3e-3),
        List.of(20, 40, 80),
        new TrainingPhase(8, 3e-3),
        new TrainingPhase(4, 2e-3),
        List.of(20, 40),
        16,
        1e-4);
  }

  private static PretrainingStudy study() {
    return PretrainingStudy.of(small(), StudyRun.trainings(new SmallWorld(1), 2, Seed.of(7)));
  }

  @Test
  void sameModelsForAnyNumberOfThreads() throws IOException {
    List<FineTunedModel> one = study().withParallel(Parallel.single()).train();
    List<FineTunedModel> two = study().withParallel(Parallel.of(2)).train();
    assertThat(two).isEqualTo(one);
    assertThat(one).hasSize(2 * (2 * 2 + 3));
    assertThat(one.stream().map(FineTunedModel::name).limit(7))
        .containsExactly(
            "few_s0_n20",
            "few_s0_n40",
            "many_s0_n20",
            "many_s0_n40",
            "scratch_s0_n20",
            "scratch_s0_n40",
            "scratch_s0_n80");
    assertThat(one.get(0).accId()).isNotEqualTo(one.get(7).accId());
    DiversityReport report =
        DiversityReport.of(one, DiversityOptions.defaults(), Provenance.start("test"));
    assertThat(report.outcomes()).hasSize(3);
  }

  @Test
  void aStoppedStudyGoesOnWhereItWas() throws IOException {
    Path whole = folder.resolve("whole.csv");
    List<FineTunedModel> models =
        study().withModelsIn(whole).withParallel(Parallel.single()).train();
    Path file = folder.resolve("deep/stopped.csv");
    Cancellation cancellation = new Cancellation();
    AtomicLong steps = new AtomicLong();
    Progress counter =
        new CountingProgress(
            steps, () -> steps.get() == 41, cancellation); // inside the third pre-training
    PretrainingStudy stopped =
        study()
            .withModelsIn(file)
            .withParallel(Parallel.single())
            .withProgress(counter)
            .withCancellation(cancellation);
    assertThatThrownBy(stopped::train).isInstanceOf(CancellationException.class);
    int finished = FineTunedModels.read(file).size();
    assertThat(finished).isEqualTo(4);
    AtomicLong rest = new AtomicLong();
    PretrainingStudy again =
        study()
            .withModelsIn(file)
            .withParallel(Parallel.of(2))
            .withProgress(new CountingProgress(rest, () -> false, cancellation));
    assertThat(again.train()).isEqualTo(models);
    assertThat(Files.readString(file)).isEqualTo(Files.readString(whole));
    assertThat(rest.get()).isEqualTo(study().totalSteps() - 2 * 16).isEqualTo(2 * (16 + 18) + 0L);
    assertThat(FineTunedModels.read(file)).isEqualTo(models);
  }

  @Test
  void aFinishedStudyTrainsNothing() throws IOException {
    Path file = folder.resolve("models.csv");
    List<FineTunedModel> models = study().withModelsIn(file).train();
    AtomicLong steps = new AtomicLong();
    Progress counter = new CountingProgress(steps, () -> false, Cancellation.none());
    assertThat(study().withModelsIn(file).withProgress(counter).train()).isEqualTo(models);
    assertThat(steps.get()).isZero();
  }

  @Test
  void modelsOfAnotherStudyAreNotMistaken() throws IOException {
    Path file = folder.resolve("models.csv");
    study().withModelsIn(file).train();
    PretrainingStudy other =
        PretrainingStudy.of(
                small().withPretraining(new TrainingPhase(9, 3e-3)),
                StudyRun.trainings(new SmallWorld(1), 2, Seed.of(7)))
            .withModelsIn(file);
    assertThatThrownBy(other::train)
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("few_s0_n20 was trained with other settings");
    PretrainingStudy otherWorld =
        PretrainingStudy.of(small(), StudyRun.trainings(new SmallWorld(2), 1, Seed.of(7)))
            .withModelsIn(file);
    assertThatThrownBy(otherWorld::train).hasMessageContaining("choose another file");
    Files.writeString(file, "model,pretraining\n");
    assertThatThrownBy(study().withModelsIn(file)::train)
        .isInstanceOf(MalformedFileException.class)
        .hasMessageContaining("key");
  }

  @Test
  void rowsOfOtherRunsAreKept() throws IOException {
    Path file = folder.resolve("models.csv");
    study().withModelsIn(file).train();
    List<StudyRun> first = StudyRun.trainings(new SmallWorld(1), 1, Seed.of(7));
    List<FineTunedModel> one = PretrainingStudy.of(small(), first).withModelsIn(file).train();
    assertThat(one).hasSize(7);
    assertThat(FineTunedModels.read(file)).hasSize(14);
  }

  @Test
  void badInput() {
    List<StudyRun> runs = StudyRun.trainings(new SmallWorld(1), 1, Seed.of(7));
    assertThatThrownBy(() -> PretrainingStudy.of(small(), List.of()))
        .hasMessageContaining("runs must not be empty");
    assertThatThrownBy(() -> PretrainingStudy.of(small(), List.of(runs.get(0), runs.get(0))))
        .hasMessageContaining("0 occurs twice");
    StudySettings many = small().withFineTuning(new TrainingPhase(2, 1e-3), 20, 81);
    assertThatThrownBy(() -> PretrainingStudy.of(many, runs).train())
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("must be at most 80")
        .hasMessageContaining("81");
    assertThatThrownBy(() -> small().withFineTuning(new TrainingPhase(2, 1e-3), 8))
        .hasMessage("targetSizes must be at least batchSize = 16, but was [8]");
    assertThatThrownBy(() -> small().withScratch(new TrainingPhase(2, 1e-3), 20, 20))
        .hasMessage("scratchSizes must be at least 2 different numbers, but was [20, 20]");
    StudySettings large =
        new StudySettings(
            new TrainingPhase(1, 1e-3),
            List.of(60, 80),
            new TrainingPhase(1, 1e-3),
            new TrainingPhase(1, 1e-3),
            List.of(60),
            50,
            0);
    assertThatThrownBy(() -> PretrainingStudy.of(large, runs).train())
        .hasMessage("pre-training set few must hold at least batchSize = 50 images, but holds 40");
    Cancellation cancelled = new Cancellation();
    cancelled.cancel();
    assertThatThrownBy(study().withCancellation(cancelled)::train)
        .isInstanceOf(CancellationException.class);
  }
}
