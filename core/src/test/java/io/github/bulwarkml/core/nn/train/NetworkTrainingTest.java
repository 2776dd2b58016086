// Copyright the Bulwark authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.github.bulwarkml.core.nn.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.bulwarkml.core.nn.DifferentiableModel;
import io.github.bulwarkml.core.nn.Examples;
import io.github.bulwarkml.core.nn.Loss;
import io.github.bulwarkml.core.nn.Network;
import io.github.bulwarkml.core.nn.NetworkBuilder;
import io.github.bulwarkml.core.random.Rng;
import io.github.bulwarkml.core.random.Seed;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The trainer on native networks: batch norm, dropout and pooling. */
class NetworkTrainingTest {
  @TempDir Path folder;

  /** 8x8 noise with one bright bar: class 0 if it lies, 1 if it stands. */
  private static Examples bars(int count, Seed seed) {
    Rng random = Rng.of(seed);
    float[] pixels = new float[count * 64];
    int[] labels = new int[count];
    for (int e = 0; e < count; e++) {
      labels[e] = random.nextInt(2);
      int place = random.nextInt(8);
      for (int i = 0; i < 64; i++) {
        boolean lit = (labels[e] == 0 ? i / 8 : i % 8) == place;
        pixels[64 * e + i] = random.nextFloat() - 0.5f + (lit ? 1 : 0);
      }
    }
    return Examples.labelled(pixels, new int[] {8, 8, 1}, labels);
  }

  private static Network network(int filters) {
    NetworkBuilder layers = Network.withInput(8, 8, 1).conv(filters, 3).batchNorm().relu();
    return layers.maxPool(2).flatten().dropout(0.1).dense(2).build(Seed.of(1));
  }

  private static TrainerBuilder trainer(DifferentiableModel model) {
    return Trainer.builder(model, bars(256, Seed.of(1)))
        .batchSize(32)
        .epochs(12)
        .optimizer(Adam.standard().weightDecay(1e-4))
        .schedule(Schedule.cosine(1e-2))
        .validation(bars(300, Seed.of(2)))
        .seed(Seed.of(5));
  }

  @Test
  void aNetworkLearnsAndGoesOnFromACheckpointBitForBit() throws IOException {
    Path file = folder.resolve("run.npz");
    Path halfway = folder.resolve("halfway.npz");
    try (Network network = network(8);
        Network other = network(8)) {
      DifferentiableModel model = network.model(Loss.SOFTMAX_CROSS_ENTROPY);
      TrainingHistory history =
          trainer(model)
              .checkpoint(file, 19)
              .metric(
                  new Metric(
                      "accuracy",
                      true,
                      (m, e) -> {
                        keepFirst(file, halfway);
                        return Evaluation.accuracy(m, e);
                      }))
              .build()
              .train();
      DifferentiableModel resumed = other.model(Loss.SOFTMAX_CROSS_ENTROPY);
      Checkpoint from = Checkpoint.read(halfway);
      TrainingHistory rest = trainer(resumed).resume(from).build().train();

      assertThat(history.bestValidation().orElseThrow().value()).isGreaterThan(0.9);
      assertThat(from.step()).isEqualTo(19);
      assertThat(rest.losses()).isEqualTo(history.losses());
      assertThat(resumed.parameters()).isEqualTo(model.parameters());
      assertThat(resumed.state()).isEqualTo(model.state());
    }
  }

  private static void keepFirst(Path file, Path kept) {
    try {
      if (Files.exists(file) && !Files.exists(kept)) {
        Files.copy(file, kept, StandardCopyOption.COPY_ATTRIBUTES);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void weightsOfAnotherNetworkAreRefusedWithBothShapes() throws IOException {
    Path file = folder.resolve("model.npz");
    try (Network small = network(4);
        Network large = network(8)) {
      ModelFile.save(small.model(Loss.SOFTMAX_CROSS_ENTROPY), file);
      DifferentiableModel model = large.model(Loss.SOFTMAX_CROSS_ENTROPY);
      assertThatIllegalArgumentException()
          .isThrownBy(() -> ModelFile.load(file, model))
          .withMessageMatching(
              "model.npz must be of the model's architecture, but of its parameters number 1 is"
                  + " \\S+ \\[.*4\\] where the model has \\S+ \\[.*8\\]");
    }
  }
}
