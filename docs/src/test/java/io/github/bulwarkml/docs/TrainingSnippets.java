// Copyright the Bulwark authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.github.bulwarkml.docs;

import io.github.bulwarkml.core.io.Npz;
import io.github.bulwarkml.core.nn.DifferentiableModel;
import io.github.bulwarkml.core.nn.Examples;
import io.github.bulwarkml.core.nn.Loss;
import io.github.bulwarkml.core.nn.Network;
import io.github.bulwarkml.core.nn.layer.Mode;
import io.github.bulwarkml.core.nn.train.Adam;
import io.github.bulwarkml.core.nn.train.Checkpoint;
import io.github.bulwarkml.core.nn.train.Evaluation;
import io.github.bulwarkml.core.nn.train.ModelFile;
import io.github.bulwarkml.core.nn.train.Optimizer;
import io.github.bulwarkml.core.nn.train.Schedule;
import io.github.bulwarkml.core.nn.train.Sgd;
import io.github.bulwarkml.core.nn.train.Trainer;
import io.github.bulwarkml.core.nn.train.TrainerBuilder;
import io.github.bulwarkml.core.nn.train.TrainingHistory;
import io.github.bulwarkml.core.random.Seed;
import io.github.bulwarkml.core.random.SplitMix64;
import io.github.bulwarkml.core.tensor.ParameterVector;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The examples of docs/guide/training.md. */
final class TrainingSnippets {
  private TrainingSnippets() {}

  /** 8x8 images with noise and one bright bar: class 0 if it lies, 1 if it stands. */
  static Examples bars(int count, Seed seed) {
    SplitMix64 random = SplitMix64.of(seed);
    float[] pixels = new float[count * 64];
    int[] labels = new int[count];
    for (int e = 0; e < count; e++) {
      labels[e] = random.nextInt(2);
      int place = random.nextInt(8);
      for (int i = 0; i < 64; i++) {
        boolean lit = (labels[e] == 0 ? i / 8 : i % 8) == place;
        pixels[64 * e + i] = (float) (random.nextDouble() - 0.5 + (lit ? 1 : 0));
      }
    }
    return Examples.labelled(pixels, new int[] {8, 8, 1}, labels);
  }

  private static Network network() {
    return Network.withInput(8, 8, 1)
        .conv(4, 3)
        .relu()
        .maxPool(2)
        .flatten()
        .dense(2)
        .build(Seed.of(1));
  }

  static void training() {
    Examples training = bars(512, Seed.of(1));
    Examples test = bars(512, Seed.of(2));
    // region training
    Network network =
        Network.withInput(8, 8, 1)
            .conv(8, 3)
            .batchNorm()
            .relu()
            .maxPool(2)
            .flatten()
            .dense(2)
            .build(Seed.of(1));
    DifferentiableModel model = network.model(Loss.SOFTMAX_CROSS_ENTROPY);
    TrainingHistory history =
        Trainer.builder(model, training)
            .batchSize(64)
            .epochs(10)
            .optimizer(Adam.standard().weightDecay(1e-4))
            .schedule(Schedule.cosine(1e-2))
            .validation(test)
            .seed(Seed.of(1))
            .build()
            .train();
    System.out.println(history.steps() + " steps, " + history.stopReason());
    System.out.println(history.epochLoss(9) < history.epochLoss(0));
    System.out.println(Evaluation.accuracy(model, test) > 0.95);
    // endregion
    network.close();
  }

  static void schedules() {
    // region schedules
    Schedule schedule = Schedule.warmUp(2, Schedule.cosine(0.1));
    for (int step = 0; step < 6; step++) {
      System.out.println(schedule.rate(step, 6));
    }
    // endregion
  }

  static void ownLoop() {
    Examples training = bars(64, Seed.of(1));
    Network network = network();
    DifferentiableModel model = network.model(Loss.SOFTMAX_CROSS_ENTROPY);
    // region ownLoop
    ParameterVector parameters = model.parameters();
    ParameterVector gradient = parameters.zerosLike();
    Optimizer optimizer = Sgd.withMomentum(0.9).start(parameters);
    double first = model.gradient(training, Mode.TRAINING, gradient);
    for (int step = 0; step < 20; step++) {
      model.gradient(training, Mode.TRAINING, gradient);
      optimizer.step(parameters, gradient, 0.05);
      model.setParameters(parameters);
    }
    System.out.println(model.gradient(training, Mode.TRAINING, gradient) < first);
    // endregion
    network.close();
  }

  static void checkpoints() throws IOException {
    Examples training = bars(128, Seed.of(1));
    Examples validation = bars(64, Seed.of(2));
    Network network = network();
    DifferentiableModel model = network.model(Loss.SOFTMAX_CROSS_ENTROPY);
    Path folder = Files.createTempDirectory("bulwark-guide");
    // region checkpoints
    Path file = folder.resolve("run.npz");
    TrainerBuilder builder =
        Trainer.builder(model, training)
            .batchSize(32)
            .epochs(5)
            .optimizer(Adam.standard())
            .schedule(Schedule.constant(1e-2))
            .validation(validation)
            .earlyStop(3)
            .checkpoint(file, 10)
            .seed(Seed.of(1));
    Checkpoint.find(file).ifPresent(builder::resume); // where an interrupted run left off
    TrainingHistory history = builder.build().train();
    System.out.println(Checkpoint.read(file).step() == history.steps());
    // endregion
    Files.delete(file);
    Files.delete(folder);
    network.close();
  }

  static void weights() throws IOException {
    Network network = network();
    Network sameLayers = network();
    DifferentiableModel model = network.model(Loss.SOFTMAX_CROSS_ENTROPY);
    DifferentiableModel other = sameLayers.model(Loss.SOFTMAX_CROSS_ENTROPY);
    Path folder = Files.createTempDirectory("bulwark-guide");
    // region weights
    Path file = folder.resolve("model.npz");
    ModelFile.save(model, file);
    ModelFile.load(file, other);
    Npz.read(file)
        .forEach((name, array) -> System.out.println(name + " " + array.header().shape()));
    // endregion
    Files.delete(file);
    Files.delete(folder);
    network.close();
    sameLayers.close();
  }
}
