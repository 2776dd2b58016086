// Copyright the Bulwark authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.github.bulwarkml.core.nn.train;

import io.github.bulwarkml.core.NumericalException;
import io.github.bulwarkml.core.nn.DifferentiableModel;
import io.github.bulwarkml.core.nn.Examples;
import io.github.bulwarkml.core.nn.layer.Mode;
import io.github.bulwarkml.core.random.Seed;
import io.github.bulwarkml.core.tensor.ParameterVector;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CancellationException;
import org.jspecify.annotations.Nullable;

/** One pass of a {@link Trainer} over its steps. */
final class TrainingRun {
  /** How many times a progress note is renewed at most. */
  private static final int NOTES = 1000;

  private final Trainer trainer;
  private final DifferentiableModel model;
  private final BatchOrder order;
  private final Optimizer optimizer;
  private final ParameterVector parameters;
  private final ParameterVector gradient;
  private final Map<String, String> settings;
  private StepRecord record = new StepRecord();
  private @Nullable ParameterVector bestParameters;
  private @Nullable ParameterVector bestState;

  TrainingRun(Trainer trainer, Map<String, String> settings) {
    this.trainer = trainer;
    this.model = trainer.model;
    this.order = trainer.order;
    this.settings = settings;
    this.parameters = model.parameters();
    this.gradient = parameters.zerosLike();
    this.optimizer = trainer.optimizer.start(parameters);
    if (trainer.resumed != null) {
      resume(trainer.resumed);
    }
  }

  private void resume(Checkpoint checkpoint) {
    checkpoint.requireArchitecture(model);
    checkpoint.requireSettings(settings);
    record = StepRecord.of(checkpoint);
    if (trainer.validation != null && trainer.validation.restoreBest()) {
      if (StepRecord.best(trainer.validation.metric(), record.points()) >= 0) {
        bestParameters = vector(checkpoint, "bestParameters", parameters);
        bestState = vector(checkpoint, "bestState", model.state());
      }
    }
    checkpoint.restore(model, optimizer);
    parameters.copyFrom(model.parameters());
  }

  private static ParameterVector vector(Checkpoint checkpoint, String key, ParameterVector like) {
    float[] values =
        checkpoint
            .vector(key)
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        checkpoint.name() + " must hold the best parameters, but does not"));
    ParameterVector vector = like.zerosLike();
    vector.copyFrom(ParameterVector.of(values));
    return vector;
  }

  /** {@return why it ended} */
  StopReason run() {
    int total = trainer.totalSteps;
    trainer.progress.start("training", total);
    try {
      trainer.progress.advance(Math.min(total, record.steps()));
      boolean impatient = isImpatient();
      while (!impatient && record.steps() < total) {
        checkCancelled();
        step(record.steps());
        int made = record.steps();
        if (validates(made)) {
          validate(made);
          impatient = isImpatient();
        }
        trainer.progress.advance(1);
        boolean ends = impatient || made == total;
        if (trainer.checkpointFile != null && (made % trainer.checkpointEvery == 0 || ends)) {
          writeCheckpoint();
        }
      }
      finish();
      return impatient ? StopReason.NO_IMPROVEMENT : StopReason.COMPLETED;
    } finally {
      trainer.progress.finish();
    }
  }

  StepRecord record() {
    return record;
  }

  private void step(int step) {
    Seed seed = trainer.seed.child("step/" + step);
    Examples batch = trainer.training.select(order.batch(step));
    if (trainer.transform != null) {
      batch = trainer.transform.apply(batch, seed.child("transform"));
    }
    double learningRate = trainer.schedule.rate(step, trainer.totalSteps);
    model.reseed(seed);
    double loss = model.gradient(batch, Mode.TRAINING, gradient);
    requireFinite(loss, "loss", step, learningRate);
    double norm = gradient.norm();
    requireFinite(norm, "norm of the gradient", step, learningRate);
    if (norm > trainer.clipNorm) {
      gradient.clipTo(trainer.clipNorm);
    }
    optimizer.step(parameters, gradient, learningRate);
    model.setParameters(parameters);
    record.add(loss, learningRate);
    if (step % Math.max(1, trainer.totalSteps / NOTES) == 0) {
      trainer.progress.note("loss", String.format(Locale.ROOT, "%.4g", loss));
    }
  }

  private void requireFinite(double value, String what, int step, double learningRate) {
    if (!(Math.abs(value) <= Double.MAX_VALUE)) {
      String last =
          record.steps() == 0
              ? "no finite loss before"
              : "last finite loss " + record.lastLoss() + " at step " + (record.steps() - 1);
      throw new NumericalException(
          "the "
              + what
              + " became "
              + value
              + " at step "
              + step
              + " (from 0; learning rate "
              + learningRate
              + ", "
              + last
              + "); a lower learning rate, a warm-up or a clipNorm may help");
    }
  }

  private boolean validates(int made) {
    return trainer.validation != null
        && (made % trainer.validation.everySteps() == 0 || made == trainer.totalSteps);
  }

  private void validate(int made) {
    Validation validation = Objects.requireNonNull(trainer.validation);
    Metric metric = validation.metric();
    double value = metric.measure().of(model, validation.examples());
    record.add(new ValidationPoint(made, value));
    trainer.progress.note(metric.name(), String.format(Locale.ROOT, "%.4g", value));
    List<ValidationPoint> points = record.points();
    if (validation.restoreBest() && StepRecord.best(metric, points) == points.size() - 1) {
      bestParameters = parameters.copy();
      bestState = model.state();
    }
  }

  private boolean isImpatient() {
    if (trainer.validation == null) {
      return false;
    }
    List<ValidationPoint> points = record.points();
    int best = StepRecord.best(trainer.validation.metric(), points);
    return points.size() - 1 - best >= trainer.validation.patience();
  }

  private void checkCancelled() {
    if (trainer.cancellation.isCancelled()) {
      if (trainer.checkpointFile == null) {
        trainer.cancellation.check();
      }
      writeCheckpoint();
      throw new CancellationException(
          "cancelled by the caller after step "
              + record.steps()
              + "; "
              + trainer.checkpointFile
              + " goes on from there");
    }
  }

  private void writeCheckpoint() {
    Checkpoint.Builder checkpoint = Checkpoint.builder(model, optimizer);
    settings.forEach(checkpoint::setting);
    record.writeTo(checkpoint);
    if (bestParameters != null && bestState != null) {
      checkpoint.vector("bestParameters", bestParameters.array());
      checkpoint.vector("bestState", bestState.array());
    }
    try {
      checkpoint.build().write(Objects.requireNonNull(trainer.checkpointFile));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void finish() {
    double norm = parameters.norm();
    if (!(norm <= Double.MAX_VALUE)) {
      throw new NumericalException(
          "the parameters became infinite or NaN in the last step (last finite loss "
              + record.lastLoss()
              + "); a lower learning rate, a warm-up or a clipNorm may help");
    }
    if (bestParameters != null && bestState != null) {
      model.setParameters(bestParameters);
      model.setState(bestState);
    }
  }
}
