// Copyright the Bulwark authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.github.bulwarkml.core.simd;

import static io.github.bulwarkml.core.simd.KernelInputs.OFFSETS;
import static io.github.bulwarkml.core.simd.KernelInputs.floats;
import static io.github.bulwarkml.core.simd.KernelInputs.specialFloats;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Active kernels against plain kernels against the definition. */
@Tag("kernels")
class FloatKernelsEquivalenceTest {
  private final FloatKernels active = ActiveKernels.get().floats();
  private final FloatKernels plain = KernelInputs.plain().floats();

  @ParameterizedTest
  @MethodSource("io.github.bulwarkml.core.simd.KernelInputs#lengths")
  void sumsAgreeWithTheDefinition(int n) {
    for (int offset : OFFSETS) {
      float[] a = floats(n + offset, "a");
      float[] b = floats(n + 5, "b");
      double dot = 0;
      double distance = 0;
      double norm = 0;
      double sum = 0;
      for (int i = 0; i < n; i++) {
        double x = a[offset + i];
        double y = b[5 + i];
        dot += x * y;
        distance += (x - y) * (x - y);
        norm += x * x;
        sum += x;
      }
      // The house's rule for reordered float sums: 1e-5 per element.
      double loose = 1e-5 * Math.max(1, n);
      // Double sums of n terms below 1: n roundings of at most 2^-53 times the sum.
      double tight = 0x1p-53 * n * (norm + 1);
      for (FloatKernels kernels : new FloatKernels[] {active, plain}) {
        assertThat((double) kernels.dot(a, offset, b, 5, n)).isCloseTo(dot, within(loose));
        assertThat((double) kernels.squaredDistance(a, offset, b, 5, n))
            .isCloseTo(distance, within(loose));
        assertThat(kernels.preciseDot(a, offset, b, 5, n)).isCloseTo(dot, within(tight));
        assertThat(kernels.squaredNorm(a, offset, n)).isCloseTo(norm, within(tight));
        assertThat(kernels.sum(a, offset, n)).isCloseTo(sum, within(tight));
      }
    }
  }

  @ParameterizedTest
  @MethodSource("io.github.bulwarkml.core.simd.KernelInputs#lengths")
  void elementWiseResultsAreTheSameBits(int n) {
    for (int offset : OFFSETS) {
      float[] x = specialFloats(n + offset, "x" + offset, true);
      for (int other : new int[] {offset, 2}) {
        float[] y = specialFloats(n + other, "y", true);
        float[] expected = y.clone();
        for (int i = 0; i < n; i++) {
          expected[other + i] += 0.3f * x[offset + i];
        }
        float[] fast = y.clone();
        float[] slow = y.clone();
        active.axpy(0.3f, x, offset, fast, other, n);
        plain.axpy(0.3f, x, offset, slow, other, n);
        assertSame(fast, expected);
        assertSame(slow, expected);

        expected = y.clone();
        for (int i = 0; i < n; i++) {
          expected[other + i] += x[offset + i];
        }
        fast = y.clone();
        slow = y.clone();
        active.add(x, offset, fast, other, n);
        plain.add(x, offset, slow, other, n);
        assertSame(fast, expected);
        assertSame(slow, expected);
      }
      float[] fast = x.clone();
      float[] slow = x.clone();
      active.scale(-1.7f, fast, offset, n);
      plain.scale(-1.7f, slow, offset, n);
      assertSame(fast, slow);
      active.clip(fast, offset, n, -0.5f, 0.25f);
      plain.clip(slow, offset, n, -0.5f, 0.25f);
      assertSame(fast, slow);
    }
  }

  @ParameterizedTest
  @MethodSource("io.github.bulwarkml.core.simd.KernelInputs#lengths")
  void largestElementsAndTheirPlacesAreTheSame(int n) {
    for (int offset : OFFSETS) {
      for (boolean nan : new boolean[] {false, true}) {
        float[] x = specialFloats(n + offset, "m" + n, nan);
        float max = Float.NEGATIVE_INFINITY;
        int place = -1;
        for (int i = 0; i < n; i++) {
          float value = x[offset + i];
          max = Math.max(max, value);
          if (!Float.isNaN(value) && (place < 0 || value > x[offset + place])) {
            place = i;
          }
        }
        assertThat(Float.compare(active.max(x, offset, n), max)).isZero();
        assertThat(Float.compare(plain.max(x, offset, n), max)).isZero();
        assertThat(active.argmax(x, offset, n)).isEqualTo(place);
        assertThat(plain.argmax(x, offset, n)).isEqualTo(place);
      }
    }
  }

  @Test
  void argmaxTakesTheFirstOfEqualsAndHasAnAnswerForOddInputs() {
    float[] equal = new float[100];
    equal[17] = -0f;
    float[] nothing = new float[100];
    java.util.Arrays.fill(nothing, Float.NaN);
    float[] lowest = nothing.clone();
    lowest[40] = Float.NEGATIVE_INFINITY;
    for (FloatKernels kernels : new FloatKernels[] {active, plain}) {
      assertThat(kernels.argmax(equal, 0, 100)).isZero();
      assertThat(kernels.argmax(equal, 17, 83)).isZero();
      assertThat(kernels.argmax(nothing, 0, 100)).isEqualTo(-1);
      assertThat(kernels.argmax(lowest, 0, 100)).isEqualTo(40);
      assertThat(kernels.argmax(lowest, 0, 0)).isEqualTo(-1);
    }
  }

  @Test
  void everyHalfPrecisionNumberConvertsExactly() {
    short[] half = new short[65536 + 3];
    for (int i = 0; i < 65536; i++) {
      half[3 + i] = (short) i;
    }
    for (FloatKernels kernels : new FloatKernels[] {active, plain}) {
      float[] converted = new float[65536 + 1];
      kernels.halfToFloat(half, 3, converted, 1, 65536);
      for (int i = 0; i < 65536; i++) {
        int exponent = i >>> 10 & 31;
        int fraction = i & 1023;
        double magnitude =
            exponent == 0
                ? fraction * 0x1p-24
                : exponent < 31
                    ? (1024 + fraction) * StrictMath.pow(2, exponent - 25)
                    : fraction == 0 ? Double.POSITIVE_INFINITY : Double.NaN;
        float expected = (float) ((i & 0x8000) == 0 ? magnitude : -magnitude);
        assertThat(Float.floatToIntBits(converted[1 + i]))
            .isEqualTo(Float.floatToIntBits(expected));
      }
    }
  }

  @Test
  void wrongRangesAreRefusedByName() {
    float[] x = new float[4];
    for (FloatKernels kernels : new FloatKernels[] {active, plain}) {
      assertThatThrownBy(() -> kernels.dot(x, 0, x, 2, 3))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage("b must contain offset 2 and length 3, but has length 4");
      assertThatThrownBy(() -> kernels.sum(x, -1, 2))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage("x must contain offset -1 and length 2, but has length 4");
      assertThatThrownBy(() -> kernels.sum(x, Integer.MAX_VALUE, Integer.MAX_VALUE))
          .isInstanceOf(IllegalArgumentException.class);
      assertThatThrownBy(() -> kernels.clip(x, 0, 4, Float.NaN, 1))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage("low must be <= high (1.0), but was NaN");
    }
  }

  private static void assertSame(float[] actual, float[] expected) {
    assertThat(actual).hasSize(expected.length);
    for (int i = 0; i < actual.length; i++) {
      // floatToIntBits makes all NaNs one; zeros keep their signs.
      if (Float.floatToIntBits(actual[i]) != Float.floatToIntBits(expected[i])) {
        assertThat(actual[i]).as("element %d", i).isEqualTo(expected[i]);
      }
    }
  }
}
