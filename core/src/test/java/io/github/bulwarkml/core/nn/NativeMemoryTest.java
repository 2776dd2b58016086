// Copyright the Bulwark authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.github.bulwarkml.core.nn;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bulwarkml.core.nn.layer.Mode;
import io.github.bulwarkml.core.nn.layer.Subsample;
import io.github.bulwarkml.core.random.Seed;
import io.github.bulwarkml.core.tensor.ParameterVector;
import org.bytedeco.javacpp.Pointer;
import org.junit.jupiter.api.Test;

class NativeMemoryTest {
  private static final long MEGABYTE = 1 << 20;

  /** Heap and native memory of the process must level off once everything is allocated. */
  @Test
  void doesNotGrowOverTenThousandSteps() {
    try (DifferentiableModel model =
        Network.withInput(4, 4, 2)
            .conv(4, 3)
            .batchNorm()
            .relu()
            .residual(b -> b.conv(4, 3).batchNorm().relu().conv(4, 3), new Subsample(1, 4))
            .maxPool(2)
            .flatten()
            .dropout(0.1)
            .dense(3)
            .build(Seed.of(1))
            .model(Loss.SOFTMAX_CROSS_ENTROPY)) {
      Examples batch =
          Examples.labelled(new float[4 * 32], new int[] {4, 4, 2}, new int[] {0, 1, 2, 0});
      ParameterVector gradient = model.parameters().zerosLike();
      steps(model, batch, gradient, 500);
      System.gc(); // what is left is held
      long tracked = Pointer.totalBytes();
      long objects = Pointer.totalCount();
      steps(model, batch, gradient, 10_000);
      System.gc();
      assertThat(Pointer.totalBytes() - tracked).isLessThan(MEGABYTE);
      assertThat(Pointer.totalCount() - objects).isLessThan(100);
    }
  }

  private static void steps(
      DifferentiableModel model, Examples batch, ParameterVector gradient, int steps) {
    ParameterVector parameters = model.parameters();
    for (int step = 0; step < steps; step++) {
      model.gradient(batch, Mode.TRAINING, gradient);
      model.setParameters(parameters);
      if (step % 100 == 0) {
        model.clippedGradientSum(batch, 1, gradient);
        model.logitsTangent(batch, Mode.INFERENCE, gradient);
      }
    }
  }

  @Test
  void networksThatAreClosedGiveTheirMemoryBack() {
    build(20);
    long before = outsideTheHeap();
    build(200); // 200 times 9 MB
    assertThat(outsideTheHeap() - before).isLessThan(600 * MEGABYTE);
  }

  private static long outsideTheHeap() {
    return Pointer.physicalBytes() - Runtime.getRuntime().totalMemory();
  }

  private static void build(int times) {
    float[] inputs = new float[64 * 784];
    for (int i = 0; i < times; i++) {
      try (DifferentiableModel model =
          Network.withInput(28, 28, 1)
              .conv(16, 3)
              .relu()
              .maxPool(2)
              .flatten()
              .dense(3)
              .build(Seed.of(i))
              .model(Loss.SOFTMAX_CROSS_ENTROPY)) {
        model.gradient(
            Examples.labelled(inputs, new int[] {28, 28, 1}, new int[64]),
            Mode.TRAINING,
            model.parameters().zerosLike());
      }
    }
  }
}
