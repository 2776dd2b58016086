// Copyright the Bulwark authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.github.bulwarkml.robustness.pretraining;

import io.github.bulwarkml.core.internal.Require;
import io.github.bulwarkml.core.io.ImageSet;
import io.github.bulwarkml.core.random.Seed;
import io.github.bulwarkml.core.run.Cancellation;
import io.github.bulwarkml.core.run.Parallel;
import io.github.bulwarkml.core.run.Progress;
import io.github.bulwarkml.robustness.diversity.FineTunedModel;
import io.github.bulwarkml.robustness.metrics.ClassCounts;
import io.github.bulwarkml.robustness.metrics.MacroAverage;
import java.util.List;

/** One model from scratch, or a pre-training with the fine-tunings that start from it. */
final class TrainingTask {
  private final List<PlannedModel> models;
  private final PlannedModel first;
  private final long steps;

  TrainingTask(List<PlannedModel> models, StudySettings settings) {
    this.models = List.copyOf(models);
    this.first = models.get(0);
    this.steps =
        first.isScratch()
            ? settings.scratch().steps()
            : settings.pretraining().steps() + (long) models.size() * settings.fineTuning().steps();
  }

  /** What all tasks share. */
  record Surroundings(
      StudySettings settings,
      RunTargets targets,
      FinishedModels finished,
      Progress progress,
      Cancellation cancellation) {}

  static long steps(List<TrainingTask> tasks) {
    return tasks.stream().mapToLong(task -> task.steps).sum();
  }

  void run(Surroundings all) {
    StudyRun run = first.run();
    TargetTask target = all.targets().of(run);
    requireEnough(target, all.settings());
    if (first.isScratch()) {
      scratch(run.seed(), target, all);
    } else {
      fineTuned(run, target, all);
    }
  }

  private static void requireEnough(TargetTask target, StudySettings settings) {
    if (settings.largestSize() > target.training().size()) {
      throw new IllegalArgumentException(
          "scratchSizes and targetSizes must be at most "
              + target.training().size()
              + ", the number of target training images, but "
              + settings.largestSize()
              + " is among them");
    }
  }

  private void scratch(Seed seed, TargetTask target, Surroundings all) {
    ImageSet training = target.training();
    try (StudyNetwork network =
        StudyNetwork.create(NetworkInputs.shape(training), training.classes(), body(seed))) {
      network.train(
          NetworkInputs.of(training, first.nTarget()),
          all.settings().scratch(),
          all.settings(),
          seed.child("scratch/" + first.nTarget()),
          new StepProgress(all.progress()),
          all.cancellation());
      finish(first, network, target, all);
    }
  }

  private void fineTuned(StudyRun run, TargetTask target, Surroundings all) {
    try (StudyNetwork pretrained = pretrained(run, target, all)) {
      for (PlannedModel model : models) {
        String child = "fine-tuning/" + model.nTarget();
        Seed seed = run.seed().child(child);
        try (StudyNetwork network =
            pretrained.withNewHead(target.training().classes(), seed.child("network"))) {
          network.train(
              NetworkInputs.of(target.training(), model.nTarget()),
              all.settings().fineTuning(),
              all.settings(),
              seed,
              new StepProgress(all.progress()),
              all.cancellation());
          finish(model, network, target, all);
        }
      }
    }
  }

  private StudyNetwork pretrained(StudyRun run, TargetTask target, Surroundings all) {
    String name = first.pretraining();
    ImageSet images =
        run.world().pretraining(name, run.seed().child("pretraining-set"), Parallel.single());
    if (images.size() < all.settings().batchSize()) {
      throw new IllegalArgumentException(
          "pre-training set "
              + name
              + " must hold at least batchSize = "
              + all.settings().batchSize()
              + " images, but holds "
              + images.size());
    }
    Require.fitsHeap(2L * images.size() * images.imageLength(), Float.BYTES, "images of " + name);
    StudyNetwork network =
        StudyNetwork.create(
            NetworkInputs.shape(target.training()), images.classes(), body(run.seed()));
    try {
      network.train(
          NetworkInputs.of(images),
          all.settings().pretraining(),
          all.settings(),
          run.seed().child("pretraining"),
          new StepProgress(all.progress()),
          all.cancellation());
      return network;
    } catch (RuntimeException e) {
      network.close();
      throw e;
    }
  }

  /** All networks of a run start from the same blocks. */
  private static Seed body(Seed run) {
    return run.child("network");
  }

  private static void finish(
      PlannedModel planned, StudyNetwork network, TargetTask target, Surroundings all) {
    ClassCounts id = network.measure(target.idTest());
    all.cancellation().check();
    ClassCounts ood = network.measure(target.oodTest());
    all.finished()
        .add(
            planned,
            new FineTunedModel(
                planned.pretraining(),
                planned.run().id(),
                planned.nTarget(),
                id.accuracy(),
                ood.accuracy(),
                id.macroF1(MacroAverage.WILDS),
                ood.macroF1(MacroAverage.WILDS)));
    all.progress().note("last", planned.name());
  }
}
