// Copyright the Bulwark authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.github.bulwarkml.core.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.bulwarkml.core.nn.Examples;
import io.github.bulwarkml.core.nn.Loss;
import io.github.bulwarkml.core.nn.layer.Mode;
import io.github.bulwarkml.core.random.Rng;
import io.github.bulwarkml.core.random.Seed;
import io.github.bulwarkml.core.tensor.ParameterVector;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The helper's derivatives are the differences of its losses and outputs. */
class SmallModelTest {
  static Stream<Seed> cases() {
    return Cases.seeds(6);
  }

  private static double meanLoss(SmallModel model, Examples batch) {
    return Arrays.stream(model.losses(batch)).average().orElseThrow();
  }

  @ParameterizedTest
  @MethodSource("cases")
  void derivativesAreDifferences(Seed seed) {
    Rng random = Rng.of(seed);
    Loss loss = List.of(Loss.values()).get(random.nextInt(3));
    SmallModel model = SmallModel.of(3, 4, 2, loss, seed).withRunningMean();
    model.setState(ParameterVector.of(0.25f, -0.5f, 0.125f));
    float[] inputs = new float[15];
    float[] targets = new float[10];
    for (int i = 0; i < 15; i++) {
      inputs[i] = random.nextFloat() * 2 - 1;
    }
    for (int i = 0; i < 10; i++) {
      targets[i] = random.nextFloat();
    }
    Examples batch = Examples.withTargets(inputs, new int[] {3}, targets);
    ParameterVector w = model.parameters();
    ParameterVector gradient = w.zerosLike();
    model.gradient(batch, Mode.INFERENCE, gradient);
    float h = 1 / 256f;
    for (int i = 0; i < w.length(); i++) {
      ParameterVector direction = w.zerosLike();
      direction.set(i, 1);
      ParameterVector moved = w.copy();
      moved.axpy(h, direction);
      model.setParameters(moved);
      double up = meanLoss(model, batch);
      float[] upLogits = model.logits(batch);
      moved.axpy(-2 * h, direction);
      model.setParameters(moved);
      double down = meanLoss(model, batch);
      float[] downLogits = model.logits(batch);
      model.setParameters(w);
      assertThat((double) gradient.get(i)).isCloseTo((up - down) / (2 * h), within(2e-5));
      float[] tangent = model.logitsTangent(batch, Mode.INFERENCE, direction);
      for (int k = 0; k < tangent.length; k++) {
        double difference = (upLogits[k] - downLogits[k]) / (2 * h);
        assertThat((double) tangent[k]).isCloseTo(difference, within(1e-4));
      }
    }
    float[] slope = model.inputGradient(batch);
    for (int i = 0; i < 15; i++) {
      float[] up = inputs.clone();
      float[] down = inputs.clone();
      up[i] += h;
      down[i] -= h;
      double above = model.losses(Examples.withTargets(up, new int[] {3}, targets))[i / 3];
      double below = model.losses(Examples.withTargets(down, new int[] {3}, targets))[i / 3];
      assertThat((double) slope[i]).isCloseTo((above - below) / (2 * h), within(2e-5));
    }
    ParameterVector sum = w.zerosLike();
    model.clippedGradientSum(batch, Double.POSITIVE_INFINITY, sum);
    sum.axpy(-5, gradient);
    assertThat(sum.norm()).isLessThan(1e-5);
  }
}
