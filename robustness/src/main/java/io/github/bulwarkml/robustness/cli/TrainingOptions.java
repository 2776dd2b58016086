// Copyright the Bulwark authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.github.bulwarkml.robustness.cli;

import io.github.bulwarkml.core.internal.Require;
import io.github.bulwarkml.core.random.Seed;
import io.github.bulwarkml.core.result.Provenance;
import io.github.bulwarkml.core.run.Cancellation;
import io.github.bulwarkml.core.run.Parallel;
import io.github.bulwarkml.core.run.Progress;
import io.github.bulwarkml.robustness.diversity.BaselineScope;
import io.github.bulwarkml.robustness.diversity.DiversityDesign;
import io.github.bulwarkml.robustness.pretraining.FashionMnistStudy;
import io.github.bulwarkml.robustness.pretraining.HeldOutClasses;
import io.github.bulwarkml.robustness.pretraining.PretrainingStudy;
import io.github.bulwarkml.robustness.pretraining.StudyRun;
import io.github.bulwarkml.robustness.pretraining.StudySettings;
import io.github.bulwarkml.robustness.pretraining.SynthTrapStudy;
import io.github.bulwarkml.robustness.pretraining.TrainingPhase;
import io.github.bulwarkml.robustness.synthtrap.SynthTrapWorld;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options of {@code robustness diversity --train}. */
final class TrainingOptions {
  @Option(
      names = "--train",
      description = "train the models here instead of reading their accuracies (needs ND4J)")
  private boolean train;

  @Option(
      names = "--models",
      paramLabel = "FILE",
      description =
          "keep finished models in this CSV; those it already holds are not trained again, so an"
              + " interrupted run goes on")
  private @Nullable Path models;

  @Option(
      names = "--seeds",
      defaultValue = "2",
      paramLabel = "N",
      description = "runs in one world, by seed of the training (default: ${DEFAULT-VALUE})")
  private int seeds = 2;

  @Option(
      names = "--world-seeds",
      paramLabel = "N",
      description = "runs in N worlds instead, each with images, test sets and baseline of its own")
  private @Nullable Integer worldSeeds;

  @Option(
      names = "--seed",
      defaultValue = "42",
      paramLabel = "S",
      description = "seed of all trainings (default: ${DEFAULT-VALUE})")
  private long seed = 42;

  @Option(
      names = "--sets",
      split = ",",
      paramLabel = "NAME",
      description = "pre-training sets, by commas (default: those of the published table)")
  private List<String> sets = new ArrayList<>();

  @Option(
      names = "--pretraining-steps",
      defaultValue = "500",
      paramLabel = "N",
      description = "steps of a pre-training (default: ${DEFAULT-VALUE})")
  private int pretrainingSteps = 500;

  @Option(
      names = "--target-steps",
      defaultValue = "150",
      paramLabel = "N",
      description =
          "steps of a fine-tuning and of a training from scratch (default: ${DEFAULT-VALUE})")
  private int targetSteps = 150;

  @Option(
      names = "--data",
      paramLabel = "DIR",
      description =
          "train on Fashion-MNIST instead of SynthTrap: the folder that holds fashion-mnist/, or"
              + " that one")
  private @Nullable Path data;

  /** {@return whether models are to be trained} */
  boolean isAsked() {
    return train;
  }

  /** {@return the runs' study; options are checked} */
  PretrainingStudy study(Parallel parallel, Progress progress, Cancellation cancellation)
      throws IOException {
    Require.inRange(seeds, 1, StudyRun.MAXIMUM_RUNS, "--seeds");
    Require.atLeast(pretrainingSteps, 1, "--pretraining-steps");
    Require.atLeast(targetSteps, 1, "--target-steps");
    StudySettings defaults = StudySettings.defaults();
    StudySettings settings =
        defaults
            .withScratch(
                new TrainingPhase(targetSteps, defaults.scratch().learningRate()),
                defaults.scratchSizes().toArray(Integer[]::new))
            .withPretraining(
                new TrainingPhase(pretrainingSteps, defaults.pretraining().learningRate()))
            .withFineTuning(
                new TrainingPhase(targetSteps, defaults.fineTuning().learningRate()),
                defaults.targetSizes().toArray(Integer[]::new));
    PretrainingStudy study =
        PretrainingStudy.of(settings, runs())
            .withParallel(parallel)
            .withProgress(progress)
            .withCancellation(cancellation);
    return models == null ? study : study.withModelsIn(models);
  }

  private List<StudyRun> runs() throws IOException {
    Seed root = Seed.of(seed);
    if (data != null) {
      if (worldSeeds != null || !sets.isEmpty()) {
        throw new IllegalArgumentException(
            "--world-seeds and --sets are of SynthTrap and must not be given with --data");
      }
      HeldOutClasses world = FashionMnistStudy.read(data);
      return StudyRun.trainings(world, seeds, root);
    }
    if (worldSeeds != null) {
      Require.inRange(worldSeeds, 1, StudyRun.MAXIMUM_RUNS, "--world-seeds");
      return SynthTrapStudy.worlds(names(), worldSeeds, root);
    }
    SynthTrapStudy world =
        SynthTrapStudy.of(SynthTrapWorld.standard()).withThirdOfLocations().keep(names());
    return StudyRun.trainings(world, seeds, root);
  }

  private List<String> names() {
    return sets.isEmpty()
        ? SynthTrapStudy.of(SynthTrapWorld.standard()).pretrainingNames()
        : List.copyOf(sets);
  }

  /** {@return which set plays which part} */
  DiversityDesign design() {
    return data == null ? SynthTrapStudy.design() : FashionMnistStudy.design();
  }

  /** {@return the baseline that fits the runs: worlds have test sets of their own} */
  BaselineScope baseline() {
    return worldSeeds == null ? BaselineScope.COMMON : BaselineScope.PER_RUN;
  }

  /** Records what the outcome depends on. */
  void record(Provenance.Recorder recorder) throws IOException {
    recorder
        .parameter("train", true)
        .parameter(
            worldSeeds == null ? "seeds" : "world-seeds", worldSeeds == null ? seeds : worldSeeds)
        .parameter("pretraining-steps", pretrainingSteps)
        .parameter("target-steps", targetSteps)
        .seed(Seed.of(seed));
    if (!sets.isEmpty()) {
      recorder.parameter("sets", String.join(",", sets));
    }
    if (data != null) {
      recorder.parameter("data", data.toString());
      for (Path file : FashionMnistStudy.files(data)) {
        recorder.input(file);
      }
    }
  }
}
