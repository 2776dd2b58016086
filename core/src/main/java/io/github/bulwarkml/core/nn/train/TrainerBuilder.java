// Copyright the Bulwark authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.github.bulwarkml.core.nn.train;

import io.github.bulwarkml.core.internal.Require;
import io.github.bulwarkml.core.nn.DifferentiableModel;
import io.github.bulwarkml.core.nn.Examples;
import io.github.bulwarkml.core.nn.Loss;
import io.github.bulwarkml.core.random.Seed;
import io.github.bulwarkml.core.run.Cancellation;
import io.github.bulwarkml.core.run.Progress;
import java.nio.file.Path;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The options of a {@link Trainer}: batch size, epochs or steps, optimiser, schedule and seed must
 * be set. Single use; each option can be set once.
 *
 * @since 0.1.0
 */
public final class TrainerBuilder {
  final DifferentiableModel model;
  final Examples training;
  @Nullable Integer batchSize;
  @Nullable OptimizerSettings optimizer;
  @Nullable Schedule schedule;
  @Nullable Double clipNorm;
  @Nullable Seed seed;
  @Nullable BatchTransform transform;
  @Nullable Path checkpointFile;
  int checkpointEvery;
  @Nullable Checkpoint resumed;
  @Nullable Progress progress;
  @Nullable Cancellation cancellation;
  @Nullable String task;
  private @Nullable Integer epochs;
  private @Nullable Integer steps;
  private @Nullable Boolean shuffle;
  private @Nullable Boolean dropLast;
  private @Nullable Examples validation;
  private @Nullable Metric metric;
  private @Nullable Integer validateEverySteps;
  private @Nullable Integer validateEveryEpochs;
  private @Nullable Integer patience;
  private @Nullable Boolean restoreBest;

  TrainerBuilder(DifferentiableModel model, Examples training) {
    this.model = Objects.requireNonNull(model, "model");
    this.training = Objects.requireNonNull(training, "training");
    requireFitting(training, "training");
  }

  private void requireFitting(Examples examples, String name) {
    if (examples.size() == 0) {
      throw new IllegalArgumentException(name + " must not be empty");
    }
    if (!examples.inputShape().equals(model.inputShape())) {
      throw new IllegalArgumentException(
          name
              + " must have inputs of the model's shape "
              + model.inputShape()
              + ", but has "
              + examples.inputShape());
    }
    if (!examples.hasLabels() && !examples.hasTargets()) {
      throw new IllegalArgumentException(name + " must have labels or targets, but has none");
    }
  }

  private static void once(@Nullable Object value, String name) {
    if (value != null) {
      throw new IllegalStateException(name + " was already set to " + value);
    }
  }

  static <T> T set(@Nullable T value, String name) {
    if (value == null) {
      throw new IllegalStateException(name + " must be set");
    }
    return value;
  }

  /**
   * Sets how many examples make a step; must be set.
   *
   * @param newBatchSize at least 1; at most the number of training examples unless the last,
   *     smaller batch is kept
   * @return this builder
   * @throws IllegalArgumentException if {@code newBatchSize < 1}
   */
  public TrainerBuilder batchSize(int newBatchSize) {
    once(batchSize, "batchSize");
    batchSize = Require.atLeast(newBatchSize, 1, "batchSize");
    return this;
  }

  /**
   * Sets how often the training set is passed; this or {@link #steps} must be set.
   *
   * @param newEpochs at least 1
   * @return this builder
   * @throws IllegalArgumentException if {@code newEpochs < 1}
   */
  public TrainerBuilder epochs(int newEpochs) {
    once(epochs, "epochs");
    once(steps, "steps");
    epochs = Require.atLeast(newEpochs, 1, "epochs");
    return this;
  }

  /**
   * Sets how many steps are made; this or {@link #epochs} must be set.
   *
   * @param newSteps at least 1
   * @return this builder
   * @throws IllegalArgumentException if {@code newSteps < 1}
   */
  public TrainerBuilder steps(int newSteps) {
    once(epochs, "epochs");
    once(steps, "steps");
    steps = Require.atLeast(newSteps, 1, "steps");
    return this;
  }

  /**
   * Sets the rule that turns gradients into steps; must be set. Weight decay is one of its
   * settings.
   *
   * @param settings for example {@code Adam.standard()}
   * @return this builder
   */
  public TrainerBuilder optimizer(OptimizerSettings settings) {
    once(optimizer, "optimizer");
    optimizer = Objects.requireNonNull(settings, "settings");
    return this;
  }

  /**
   * Sets the learning rate of each step; must be set.
   *
   * @param newSchedule for example {@code Schedule.cosine(3e-3)}
   * @return this builder
   */
  public TrainerBuilder schedule(Schedule newSchedule) {
    once(schedule, "schedule");
    schedule = Objects.requireNonNull(newSchedule, "schedule");
    return this;
  }

  /**
   * Sets the root of all random choices; must be set.
   *
   * @param root any seed
   * @return this builder
   */
  public TrainerBuilder seed(Seed root) {
    once(seed, "seed");
    seed = Objects.requireNonNull(root, "root");
    return this;
  }

  /**
   * Sets whether every epoch has an order of its own; true if not set, else the set's own order.
   *
   * @param shuffles whether to shuffle
   * @return this builder
   */
  public TrainerBuilder shuffle(boolean shuffles) {
    once(shuffle, "shuffle");
    shuffle = shuffles;
    return this;
  }

  /**
   * Sets whether an epoch's last batch is left out if it is smaller; true if not set.
   *
   * @param drops whether to leave it out
   * @return this builder
   */
  public TrainerBuilder dropLast(boolean drops) {
    once(dropLast, "dropLast");
    dropLast = drops;
    return this;
  }

  /**
   * Sets the largest norm of a step's gradient; a longer one is scaled down. No bound if not set.
   *
   * @param newClipNorm finite and above 0
   * @return this builder
   * @throws IllegalArgumentException if {@code newClipNorm} is out of range
   */
  public TrainerBuilder clipNorm(double newClipNorm) {
    once(clipNorm, "clipNorm");
    clipNorm = Require.positive(newClipNorm, "clipNorm");
    return this;
  }

  /**
   * Sets what is done to each batch before its step; nothing if not set.
   *
   * @param newTransform for example an augmentation
   * @return this builder
   */
  public TrainerBuilder transform(BatchTransform newTransform) {
    once(transform, "transform");
    transform = Objects.requireNonNull(newTransform, "transform");
    return this;
  }

  /**
   * Sets the validation set; none if not set.
   *
   * @param examples inputs of the model's shape, with labels or targets
   * @return this builder
   * @throws IllegalArgumentException if they do not fit the model
   */
  public TrainerBuilder validation(Examples examples) {
    once(validation, "validation");
    Objects.requireNonNull(examples, "examples");
    requireFitting(examples, "validation");
    validation = examples;
    return this;
  }

  /**
   * Sets what is measured on the validation set; if not set, accuracy of a softmax cross-entropy
   * with hard labels, else the loss.
   *
   * @param newMetric for example {@link Metric#loss}
   * @return this builder
   */
  public TrainerBuilder metric(Metric newMetric) {
    once(metric, "metric");
    metric = Objects.requireNonNull(newMetric, "metric");
    return this;
  }

  /**
   * Sets after how many steps the validation set is looked at each time, and after the last; every
   * epoch if not set.
   *
   * @param every at least 1
   * @return this builder
   * @throws IllegalArgumentException if {@code every < 1}
   */
  public TrainerBuilder validateEverySteps(int every) {
    once(validateEveryEpochs, "validateEveryEpochs");
    once(validateEverySteps, "validateEverySteps");
    validateEverySteps = Require.atLeast(every, 1, "every");
    return this;
  }

  /**
   * Sets after how many epochs the validation set is looked at each time, and after the last step;
   * 1 if not set.
   *
   * @param every at least 1
   * @return this builder
   * @throws IllegalArgumentException if {@code every < 1}
   */
  public TrainerBuilder validateEveryEpochs(int every) {
    once(validateEverySteps, "validateEverySteps");
    once(validateEveryEpochs, "validateEveryEpochs");
    validateEveryEpochs = Require.atLeast(every, 1, "every");
    return this;
  }

  /**
   * Ends training when the metric has not improved for a while. The model then takes back its best
   * parameters and state, unless {@link #restoreBest} says otherwise.
   *
   * @param looks how many validations in a row may bring no improvement, at least 1
   * @return this builder
   * @throws IllegalArgumentException if {@code looks < 1}
   */
  public TrainerBuilder earlyStop(int looks) {
    once(patience, "earlyStop");
    patience = Require.atLeast(looks, 1, "looks");
    return this;
  }

  /**
   * Sets whether the model ends with the parameters and state of its best validation instead of the
   * last step's; if not set, it does if {@link #earlyStop} was called.
   *
   * @param restores whether to take them back; needs a validation set
   * @return this builder
   */
  public TrainerBuilder restoreBest(boolean restores) {
    once(restoreBest, "restoreBest");
    restoreBest = restores;
    return this;
  }

  /**
   * Writes a checkpoint after every so many steps, after the last, and when cancelled.
   *
   * @param file replaced each time, only by a complete one
   * @param everySteps at least 1
   * @return this builder
   * @throws IllegalArgumentException if {@code everySteps < 1}
   */
  public TrainerBuilder checkpoint(Path file, int everySteps) {
    once(checkpointFile, "checkpoint");
    checkpointEvery = Require.atLeast(everySteps, 1, "everySteps");
    checkpointFile = Objects.requireNonNull(file, "file");
    return this;
  }

  /**
   * Goes on from a checkpoint that a trainer wrote: model, optimiser, losses and validations. The
   * number of steps, schedule, transform and validation set may differ; if they are the same, the
   * model ends with the bits that it would have without the interruption.
   *
   * @param checkpoint of the same architecture, optimiser, seed, batches and number of examples,
   *     which {@link #build} and {@link Trainer#train} check
   * @return this builder
   */
  public TrainerBuilder resume(Checkpoint checkpoint) {
    once(resumed, "resume");
    resumed = Objects.requireNonNull(checkpoint, "checkpoint");
    return this;
  }

  /**
   * Sets where progress is shown, with the loss and the metric; nowhere if not set.
   *
   * @param listener counts steps
   * @return this builder
   */
  public TrainerBuilder progress(Progress listener) {
    once(progress, "progress");
    progress = Objects.requireNonNull(listener, "listener");
    return this;
  }

  /**
   * Sets the switch that stops the work.
   *
   * @param stop looked at before each step
   * @return this builder
   */
  public TrainerBuilder cancellation(Cancellation stop) {
    once(cancellation, "cancellation");
    cancellation = Objects.requireNonNull(stop, "stop");
    return this;
  }

  /**
   * Sets the task that the history's provenance names; {@code "train"} if not set.
   *
   * @param words the command's words
   * @return this builder
   */
  public TrainerBuilder task(String words) {
    once(task, "task");
    task = Objects.requireNonNull(words, "words");
    return this;
  }

  /**
   * {@return the trainer}
   *
   * @throws IllegalStateException if batch size, epochs and steps, optimiser, schedule or seed was
   *     not set, or an option of validation was set without a validation set
   * @throws IllegalArgumentException if the options do not fit each other, or the checkpoint to
   *     resume is of another architecture (the message names the first segment that differs, with
   *     both shapes) or other settings
   */
  public Trainer build() {
    return new Trainer(this);
  }

  boolean dropsLast() {
    return dropLast == null || dropLast;
  }

  boolean shuffles() {
    return shuffle == null || shuffle;
  }

  BatchOrder order() {
    int size = set(batchSize, "batchSize");
    if (dropsLast() && size > training.size()) {
      throw new IllegalArgumentException(
          "batchSize must be in [1, "
              + training.size()
              + "], the number of training examples, but was "
              + size
              + " (or keep the smaller last batch: dropLast(false))");
    }
    return new BatchOrder(set(seed, "seed"), training.size(), size, dropsLast(), shuffles());
  }

  int totalSteps(int stepsPerEpoch) {
    if (steps != null) {
      return steps;
    }
    int passes = set(epochs, "epochs or steps");
    long total = (long) passes * stepsPerEpoch;
    if (total > Integer.MAX_VALUE) {
      throw new IllegalArgumentException(
          "epochs must be at most "
              + Integer.MAX_VALUE / stepsPerEpoch
              + " with "
              + stepsPerEpoch
              + " steps each, but was "
              + passes);
    }
    return (int) total;
  }

  @Nullable Validation validation(int stepsPerEpoch) {
    if (validation == null) {
      needsValidation(metric, "metric");
      needsValidation(validateEverySteps, "validateEverySteps");
      needsValidation(validateEveryEpochs, "validateEveryEpochs");
      needsValidation(patience, "earlyStop");
      needsValidation(restoreBest, "restoreBest");
      return null;
    }
    boolean classifies = model.loss() == Loss.SOFTMAX_CROSS_ENTROPY && validation.hasLabels();
    Metric measured = metric != null ? metric : classifies ? Metric.accuracy() : Metric.loss();
    long every =
        validateEverySteps != null
            ? validateEverySteps
            : (long) stepsPerEpoch * (validateEveryEpochs == null ? 1 : validateEveryEpochs);
    return new Validation(
        validation,
        measured,
        (int) Math.min(every, Integer.MAX_VALUE),
        patience == null ? Integer.MAX_VALUE : patience,
        restoreBest == null ? patience != null : restoreBest);
  }

  private static void needsValidation(@Nullable Object option, String name) {
    if (option != null) {
      throw new IllegalStateException(name + " needs a validation set");
    }
  }
}
