// Copyright the Bulwark authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.github.bulwarkml.core.simd;

import static io.github.bulwarkml.core.simd.KernelInputs.floats;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

@Tag("kernels")
class DenseKernelsEquivalenceTest {
  private final DenseKernels[] all = {ActiveKernels.get().dense(), KernelInputs.plain().dense()};

  private static double activate(Activation activation, double x) {
    return switch (activation) {
      case IDENTITY -> x;
      case RELU -> Math.max(x, 0);
      case SELU ->
          Activation.SELU_LAMBDA * (x > 0 ? x : Activation.SELU_ALPHA * StrictMath.expm1(x));
    };
  }

  @ParameterizedTest
  @EnumSource(Activation.class)
  void layersAgreeWithTheDefinition(Activation activation) {
    int[] batches = {0, 1, 3, 4, 5, 9};
    int[] widths = {0, 1, 2, 3, 5, 8, 16, 17, 31, 33, 40, 64, 67};
    for (int batch : batches) {
      for (int inputs : widths) {
        for (int outputs : widths) {
          check(activation, batch, inputs, outputs);
        }
      }
    }
    check(activation, 3, 1000, 129);
  }

  private void check(Activation activation, int batch, int inputs, int outputs) {
    float[] x = floats(batch * inputs, "x" + inputs);
    float[] weights = floats(inputs * outputs, "w" + outputs);
    float[] bias = floats(outputs, "b");
    double tolerance = 1e-6 + 1e-6 * inputs;
    for (DenseKernels kernels : all) {
      float[] target = new float[batch * outputs];
      kernels.dense(x, batch, inputs, weights, bias, outputs, activation, target);
      for (int r = 0; r < batch; r++) {
        for (int o = 0; o < outputs; o++) {
          double sum = bias[o];
          for (int i = 0; i < inputs; i++) {
            sum += (double) x[r * inputs + i] * weights[i * outputs + o];
          }
          double expected = activate(activation, sum);
          if (!(Math.abs(target[r * outputs + o] - expected) <= tolerance)) {
            assertThat((double) target[r * outputs + o])
                .as("%d x %d x %d at [%d, %d]", batch, inputs, outputs, r, o)
                .isCloseTo(expected, within(tolerance));
          }
        }
      }
    }
  }

  @Test
  void seluKeepsItsRelativeAccuracyFromTinyToHugeInputs() {
    int n = 6000;
    float[] x = new float[n];
    for (int i = 0; i < n; i++) {
      double magnitude = StrictMath.pow(10, -30 + 33.0 * i / n);
      x[i] = (float) (i % 3 == 0 ? magnitude : -magnitude);
    }
    x[0] = Float.NEGATIVE_INFINITY;
    x[1] = Float.POSITIVE_INFINITY;
    x[2] = Float.NaN;
    x[3] = -0f;
    for (DenseKernels kernels : all) {
      float[] target = new float[n];
      // One input of weight 0 leaves the bias, which is what SELU then sees.
      kernels.dense(new float[1], 1, 1, new float[n], x, n, Activation.SELU, target);
      for (int i = 0; i < n; i++) {
        double expected = activate(Activation.SELU, x[i]);
        if (Double.isNaN(expected) || Double.isInfinite(expected) || expected == 0) {
          assertThat(Double.valueOf(target[i] + 0.0)).isEqualTo(Double.valueOf(expected + 0.0));
        } else {
          assertThat(target[i] / expected).isCloseTo(1, within(4e-7));
        }
      }
    }
  }

  @ParameterizedTest
  @MethodSource("io.github.bulwarkml.core.simd.KernelInputs#lengths")
  void dotsAgreeWithTheDefinition(int columns) {
    for (int aRows : new int[] {0, 1, 4, 7}) {
      for (int bRows : new int[] {0, 1, 2, 5}) {
        float[] a = floats(aRows * columns, "a");
        float[] b = floats(3 + bRows * columns, "b");
        for (DenseKernels kernels : all) {
          float[] target = new float[aRows * bRows];
          kernels.dots(a, aRows, b, 3, bRows, columns, target);
          for (int i = 0; i < aRows; i++) {
            for (int j = 0; j < bRows; j++) {
              double sum = 0;
              for (int k = 0; k < columns; k++) {
                sum += (double) a[i * columns + k] * b[3 + j * columns + k];
              }
              assertThat((double) target[i * bRows + j])
                  .isCloseTo(sum, within(1e-5 * Math.max(1, columns)));
            }
          }
        }
      }
    }
  }

  @Test
  void misfitsAreRefusedByName() {
    for (DenseKernels kernels : all) {
      float[] four = new float[4];
      assertThatThrownBy(
              () -> kernels.dense(four, 2, 3, four, four, 1, Activation.RELU, new float[4]))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage("x must hold [2, 3] with both sides >= 0, but has length 4");
      assertThatThrownBy(
              () -> kernels.dense(four, 2, 2, new float[2], four, 1, Activation.RELU, four))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage("target must be another array than x");
      assertThatThrownBy(() -> kernels.dots(four, 65536, four, 0, 65536, 65536, new float[1]))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage("a must hold [65536, 65536] with both sides >= 0, but has length 4");
    }
  }
}
