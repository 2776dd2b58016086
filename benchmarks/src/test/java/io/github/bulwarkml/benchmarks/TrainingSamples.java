// Copyright the Bulwark authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.github.bulwarkml.benchmarks;

import io.github.bulwarkml.core.nn.DifferentiableModel;
import io.github.bulwarkml.core.nn.Examples;
import io.github.bulwarkml.core.nn.Loss;
import io.github.bulwarkml.core.nn.train.Adam;
import io.github.bulwarkml.core.nn.train.Checkpoint;
import io.github.bulwarkml.core.nn.train.Optimizer;
import io.github.bulwarkml.core.nn.train.OptimizerSettings;
import io.github.bulwarkml.core.nn.train.Schedule;
import io.github.bulwarkml.core.nn.train.Sgd;
import io.github.bulwarkml.core.nn.train.Trainer;
import io.github.bulwarkml.core.nn.train.TrainerBuilder;
import io.github.bulwarkml.core.nn.train.TrainingHistory;
import io.github.bulwarkml.core.random.Seed;
import io.github.bulwarkml.core.testing.Blobs;
import io.github.bulwarkml.core.testing.SmallModel;

/** Samples of what training takes. */
final class TrainingSamples {
  private TrainingSamples() {}

  static void addTo(SampleTable table) {
    table
        .named("momentum", () -> 0.9)
        .named("weightDecay", () -> 0.01)
        .named("beta1", () -> 0.9)
        .named("beta2", () -> 0.99)
        .named("Adam.new#epsilon", () -> 1e-8)
        .named("Adam.epsilon#newEpsilon", () -> 1e-8)
        .named("AdamW.new#epsilon", () -> 1e-8)
        .named("AdamW.epsilon#newEpsilon", () -> 1e-8)
        .named("learningRate", () -> 0.1)
        .named("finalRate", () -> 0.01)
        .named("Schedule.steps#factor", () -> 0.5)
        .named("milestones", () -> new int[] {2, 4, 6})
        .named("warmUpSteps", () -> 2)
        .named("batchSize", () -> 4)
        .named("epochs", () -> 2)
        .named("TrainerBuilder.steps#newSteps", () -> 3)
        .named("ValidationPoint.new#steps", () -> 3)
        .named("TrainerBuilder.clipNorm#newClipNorm", () -> 1.5)
        .named("every", () -> 2)
        .named("looks", () -> 2)
        .named("everySteps", () -> 2)
        .named("TrainingHistory.epochLoss#epoch", () -> 0)
        .typed(OptimizerSettings.class, Sgd::plain)
        .typed(Schedule.class, () -> Schedule.constant(0.1))
        .typed(DifferentiableModel.class, TrainingSamples::model)
        .typed(TrainerBuilder.class, () -> Trainer.builder(model(), examples()))
        .typed(Trainer.class, TrainingSamples::trainer)
        .typed(TrainingHistory.class, () -> trainer().train())
        .typed(Optimizer.class, () -> Adam.standard().start(model().parameters()))
        .typed(
            Checkpoint.Builder.class,
            () -> Checkpoint.builder(model(), Sgd.plain().start(model().parameters())));
  }

  private static DifferentiableModel model() {
    return SmallModel.of(2, 3, 3, Loss.SOFTMAX_CROSS_ENTROPY, Seed.of(1));
  }

  private static Examples examples() {
    return Blobs.of(12, 3, Seed.of(1));
  }

  private static Trainer trainer() {
    return Trainer.builder(model(), examples())
        .batchSize(4)
        .steps(4)
        .optimizer(Adam.standard())
        .schedule(Schedule.constant(0.1))
        .seed(Seed.of(1))
        .build();
  }
}
