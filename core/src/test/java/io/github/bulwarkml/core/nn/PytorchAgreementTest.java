// Copyright the Bulwark authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.github.bulwarkml.core.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.bulwarkml.core.nn.layer.Conv2d;
import io.github.bulwarkml.core.nn.layer.Mode;
import io.github.bulwarkml.core.random.Seed;
import io.github.bulwarkml.core.tensor.ParameterVector;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/**
 * One network with its numbers from PyTorch 1.13 in double precision: parameters {@code 0.5 sin(0.7
 * i + 0.2)}, inputs {@code sin(0.3 i)}, soft labels {@code |cos(0.9 i)|}.
 */
class PytorchAgreementTest {
  private static final int BATCH = 6;
  private static final double FLOAT = 2e-5;

  private static Network network(boolean doublePrecision) {
    NetworkBuilder builder =
        Network.withInput(8, 8, 2)
            .conv(4, 3)
            .batchNorm()
            .relu()
            .maxPool(2)
            .add(Conv2d.of(6, 3).stride(2).withoutBias())
            .selu()
            .flatten()
            .dense(5);
    Network network =
        doublePrecision ? builder.buildInDoublePrecision(Seed.of(1)) : builder.build(Seed.of(1));
    ParameterVector parameters = network.parameterVector();
    for (int i = 0; i < parameters.length(); i++) {
      parameters.set(i, (float) (0.5 * Math.sin(0.7 * i + 0.2)));
    }
    network.setParameters(parameters);
    return network;
  }

  private static Examples batch() {
    float[] inputs = new float[BATCH * 128];
    for (int i = 0; i < inputs.length; i++) {
      inputs[i] = (float) Math.sin(0.3 * i);
    }
    float[] targets = new float[BATCH * 5];
    for (int i = 0; i < targets.length; i++) {
      targets[i] = (float) Math.abs(Math.cos(0.9 * i));
    }
    return Examples.withTargets(inputs, new int[] {8, 8, 2}, targets);
  }

  @Test
  void crossEntropyWithSoftLabels() {
    try (Network network = network(false)) {
      DifferentiableModel model = network.model(Loss.SOFTMAX_CROSS_ENTROPY);
      ParameterVector gradient = model.parameters().zerosLike();
      assertThat(gradient.length()).isEqualTo(425);
      double loss = model.gradient(batch(), Mode.TRAINING, gradient);
      assertThat(loss).isCloseTo(5.47543998216824, within(FLOAT));
      assertThat(gradient.norm()).isCloseTo(3.9644306175583663, within(FLOAT));
      assertThat((double) gradient.get(5)).isCloseTo(0.03803075257742353, within(1e-5));
      assertThat((double) gradient.get(100)).isCloseTo(0.36080970058207384, within(1e-5));
      assertThat((double) gradient.get(200)).isCloseTo(0.4099725040245019, within(1e-5));
      assertThat((double) gradient.get(424)).isCloseTo(0.4084916255920622, within(1e-5));
      assertThat(model.state().toArray("1.batchnorm.mean"))
          .containsExactly(
              new float[] {0.015808579f, 0.04249266f, 0.0491918f, 0.0327552f}, within(1e-6f));
      assertThat(model.state().toArray("1.batchnorm.variance"))
          .containsExactly(new float[] {0.919038f, 0.920370f, 0.920503f, 0.919217f}, within(1e-6f));
    }
  }

  @Test
  void otherLosses() {
    try (Network network = network(false)) {
      DifferentiableModel mse = network.model(Loss.MEAN_SQUARED_ERROR);
      ParameterVector gradient = mse.parameters().zerosLike();
      assertThat(mse.gradient(batch(), Mode.TRAINING, gradient))
          .isCloseTo(0.7236085507754737, within(FLOAT));
      assertThat(gradient.norm()).isCloseTo(4.5047283271936065, within(FLOAT));
      assertThat((double) gradient.get(100)).isCloseTo(0.3685116081848185, within(1e-5));
      DifferentiableModel bce = network.model(Loss.BINARY_CROSS_ENTROPY);
      assertThat(bce.gradient(batch(), Mode.TRAINING, gradient))
          .isCloseTo(0.7171652887247656, within(FLOAT));
      assertThat(gradient.norm()).isCloseTo(0.517745259439818, within(FLOAT));
      assertThat((double) gradient.get(100)).isCloseTo(0.04108520141689091, within(1e-5));
    }
  }

  @Test
  void inferenceUsesRunningValues() {
    try (Network network = network(false)) {
      float[] logits = network.model(Loss.SOFTMAX_CROSS_ENTROPY).logits(batch());
      assertThat(Arrays.copyOf(logits, 5))
          .containsExactly(
              new float[] {-0.546805f, -0.404927f, -0.072605f, 0.293864f, 0.522124f},
              within(5e-6f));
    }
  }

  @Test
  void doublePrecisionAgreesToTheInputsRounding() {
    try (Network network = network(true)) {
      DifferentiableModel model = network.model(Loss.SOFTMAX_CROSS_ENTROPY);
      ParameterVector gradient = model.parameters().zerosLike();
      double loss = model.gradient(batch(), Mode.TRAINING, gradient);
      assertThat(loss).isCloseTo(5.47543998216824, within(1e-6));
      assertThat(gradient.norm()).isCloseTo(3.9644306175583663, within(1e-6));
    }
  }
}
