// Copyright the Bulwark authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.github.bulwarkml.core.simd;

import static io.github.bulwarkml.core.simd.KernelInputs.specialFloats;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Active kernels against plain kernels against the definition. */
@Tag("kernels")
class LayerKernelsEquivalenceTest {
  private final LayerKernels active = ActiveKernels.get().layers();
  private final LayerKernels plain = KernelInputs.plain().layers();

  /** What stands behind the length given must stay. */
  private static final int REST = 3;

  @ParameterizedTest
  @MethodSource("io.github.bulwarkml.core.simd.KernelInputs#lengths")
  void reluAndItsGradientAreTheSameBits(int n) {
    float[] x = specialFloats(n + REST, "x", true);
    float[] g = specialFloats(n + REST, "g", true);
    float[] values = x.clone();
    float[] gradients = g.clone();
    for (int i = 0; i < n; i++) {
      values[i] = Math.max(x[i], 0f);
      gradients[i] = values[i] > 0 ? g[i] : 0;
    }
    for (LayerKernels kernels : new LayerKernels[] {active, plain}) {
      float[] y = x.clone();
      float[] slopes = g.clone();
      kernels.relu(y, n);
      kernels.reluGradient(y, slopes, n);
      assertSame(y, values);
      assertSame(slopes, gradients);
    }
  }

  @ParameterizedTest
  @MethodSource("io.github.bulwarkml.core.simd.KernelInputs#lengths")
  void seluAndItsGradientAreTheSameBits(int n) {
    float[] fast = specialFloats(n + REST, "x", true);
    float[] slow = fast.clone();
    active.selu(fast, n);
    plain.selu(slow, n);
    assertSame(fast, slow);
    float[] fastSlopes = specialFloats(n + REST, "g", true);
    float[] slowSlopes = fastSlopes.clone();
    active.seluGradient(fast, fastSlopes, n);
    plain.seluGradient(slow, slowSlopes, n);
    assertSame(fastSlopes, slowSlopes);
  }

  @ParameterizedTest
  @MethodSource("io.github.bulwarkml.core.simd.KernelInputs#lengths")
  void seluAndItsGradientAgreeWithTheDefinition(int n) {
    float[] x = KernelInputs.floats(n, "x");
    float[] g = KernelInputs.floats(n, "g");
    double scale = Activation.SELU_LAMBDA;
    double below = Activation.SELU_LAMBDA * Activation.SELU_ALPHA;
    for (LayerKernels kernels : new LayerKernels[] {active, plain}) {
      float[] y = x.clone();
      float[] slopes = g.clone();
      kernels.selu(y, n);
      kernels.seluGradient(y, slopes, n);
      for (int i = 0; i < n; i++) {
        double value = x[i] > 0 ? scale * x[i] : below * StrictMath.expm1(x[i]);
        double slope = x[i] > 0 ? scale : below * StrictMath.exp(x[i]);
        // A few roundings of 2^-24 relative to values of at most 1.76.
        assertThat((double) y[i]).isCloseTo(value, within(5e-7));
        assertThat((double) slopes[i]).isCloseTo(g[i] * slope, within(5e-7));
      }
    }
  }

  @Test
  void seluIsFlatFarBelowZero() {
    for (LayerKernels kernels : new LayerKernels[] {active, plain}) {
      float[] x = new float[64];
      Arrays.fill(x, -1e30f);
      x[1] = Float.NEGATIVE_INFINITY;
      float[] g = new float[64];
      Arrays.fill(g, 1f);
      kernels.selu(x, 64);
      kernels.seluGradient(x, g, 64);
      for (int i = 0; i < 64; i++) {
        assertThat((double) x[i])
            .isCloseTo(-Activation.SELU_LAMBDA * Activation.SELU_ALPHA, within(2e-7));
        assertThat((double) g[i]).isCloseTo(0, within(1e-8));
      }
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5, 7, 8, 9, 16, 17, 32, 33})
  void largestElementsOfWindowsAndTheirPlacesAreTheSame(int channels) {
    int width = 11;
    int line = width * channels;
    float[] image = specialFloats(7 * line + REST, "image" + channels, true);
    for (int size = 1; size <= 3; size++) {
      for (int stride = 1; stride <= 3; stride++) {
        int windows = (width - size) / stride + 1;
        LayerKernels.WindowGeometry geometry =
            new LayerKernels.WindowGeometry(channels, size, stride * channels, line);
        int from = REST + 2 * line;
        float[] largest = new float[windows * channels];
        int[] chosen = new int[windows * channels];
        for (int i = 0; i < largest.length; i++) {
          int corner = from + i / channels * stride * channels + i % channels;
          largest[i] = image[corner];
          chosen[i] = corner;
          for (int k = 1; k < size * size; k++) {
            int place = corner + k / size * line + k % size * channels;
            boolean larger = image[place] > largest[i];
            boolean firstNan = Float.isNaN(image[place]) && !Float.isNaN(largest[i]);
            if (larger || firstNan) {
              largest[i] = image[place];
              chosen[i] = place;
            }
          }
        }
        for (LayerKernels kernels : new LayerKernels[] {active, plain}) {
          float[] values = new float[5 + largest.length];
          int[] places = new int[2 + largest.length];
          kernels.maxPool(image, from, windows, geometry, values, 5, places, 2);
          // zeros of either sign are equal, and either may be kept
          assertThat(Arrays.copyOfRange(values, 5, values.length))
              .usingElementComparator((a, b) -> Float.compare((float) a + 0f, (float) b + 0f))
              .containsExactly(largest);
          assertThat(Arrays.copyOfRange(places, 2, places.length)).containsExactly(chosen);
        }
      }
    }
  }

  @Test
  void windowsOutsideTheImageAreRefusedByName() {
    LayerKernels.WindowGeometry geometry = new LayerKernels.WindowGeometry(4, 2, 8, 16);
    float[] image = new float[32];
    for (LayerKernels kernels : new LayerKernels[] {active, plain}) {
      kernels.maxPool(image, 0, 2, geometry, new float[8], 0, new int[8], 0);
      kernels.maxPool(image, 32, 0, geometry, new float[0], 0, new int[0], 0);
      assertThatThrownBy(
              () -> kernels.maxPool(image, 1, 2, geometry, new float[8], 0, new int[8], 0))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageStartingWith("image must contain");
      assertThatThrownBy(
              () -> kernels.maxPool(image, 0, 2, geometry, new float[7], 0, new int[8], 0))
          .hasMessageStartingWith("largest must contain");
      assertThatThrownBy(
              () -> kernels.maxPool(image, 0, 2, geometry, new float[8], 0, new int[8], 1))
          .hasMessageStartingWith("chosen must contain");
      assertThatThrownBy(
              () -> kernels.maxPool(image, 0, -1, geometry, new float[8], 0, new int[8], 0))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageStartingWith("windows must be >= 0");
    }
  }

  @Test
  void shortArraysAreRefusedByName() {
    float[] shorter = new float[4];
    float[] longer = new float[5];
    for (LayerKernels kernels : new LayerKernels[] {active, plain}) {
      assertThatThrownBy(() -> kernels.relu(shorter, 5))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage("x must contain offset 0 and length 5, but has length 4");
      assertThatThrownBy(() -> kernels.selu(shorter, -1))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageStartingWith("x must contain");
      assertThatThrownBy(() -> kernels.reluGradient(shorter, longer, 5))
          .hasMessageStartingWith("y must contain");
      assertThatThrownBy(() -> kernels.reluGradient(longer, shorter, 5))
          .hasMessageStartingWith("g must contain");
      assertThatThrownBy(() -> kernels.seluGradient(shorter, longer, 5))
          .hasMessageStartingWith("y must contain");
      assertThatThrownBy(() -> kernels.seluGradient(longer, shorter, 5))
          .hasMessageStartingWith("g must contain");
    }
  }

  private static void assertSame(float[] actual, float[] expected) {
    assertThat(actual).hasSize(expected.length);
    for (int i = 0; i < actual.length; i++) {
      // floatToIntBits makes all NaNs one; zeros keep their signs.
      assertThat(Float.floatToIntBits(actual[i]))
          .as("element %d", i)
          .isEqualTo(Float.floatToIntBits(expected[i]));
    }
  }
}
