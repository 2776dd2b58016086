// Copyright the Bulwark authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.github.bulwarkml.core.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.bulwarkml.core.NumericalException;
import io.github.bulwarkml.core.nn.layer.Mode;
import io.github.bulwarkml.core.random.Rng;
import io.github.bulwarkml.core.random.Seed;
import io.github.bulwarkml.core.run.Parallel;
import io.github.bulwarkml.core.tensor.NativeThreads;
import io.github.bulwarkml.core.tensor.ParameterVector;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class NetworkModelTest {
  private final DifferentiableModel model =
      Network.withInput(6, 6, 1)
          .conv(3, 3)
          .selu()
          .maxPool(2)
          .flatten()
          .dense(4)
          .build(Seed.of(3))
          .model(Loss.SOFTMAX_CROSS_ENTROPY);

  @AfterEach
  void close() {
    model.close();
  }

  private static Examples examples(int size) {
    Rng random = Rng.of(Seed.of(17));
    float[] inputs = new float[size * 36];
    for (int i = 0; i < inputs.length; i++) {
      inputs[i] = (float) random.nextGaussian();
    }
    int[] labels = new int[size];
    Arrays.setAll(labels, i -> random.nextInt(4));
    return Examples.labelled(inputs, new int[] {6, 6, 1}, labels);
  }

  @Test
  void aSetOfAnySizeIsWorkedOnInParts() {
    Examples all = examples(300); // two full parts and a rest
    float[] logits = model.logits(all);
    double[] losses = model.losses(all);
    double[] norms = model.gradientNorms(all);
    ParameterVector gradient = model.parameters().zerosLike();
    for (int i : new int[] {0, 127, 128, 255, 256, 299}) {
      Examples one = all.select(i);
      assertThat(Arrays.copyOfRange(logits, i * 4, i * 4 + 4))
          .containsExactly(model.logits(one), within(1e-5f));
      assertThat(losses[i]).isCloseTo(model.gradient(one, Mode.INFERENCE, gradient), within(1e-5));
      assertThat(norms[i]).isCloseTo(gradient.norm(), within(1e-4));
    }
  }

  @Test
  void theGradientIsTheMeanOfTheExamples() {
    Examples batch = examples(5);
    ParameterVector whole = model.parameters().zerosLike();
    double loss = model.gradient(batch, Mode.TRAINING, whole);
    assertThat(loss)
        .isCloseTo(Arrays.stream(model.losses(batch)).average().orElseThrow(), within(1e-6));
    ParameterVector sum = whole.zerosLike();
    ParameterVector one = whole.zerosLike();
    for (int i = 0; i < 5; i++) {
      model.gradient(batch.select(i), Mode.TRAINING, one);
      sum.axpy(0.2f, one);
    }
    assertThat(sum.toArray()).containsExactly(whole.toArray(), within(1e-6f));
  }

  @Test
  void hardLabelsAreOneHotSoftLabels() {
    Examples hard = examples(5);
    float[] oneHot = new float[20];
    for (int i = 0; i < 5; i++) {
      oneHot[i * 4 + hard.labels()[i]] = 1;
    }
    Examples soft = Examples.withTargets(hard.inputs(), new int[] {6, 6, 1}, oneHot);
    ParameterVector a = model.parameters().zerosLike();
    ParameterVector b = a.zerosLike();
    assertThat(model.gradient(hard, Mode.TRAINING, a))
        .isEqualTo(model.gradient(soft, Mode.TRAINING, b));
    assertThat(a).isEqualTo(b);
  }

  @Test
  void clippedSumsAreSumsOfClippedGradients() {
    Examples all = examples(200);
    double clipNorm = Arrays.stream(model.gradientNorms(all)).average().orElseThrow();
    ParameterVector sum = model.parameters().zerosLike();
    ClippedGradient seen = model.clippedGradientSum(all, clipNorm, sum);
    ParameterVector expected = sum.zerosLike();
    ParameterVector one = sum.zerosLike();
    int clipped = 0;
    for (int i = 0; i < 200; i++) {
      model.gradient(all.select(i), Mode.PER_EXAMPLE, one);
      clipped += one.norm() > clipNorm ? 1 : 0;
      one.clipTo(clipNorm);
      expected.axpy(1, one);
    }
    assertThat(clipped).isBetween(20, 180);
    assertThat(seen.clipped(clipNorm)).isEqualTo(clipped);
    assertThat(seen.meanLoss())
        .isCloseTo(Arrays.stream(model.losses(all)).average().orElseThrow(), within(1e-6));
    assertThat(sum.toArray()).containsExactly(expected.toArray(), within(2e-4f));
    model.clippedGradientSum(all, Double.POSITIVE_INFINITY, sum);
    model.gradient(all, Mode.TRAINING, one);
    one.scale(200);
    assertThat(sum.toArray()).containsExactly(one.toArray(), within(1e-3f));
  }

  @Test
  void tangentsAreDifferencesOfLogits() {
    Examples batch = examples(3);
    ParameterVector start = model.parameters();
    ParameterVector direction = start.zerosLike();
    direction.perturb(Seed.of(4), 1);
    float[] tangent = model.logitsTangent(batch, Mode.INFERENCE, direction);
    ParameterVector moved = start.copy();
    moved.axpy(1e-3f, direction);
    model.setParameters(moved);
    float[] up = model.logits(batch);
    moved.copyFrom(start);
    moved.axpy(-1e-3f, direction);
    model.setParameters(moved);
    float[] down = model.logits(batch);
    for (int i = 0; i < tangent.length; i++) {
      assertThat((up[i] - down[i]) / 2e-3f).isCloseTo(tangent[i], within(0.05f));
    }
  }

  @Test
  void inputGradientsAreOfEachExamplesLoss() {
    Examples batch = examples(130);
    float[] gradient = model.inputGradient(batch);
    int pixel = 129 * 36 + 14;
    float[] moved = batch.inputs().clone();
    moved[pixel] += 1e-2f;
    double up = model.losses(Examples.labelled(moved, new int[] {6, 6, 1}, batch.labels()))[129];
    moved[pixel] -= 2e-2f;
    double down = model.losses(Examples.labelled(moved, new int[] {6, 6, 1}, batch.labels()))[129];
    assertThat((up - down) / 2e-2).isCloseTo(gradient[pixel], within(2e-3));
  }

  @Test
  void runsAreReproducibleToTheBit() {
    ParameterVector a = train();
    ParameterVector b = train();
    assertThat(a).isEqualTo(b);
  }

  @Test
  void runsAreTheSameInAnyThreadAndHoldItToOneNativeThread() {
    ParameterVector here = train();
    List<NativeThreads> threads = new CopyOnWriteArrayList<>();
    List<ParameterVector> elsewhere =
        Parallel.of(3)
            .map(
                3,
                i -> {
                  ParameterVector trained = train();
                  threads.add(NativeThreads.current());
                  return trained;
                });
    assertThat(elsewhere).allMatch(here::equals);
    assertThat(threads).containsOnly(new NativeThreads(1, 1, 1));
  }

  private static ParameterVector train() {
    try (DifferentiableModel fresh =
        Network.withInput(6, 6, 1)
            .conv(4, 3)
            .batchNorm()
            .relu()
            .flatten()
            .dropout(0.2)
            .dense(4)
            .build(Seed.of(3))
            .model(Loss.SOFTMAX_CROSS_ENTROPY)) {
      ParameterVector parameters = fresh.parameters();
      ParameterVector gradient = parameters.zerosLike();
      Examples all = examples(64);
      for (int step = 0; step < 5; step++) {
        fresh.gradient(all, Mode.TRAINING, gradient);
        parameters.axpy(-0.1f, gradient);
        fresh.setParameters(parameters);
      }
      return parameters;
    }
  }

  @Test
  void ignoredRowsDoNotCount() {
    try (DifferentiableModel rows =
        Network.withInput(3, 2).dense(4).build(Seed.of(1)).model(Loss.SOFTMAX_CROSS_ENTROPY)) {
      float[] inputs = {1, 2, 3, 4, 5, 6};
      Examples all = Examples.labelled(inputs, new int[] {3, 2}, new int[] {0, 1, 2});
      Examples some =
          Examples.labelled(inputs, new int[] {3, 2}, new int[] {0, Examples.IGNORED, 2});
      Examples none = Examples.labelled(inputs, new int[] {3, 2}, new int[] {-1, -1, -1});
      double mean = 0;
      for (int row : new int[] {0, 2}) {
        int[] labels = {-1, -1, -1};
        labels[row] = all.labels()[row];
        mean += rows.losses(Examples.labelled(inputs, new int[] {3, 2}, labels))[0] / 2;
      }
      assertThat(rows.losses(some)[0]).isCloseTo(mean, within(1e-9));
      assertThat(rows.losses(none)[0]).isZero();
    }
  }

  @Test
  void anOracleSeesLossesOnly() {
    Examples all = examples(10);
    LossOracle oracle = LossOracle.of(model, all);
    ParameterVector start = oracle.parameters();
    double[] before = oracle.losses(IntStream.range(0, 10).toArray());
    assertThat(before).containsExactly(model.losses(all), within(1e-6));
    oracle.perturb(Seed.of(8), 0.5);
    assertThat(oracle.losses(new int[] {3})[0]).isNotEqualTo(before[3]);
    oracle.setParameters(start);
    assertThat(oracle.losses(new int[] {3})[0]).isCloseTo(before[3], within(1e-6));
    assertThat(oracle.exampleCount()).isEqualTo(10);
    assertThat(oracle.parameterCount()).isEqualTo(model.parameterCount());
    assertThatThrownBy(() -> oracle.losses(new int[] {10}))
        .isInstanceOf(IndexOutOfBoundsException.class);
  }

  @Test
  void refusesOtherShapes() {
    Examples wrong = Examples.labelled(new float[50], new int[] {5, 5, 1}, new int[2]);
    assertThatThrownBy(() -> model.logits(wrong))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("[6, 6, 1]")
        .hasMessageContaining("[5, 5, 1]");
    Examples batch = examples(2);
    ParameterVector gradient = model.parameters().zerosLike();
    assertThatThrownBy(
            () ->
                model.gradient(
                    Examples.labelled(batch.inputs(), new int[] {6, 6, 1}, new int[] {0, 4}),
                    Mode.TRAINING,
                    gradient))
        .hasMessageContaining("labels must be in [0, 4)")
        .hasMessageContaining("labels[1] was 4");
    assertThatThrownBy(() -> model.gradient(batch, Mode.TRAINING, ParameterVector.of(1)))
        .hasMessageContaining("gradient must be as long");
    assertThatThrownBy(() -> model.losses(Examples.unlabelled(batch.inputs(), 6, 6, 1)))
        .hasMessageContaining("must have labels or targets");
    assertThatThrownBy(
            () ->
                model.losses(
                    Examples.withTargets(batch.inputs(), new int[] {6, 6, 1}, new float[6])))
        .hasMessageContaining("targets must be 4 for each of 2 examples");
    for (double bad : new double[] {0, -1, Double.NaN}) {
      assertThatThrownBy(() -> model.clippedGradientSum(batch, bad, gradient))
          .hasMessageContaining("clipNorm must be > 0");
    }
  }

  @Test
  void aGradientThatIsNotFiniteCannotBeClipped() {
    float[] inputs = examples(3).inputs().clone();
    inputs[40] = Float.NaN;
    Examples broken = Examples.labelled(inputs, new int[] {6, 6, 1}, new int[3]);
    ParameterVector sum = model.parameters().zerosLike();
    assertThatThrownBy(() -> model.clippedGradientSum(broken, 1, sum))
        .isInstanceOf(NumericalException.class)
        .hasMessageContaining("example 1 is not finite");
  }
}
