// Copyright the Bulwark authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.github.bulwarkml.core.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.bulwarkml.core.nn.layer.Mode;
import io.github.bulwarkml.core.nn.layer.NativeArray;
import io.github.bulwarkml.core.nn.layer.Parameter;
import io.github.bulwarkml.core.random.Rng;
import io.github.bulwarkml.core.random.Seed;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/**
 * Compares every derivative of a network in double precision with central differences, and the two
 * directions with each other.
 */
final class DerivativeChecks {
  private static final double STEP = 1e-5;
  private static final double TOLERANCE = 1e-6;

  private final Network network;
  private final Passes passes;
  private final Mode mode;
  private final int batch;
  private final Seed dropout = Seed.of(99);
  private final double[] outputWeights;

  DerivativeChecks(Network network, int batch, Mode mode, double[] input, Seed seed) {
    this.network = network;
    this.batch = batch;
    this.mode = mode;
    this.passes = network.at(batch);
    passes.input().set(input);
    this.outputWeights = gaussian(passes.output().length(), seed.child("output"));
  }

  static double[] gaussian(int length, Seed seed) {
    Rng random = Rng.of(seed);
    double[] values = new double[length];
    Arrays.setAll(values, i -> random.nextGaussian());
    return values;
  }

  void checkAll(boolean withInputs, boolean withNorms) {
    checkParameterGradients();
    if (withInputs) {
      checkInputGradient();
    }
    checkTangentAndAdjoint();
    if (withNorms) {
      checkNormsAndWeightedSums();
    }
  }

  /** The running values of batch norm move with each pass, which must not matter. */
  private void forward() {
    List<double[]> state =
        network.state().stream().map(Parameter::value).map(NativeArray::toDoubles).toList();
    network.reseed(dropout);
    passes.forward(mode);
    for (int i = 0; i < state.size(); i++) {
      network.state().get(i).value().set(state.get(i));
    }
  }

  private double weightedOutput() {
    forward();
    double[] output = passes.output().toDoubles();
    double sum = 0;
    for (int i = 0; i < output.length; i++) {
      sum += output[i] * outputWeights[i];
    }
    return sum;
  }

  private double difference(NativeArray array, int index) {
    double[] values = array.toDoubles();
    double kept = values[index];
    values[index] = kept + STEP;
    array.set(values);
    double up = weightedOutput();
    values[index] = kept - STEP;
    array.set(values);
    double down = weightedOutput();
    values[index] = kept;
    array.set(values);
    return (up - down) / (2 * STEP);
  }

  private static double scale(double[] gradient) {
    double largest = 1;
    for (double value : gradient) {
      largest = Math.max(largest, Math.abs(value));
    }
    return largest;
  }

  private void checkParameterGradients() {
    forward();
    passes.outputGradient().set(outputWeights);
    passes.backward();
    for (Parameter parameter : network.parameters()) {
      double[] gradient = parameter.gradient().toDoubles();
      int step = Math.max(1, gradient.length / 40);
      for (int i = 0; i < gradient.length; i += step) {
        assertThat(gradient[i])
            .as("gradient of %s[%d]", parameter.name(), i)
            .isCloseTo(difference(parameter.value(), i), within(TOLERANCE * scale(gradient)));
      }
    }
  }

  private void checkInputGradient() {
    forward();
    passes.outputGradient().set(outputWeights);
    double[] gradient = passes.inputGradient().toDoubles();
    int step = Math.max(1, gradient.length / 60);
    for (int i = 0; i < gradient.length; i += step) {
      assertThat(gradient[i])
          .as("gradient of input[%d]", i)
          .isCloseTo(difference(passes.input(), i), within(TOLERANCE * scale(gradient)));
    }
  }

  private void checkTangentAndAdjoint() {
    double inner = 0;
    forward();
    passes.outputGradient().set(outputWeights);
    passes.backward();
    for (Parameter parameter : network.parameters()) {
      double[] direction = gaussian(parameter.value().length(), Seed.of(7).child(parameter.name()));
      parameter.direction().set(direction);
      double[] gradient = parameter.gradient().toDoubles();
      for (int i = 0; i < direction.length; i++) {
        inner += direction[i] * gradient[i];
      }
    }
    forward();
    double[] tangent = Objects.requireNonNull(passes.tangent()).toDoubles();
    double other = 0;
    double magnitude = 1;
    for (int i = 0; i < tangent.length; i++) {
      other += tangent[i] * outputWeights[i];
      magnitude += Math.abs(tangent[i] * outputWeights[i]);
    }
    assertThat(other).as("<Jv, w> = <v, J'w>").isCloseTo(inner, within(1e-10 * magnitude));
    double[] up = moved(STEP);
    double[] down = moved(-STEP);
    for (int i = 0; i < tangent.length; i++) {
      assertThat(tangent[i])
          .as("tangent[%d]", i)
          .isCloseTo((up[i] - down[i]) / (2 * STEP), within(TOLERANCE * scale(tangent)));
    }
  }

  private double[] moved(double step) {
    List<double[]> kept =
        network.parameters().stream().map(Parameter::value).map(NativeArray::toDoubles).toList();
    for (Parameter parameter : network.parameters()) {
      double[] values = parameter.value().toDoubles();
      double[] direction = parameter.direction().toDoubles();
      for (int i = 0; i < values.length; i++) {
        values[i] += step * direction[i];
      }
      parameter.value().set(values);
    }
    forward();
    double[] output = passes.output().toDoubles();
    for (int i = 0; i < kept.size(); i++) {
      network.parameters().get(i).value().set(kept.get(i));
    }
    return output;
  }

  /** Each example's gradient by itself: the gradient with all other output weights zero. */
  private void checkNormsAndWeightedSums() {
    int each = outputWeights.length / batch;
    double[] expectedNorms = new double[batch];
    double[] weights = new double[batch];
    Arrays.setAll(weights, i -> 0.25 + 0.5 * i);
    double[][] sums = new double[network.parameters().size()][];
    for (int i = 0; i < batch; i++) {
      double[] alone = new double[outputWeights.length];
      System.arraycopy(outputWeights, i * each, alone, i * each, each);
      forward();
      passes.outputGradient().set(alone);
      passes.backward();
      double square = 0;
      for (int p = 0; p < sums.length; p++) {
        double[] gradient = network.parameters().get(p).gradient().toDoubles();
        if (sums[p] == null) {
          sums[p] = new double[gradient.length];
        }
        for (int k = 0; k < gradient.length; k++) {
          square += gradient[k] * gradient[k];
          sums[p][k] += weights[i] * gradient[k];
        }
      }
      expectedNorms[i] = Math.sqrt(square);
    }
    forward();
    passes.outputGradient().set(outputWeights);
    double[] norms = passes.gradientNorms();
    assertThat(norms).containsExactly(expectedNorms, within(1e-9));
    passes.weightedGradient(weights);
    for (int p = 0; p < sums.length; p++) {
      Parameter parameter = network.parameters().get(p);
      assertThat(parameter.gradient().toDoubles())
          .as("weighted gradient of %s", parameter.name())
          .containsExactly(sums[p], within(1e-9));
    }
  }
}
