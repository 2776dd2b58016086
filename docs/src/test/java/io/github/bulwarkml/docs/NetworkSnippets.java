// Copyright the Bulwark authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.github.bulwarkml.docs;

import io.github.bulwarkml.core.nn.Architectures;
import io.github.bulwarkml.core.nn.ClippedGradient;
import io.github.bulwarkml.core.nn.DifferentiableModel;
import io.github.bulwarkml.core.nn.Examples;
import io.github.bulwarkml.core.nn.Loss;
import io.github.bulwarkml.core.nn.Network;
import io.github.bulwarkml.core.nn.layer.Conv2d;
import io.github.bulwarkml.core.nn.layer.Initializer;
import io.github.bulwarkml.core.nn.layer.Mode;
import io.github.bulwarkml.core.nn.layer.Subsample;
import io.github.bulwarkml.core.nn.train.Adam;
import io.github.bulwarkml.core.nn.train.Evaluation;
import io.github.bulwarkml.core.nn.train.Schedule;
import io.github.bulwarkml.core.nn.train.Trainer;
import io.github.bulwarkml.core.random.Seed;
import io.github.bulwarkml.core.tensor.ParameterVector;
import java.util.Arrays;

/** The examples of docs/guide/networks.md. */
final class NetworkSnippets {
  private NetworkSnippets() {}

  private static DifferentiableModel model() {
    return Network.withInput(8, 8, 1)
        .conv(4, 3)
        .selu()
        .averagePool(2)
        .flatten()
        .dense(2)
        .build(Seed.of(1))
        .model(Loss.SOFTMAX_CROSS_ENTROPY);
  }

  static void table() {
    // region table
    Network network =
        Network.withInput(28, 28, 1)
            .conv(32, 5)
            .relu()
            .maxPool(2)
            .conv(64, 5)
            .relu()
            .maxPool(2)
            .flatten()
            .dense(512)
            .relu()
            .dense(10)
            .build(Seed.of(1));
    System.out.print(network);
    // endregion
    network.close();
  }

  static void settings() {
    // region settings
    Network network =
        Network.withInput(32, 32, 3)
            .add(Conv2d.of(16, 3).withoutBias().startingFrom(Initializer.heNormal()))
            .batchNorm()
            .relu()
            .residual(
                branch -> branch.add(Conv2d.of(32, 3).stride(2)).batchNorm().relu().conv(32, 3),
                new Subsample(2, 32))
            .globalAveragePool()
            .dense(10)
            .build(Seed.of(1));
    System.out.println(network.parameterCount());
    System.out.println(Architectures.resNet(20, 10).parameterCount());
    // endregion
    network.close();
  }

  static void mistake() {
    // region mistake
    try {
      Network.withInput(28, 28, 1).conv(8, 3).dense(10);
    } catch (IllegalArgumentException e) {
      System.out.println(e.getMessage());
    }
    // endregion
  }

  static void train() {
    Examples training = TrainingSnippets.bars(512, Seed.of(1));
    Examples test = TrainingSnippets.bars(512, Seed.of(2));
    // region train
    try (DifferentiableModel model =
        Network.withInput(8, 8, 1)
            .conv(8, 3)
            .relu()
            .maxPool(2)
            .conv(16, 3)
            .relu()
            .maxPool(2)
            .flatten()
            .dense(2)
            .build(Seed.of(1))
            .model(Loss.SOFTMAX_CROSS_ENTROPY)) {
      Trainer.builder(model, training)
          .batchSize(64)
          .epochs(8)
          .optimizer(Adam.standard())
          .schedule(Schedule.cosine(1e-2))
          .seed(Seed.of(2))
          .build()
          .train();
      System.out.println(Evaluation.accuracy(model, test) > 0.95);
    }
    // endregion
  }

  static void gradient() {
    Examples batch = TrainingSnippets.bars(32, Seed.of(1));
    DifferentiableModel model = model();
    // region gradient
    ParameterVector gradient = model.parameters().zerosLike();
    double loss = model.gradient(batch, Mode.TRAINING, gradient);
    float[] ofInputs = model.inputGradient(batch); // of each example's own loss
    System.out.println(loss > 0 && gradient.norm() > 0);
    System.out.println(ofInputs.length == 32 * 8 * 8);
    // endregion
    model.close();
  }

  static void tangent() {
    Examples batch = TrainingSnippets.bars(32, Seed.of(1));
    DifferentiableModel model = model();
    // region tangent
    ParameterVector direction = model.parameters().zerosLike();
    direction.perturb(Seed.of(3), 1); // standard normal
    float[] tangent = model.logitsTangent(batch, Mode.INFERENCE, direction);

    ParameterVector start = model.parameters();
    float[][] moved = new float[2][];
    for (int side = 0; side < 2; side++) {
      ParameterVector there = start.copy();
      there.axpy(side == 0 ? 1e-2f : -1e-2f, direction);
      model.setParameters(there);
      moved[side] = model.logits(batch);
    }
    model.setParameters(start);
    double difference = (moved[0][0] - moved[1][0]) / 2e-2;
    System.out.println(Math.abs(tangent[0] - difference) < 1e-2 * Math.abs(tangent[0]));
    // endregion
    model.close();
  }

  static void perExample() {
    Examples batch = TrainingSnippets.bars(500, Seed.of(1));
    DifferentiableModel model = model();
    // region perExample
    double[] norms = model.gradientNorms(batch); // one per example, any number of examples
    double median = Arrays.stream(norms).sorted().toArray()[250];

    ParameterVector sum = model.parameters().zerosLike();
    ClippedGradient clipped = model.clippedGradientSum(batch, median, sum);
    System.out.println(clipped.clipped(median));
    System.out.println(sum.norm() <= 500 * median);
    // endregion
    model.close();
  }

  static void copies() throws InterruptedException {
    Examples test = TrainingSnippets.bars(64, Seed.of(2));
    DifferentiableModel model = model();
    // region copies
    double[] losses = new double[2];
    Thread[] threads = new Thread[2];
    for (int t = 0; t < 2; t++) {
      int own = t;
      DifferentiableModel copy = model.copy(); // in the thread that made the model
      threads[t] =
          new Thread(
              () -> {
                losses[own] = Evaluation.meanLoss(copy, test);
                copy.close();
              });
      threads[t].start();
    }
    for (Thread thread : threads) {
      thread.join();
    }
    System.out.println(losses[0] == losses[1]);
    // endregion
    model.close();
  }
}
