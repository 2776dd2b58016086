// Copyright the Bulwark authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.github.bulwarkml.robustness.pretraining;

import io.github.bulwarkml.core.internal.Require;
import io.github.bulwarkml.core.run.Cancellation;
import io.github.bulwarkml.core.run.Parallel;
import io.github.bulwarkml.core.run.Progress;
import io.github.bulwarkml.core.tensor.NativeThreads;
import io.github.bulwarkml.robustness.diversity.FineTunedModel;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Trains all models of a pre-training diversity study: in each run one network per pre-training
 * set, fine-tuned on each number of target images, and a baseline of networks trained on target
 * images alone.
 *
 * <pre>{@code
 * StudyWorld world = SynthTrapStudy.of(SynthTrapWorld.standard());
 * List<FineTunedModel> models =
 *     PretrainingStudy.of(StudySettings.defaults(), StudyRun.trainings(world, 2, Seed.of(42)))
 *         .withModelsIn(Path.of("models.csv"))
 *         .train();
 * DiversityReport report =
 *     DiversityReport.of(models, DiversityOptions.defaults(), Provenance.start("my study"));
 * }</pre>
 *
 * <p>The network has three blocks of 3x3 convolution (8, 16, 32 channels), batch normalisation,
 * ReLU and 2x2 max pooling, and a linear layer; bytes b enter as (b / 255 - 0.5) * 4. Measured are
 * accuracy and macro-F1 over the classes in the true labels. Equal runs and settings give equal
 * models, whatever the number of threads: each network computes on one native thread.
 *
 * <p>With a file of models, each model is written to it as it is finished, and models that it
 * already holds are not trained again: a study that was stopped goes on where it was.
 *
 * <p>Cost: with the settings of {@link StudySettings#defaults()} 800 steps for each pre-training
 * set and 750 for the baseline of each run. Immutable. Needs ND4J.
 *
 * @since 0.1.0
 */
public final class PretrainingStudy {
  /** The name of models that are not pre-trained. */
  public static final String SCRATCH = "scratch";

  private final StudySettings settings;
  private final List<StudyRun> runs;
  private final @Nullable Path modelsFile;
  private final Parallel parallel;
  private final Progress progress;
  private final Cancellation cancellation;

  private PretrainingStudy(
      StudySettings settings,
      List<StudyRun> runs,
      @Nullable Path modelsFile,
      Parallel parallel,
      Progress progress,
      Cancellation cancellation) {
    this.settings = settings;
    this.runs = runs;
    this.modelsFile = modelsFile;
    this.parallel = Objects.requireNonNull(parallel, "parallel");
    this.progress = Objects.requireNonNull(progress, "progress");
    this.cancellation = Objects.requireNonNull(cancellation, "cancellation");
  }

  /**
   * {@return a study that uses all processors and keeps its models in memory alone}
   *
   * @param settings how models are trained
   * @param runs the repetitions, each id once, at least one
   * @throws IllegalArgumentException if there is no run, or an id occurs twice
   */
  public static PretrainingStudy of(StudySettings settings, List<StudyRun> runs) {
    Objects.requireNonNull(settings, "settings");
    List<StudyRun> all = List.copyOf(runs);
    Require.notEmpty(all, "runs");
    Set<Long> ids = new HashSet<>();
    for (StudyRun run : all) {
      if (!ids.add(run.id())) {
        throw new IllegalArgumentException(
            "runs must have different ids, but " + run.id() + " occurs twice");
      }
    }
    return new PretrainingStudy(
        settings, all, null, Parallel.available(), Progress.silent(), Cancellation.none());
  }

  /**
   * {@return this study, its models kept in a CSV file that {@link
   * io.github.bulwarkml.robustness.diversity.FineTunedModels#read} understands}
   *
   * @param file a file that this study began, or that does not exist yet
   */
  public PretrainingStudy withModelsIn(Path file) {
    Objects.requireNonNull(file, "file");
    return new PretrainingStudy(settings, runs, file, parallel, progress, cancellation);
  }

  /**
   * {@return this study on other threads}
   *
   * @param newParallel how many models are trained at a time; has no influence on the result
   */
  public PretrainingStudy withParallel(Parallel newParallel) {
    return new PretrainingStudy(settings, runs, modelsFile, newParallel, progress, cancellation);
  }

  /**
   * {@return this study with progress, counted in training steps}
   *
   * @param newProgress where to report
   */
  public PretrainingStudy withProgress(Progress newProgress) {
    return new PretrainingStudy(settings, runs, modelsFile, parallel, newProgress, cancellation);
  }

  /**
   * {@return this study with a switch that stops it}
   *
   * @param newCancellation looked at before each training step
   */
  public PretrainingStudy withCancellation(Cancellation newCancellation) {
    return new PretrainingStudy(settings, runs, modelsFile, parallel, progress, newCancellation);
  }

  /** {@return how models are trained} */
  public StudySettings settings() {
    return settings;
  }

  /** {@return the repetitions} */
  public List<StudyRun> runs() {
    return runs;
  }

  /** {@return how many training steps all models take} */
  public long totalSteps() {
    return TrainingTask.steps(tasks(plan()));
  }

  /**
   * {@return all models, by run: those of each pre-training set, then the baseline}
   *
   * @throws IllegalArgumentException if a world's images do not allow the settings, or the file
   *     holds a model of the same name that was trained otherwise
   * @throws IOException if the file of models cannot be read or written
   * @throws io.github.bulwarkml.core.MissingDependencyException if ND4J or its backend is missing
   * @throws io.github.bulwarkml.core.NumericalException if a training diverges
   * @throws java.util.concurrent.CancellationException if cancelled; the file holds what was
   *     finished before
   */
  public List<FineTunedModel> train() throws IOException {
    cancellation.check();
    List<PlannedModel> plan = plan();
    FinishedModels finished = FinishedModels.open(plan, modelsFile);
    List<TrainingTask> tasks =
        tasks(plan.stream().filter(planned -> finished.find(planned).isEmpty()).toList());
    if (!tasks.isEmpty()) {
      NativeThreads before = NativeThreads.current();
      try {
        train(tasks, finished);
      } catch (UncheckedIOException e) {
        throw e.getCause();
      } finally {
        before.apply();
      }
    }
    return finished.all();
  }

  private void train(List<TrainingTask> tasks, FinishedModels finished) {
    RunTargets targets = new RunTargets();
    TrainingTask.Surroundings surroundings =
        new TrainingTask.Surroundings(settings, targets, finished, progress, cancellation);
    progress.start("train " + tasks.size() + " networks", TrainingTask.steps(tasks));
    parallel.forEach(
        tasks.size(),
        k -> {
          cancellation.check();
          NativeThreads.limit(1);
          tasks.get(k).run(surroundings);
        });
    progress.finish();
  }

  /** All models in the order of the outcome. */
  private List<PlannedModel> plan() {
    List<PlannedModel> plan = new ArrayList<>();
    for (StudyRun run : runs) {
      for (String name : run.world().pretrainingNames()) {
        for (int size : settings.targetSizes()) {
          plan.add(PlannedModel.fineTuned(run, name, size, settings));
        }
      }
      for (int size : settings.scratchSizes()) {
        plan.add(PlannedModel.scratch(run, SCRATCH, size, settings));
      }
    }
    return plan;
  }

  /** Models of one pre-training share a task; the long tasks come first. */
  private List<TrainingTask> tasks(List<PlannedModel> plan) {
    List<TrainingTask> tuned = new ArrayList<>();
    List<TrainingTask> scratch = new ArrayList<>();
    int from = 0;
    for (int to = 1; to <= plan.size(); to++) {
      PlannedModel first = plan.get(from);
      boolean same =
          to < plan.size()
              && !first.isScratch()
              && plan.get(to).run().id() == first.run().id()
              && plan.get(to).pretraining().equals(first.pretraining());
      if (!same) {
        (first.isScratch() ? scratch : tuned)
            .add(new TrainingTask(plan.subList(from, to), settings));
        from = to;
      }
    }
    tuned.addAll(scratch);
    return tuned;
  }
}
