// Copyright the Bulwark authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.github.bulwarkml.core.nn.train;

import io.github.bulwarkml.core.NumericalException;
import io.github.bulwarkml.core.nn.DifferentiableModel;
import io.github.bulwarkml.core.nn.Examples;
import io.github.bulwarkml.core.random.Seed;
import io.github.bulwarkml.core.result.Provenance;
import io.github.bulwarkml.core.run.Cancellation;
import io.github.bulwarkml.core.run.Progress;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CancellationException;
import org.jspecify.annotations.Nullable;

/**
 * Minimises a model's loss over a training set, batch by batch.
 *
 * <pre>{@code
 * TrainingHistory history =
 *     Trainer.builder(model, training)
 *         .batchSize(64)
 *         .epochs(30)
 *         .optimizer(Adam.standard().weightDecay(1e-4))
 *         .schedule(Schedule.cosine(3e-3))
 *         .validation(validation)
 *         .earlyStop(5)
 *         .checkpoint(Path.of("run.npz"), 500)
 *         .seed(Seed.of(1))
 *         .build()
 *         .train();
 * }</pre>
 *
 * <p>Everything random is a function of the seed and a place: the order of epoch {@code n} comes
 * from {@code seed.child("epoch/n")}, the model's own choices of step {@code n}, such as dropout,
 * from {@code seed.child("step/n")}, and a transform's from the child {@code "transform"} of that.
 * So equal seeds give equal parameters, bit for bit, and training that goes on from a checkpoint
 * ends where it would have ended. That holds as far as the model computes reproducibly.
 *
 * <p>Not thread-safe: one training at a time per model.
 *
 * @since 0.1.0
 */
public final class Trainer {
  final DifferentiableModel model;
  final Examples training;
  final BatchOrder order;
  final int totalSteps;
  final OptimizerSettings optimizer;
  final Schedule schedule;
  final double clipNorm;
  final Seed seed;
  final @Nullable BatchTransform transform;
  final @Nullable Validation validation;
  final @Nullable Path checkpointFile;
  final int checkpointEvery;
  final @Nullable Checkpoint resumed;
  final Progress progress;
  final Cancellation cancellation;
  private final String task;
  private final Map<String, String> settings;

  Trainer(TrainerBuilder builder) {
    this.model = builder.model;
    this.training = builder.training;
    this.order = builder.order();
    this.totalSteps = builder.totalSteps(order.stepsPerEpoch());
    this.optimizer = TrainerBuilder.set(builder.optimizer, "optimizer");
    this.schedule = TrainerBuilder.set(builder.schedule, "schedule");
    this.clipNorm = builder.clipNorm == null ? Double.POSITIVE_INFINITY : builder.clipNorm;
    this.seed = TrainerBuilder.set(builder.seed, "seed");
    this.transform = builder.transform;
    this.validation = builder.validation(order.stepsPerEpoch());
    this.checkpointFile = builder.checkpointFile;
    this.checkpointEvery = builder.checkpointEvery;
    this.resumed = builder.resumed;
    this.progress = builder.progress == null ? Progress.silent() : builder.progress;
    this.cancellation = builder.cancellation == null ? Cancellation.none() : builder.cancellation;
    this.task = builder.task == null ? "train" : builder.task;
    this.settings = settings(builder);
    if (resumed != null) {
      resumed.requireArchitecture(model);
      resumed.requireSettings(settings);
    }
  }

  /** What must be the same for training to go on as if it had not been interrupted. */
  private Map<String, String> settings(TrainerBuilder builder) {
    Map<String, String> all = new LinkedHashMap<>();
    all.put("seed", String.valueOf(seed.value()));
    all.put("examples", String.valueOf(training.size()));
    all.put("batchSize", String.valueOf(builder.batchSize));
    all.put("dropLast", String.valueOf(builder.dropsLast()));
    all.put("shuffle", String.valueOf(builder.shuffles()));
    all.put("clipNorm", String.valueOf(clipNorm));
    all.put("loss", String.valueOf(model.loss()));
    all.put("metric", validation == null ? "none" : validation.metric().name());
    return all;
  }

  /**
   * {@return a builder}
   *
   * @param model what is trained, in place
   * @param training what it is trained on: inputs of its shape, with labels or targets
   */
  public static TrainerBuilder builder(DifferentiableModel model, Examples training) {
    return new TrainerBuilder(model, training);
  }

  /** {@return how many steps there are in all} */
  public int totalSteps() {
    return totalSteps;
  }

  /** {@return how many steps make an epoch} */
  public int stepsPerEpoch() {
    return order.stepsPerEpoch();
  }

  /**
   * Trains the model, in place, from the checkpoint to resume or else from its present parameters.
   *
   * @return how it went
   * @throws NumericalException if the loss, the gradient or the parameters stop being finite; names
   *     the step, the learning rate and the last finite loss. The model keeps the parameters before
   *     that step
   * @throws CancellationException if cancelled, after a checkpoint is written if there is a file
   *     for it
   * @throws java.io.UncheckedIOException if a checkpoint cannot be written
   * @throws IllegalArgumentException if batch or validation set do not fit the model
   */
  public TrainingHistory train() {
    Provenance.Recorder recorder = Provenance.start(task).seed(seed);
    settings.forEach(
        (key, value) -> {
          if (!key.equals("seed")) {
            recorder.parameter(key, value);
          }
        });
    recorder
        .parameter("steps", totalSteps)
        .parameter("optimizer", optimizer.toString())
        .parameter("schedule", WarmUpSchedule.nameOf(schedule));
    TrainingRun run = new TrainingRun(this, settings);
    StopReason reason = run.run();
    return new TrainingHistory(
        recorder.finish(),
        run.record(),
        validation == null ? null : validation.metric(),
        order.stepsPerEpoch(),
        reason);
  }

  @Override
  public String toString() {
    return totalSteps + " steps, " + optimizer + ", " + WarmUpSchedule.nameOf(schedule);
  }
}
