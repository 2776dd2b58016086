// Copyright the Bulwark authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.github.bulwarkml.core.simd;

import static io.github.bulwarkml.core.simd.KernelInputs.OFFSETS;
import static io.github.bulwarkml.core.simd.KernelInputs.bytes;
import static io.github.bulwarkml.core.simd.KernelInputs.specialFloats;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Active kernels against plain kernels against the definition, bit for bit. */
@Tag("kernels")
class PolarKernelsEquivalenceTest {
  private final PolarKernels[] all = {ActiveKernels.get().polar(), KernelInputs.plain().polar()};

  private static float f(float a, float b) {
    if (Float.isNaN(a) || Float.isNaN(b)) {
      return Float.NaN;
    }
    boolean negative = (Float.floatToIntBits(a) ^ Float.floatToIntBits(b)) < 0;
    float magnitude = Math.min(Math.abs(a), Math.abs(b));
    return negative ? -magnitude : magnitude;
  }

  private static byte f(byte a, byte b) {
    byte negated = (byte) -Math.max(a, b);
    return (byte) Math.max(Math.min(a, b), negated);
  }

  private static byte saturate(int sum) {
    return (byte) Math.max(-127, Math.min(127, sum));
  }

  @ParameterizedTest
  @MethodSource("io.github.bulwarkml.core.simd.KernelInputs#lengths")
  void floatNodesAreTheSame(int n) {
    for (int offset : OFFSETS) {
      for (int targetOffset : new int[] {offset, 4}) {
        float[] a = specialFloats(n + offset, "a" + n, true);
        float[] b = specialFloats(n + 4, "b" + n, true);
        byte[] bits = bytes(n + 2, "u");
        for (PolarKernels kernels : all) {
          float[] target = new float[n + targetOffset];
          kernels.f(a, offset, b, 4, target, targetOffset, n);
          for (int i = 0; i < n; i++) {
            assertSame(target[targetOffset + i], f(a[offset + i], b[4 + i]));
          }
          kernels.g(a, offset, b, 4, bits, 2, target, targetOffset, n);
          byte[] decisions = new byte[n + 1];
          kernels.hardDecision(a, offset, decisions, 1, n);
          for (int i = 0; i < n; i++) {
            float x = a[offset + i];
            assertSame(target[targetOffset + i], b[4 + i] + ((bits[2 + i] & 1) == 0 ? x : -x));
            assertThat(decisions[1 + i]).isEqualTo((byte) (x < 0 ? 1 : 0));
          }
        }
      }
    }
  }

  @ParameterizedTest
  @MethodSource("io.github.bulwarkml.core.simd.KernelInputs#lengths")
  void byteNodesAreTheSame(int n) {
    for (int offset : OFFSETS) {
      for (int targetOffset : new int[] {offset, 4}) {
        byte[] a = bytes(n + offset, "a" + n);
        byte[] b = bytes(n + 4, "b" + n);
        byte[] bits = bytes(n + 2, "u" + n);
        for (PolarKernels kernels : all) {
          byte[] checks = new byte[n + targetOffset];
          byte[] variables = checks.clone();
          byte[] sums = checks.clone();
          byte[] decisions = checks.clone();
          kernels.f(a, offset, b, 4, checks, targetOffset, n);
          kernels.g(a, offset, b, 4, bits, 2, variables, targetOffset, n);
          kernels.addSaturated(a, offset, b, 4, sums, targetOffset, n);
          kernels.hardDecision(a, offset, decisions, targetOffset, n);
          for (int i = 0; i < n; i++) {
            byte x = a[offset + i];
            byte y = b[4 + i];
            byte signed = (byte) ((bits[2 + i] & 1) == 0 ? x : -x);
            assertThat(checks[targetOffset + i]).isEqualTo(f(x, y));
            assertThat(variables[targetOffset + i]).isEqualTo(saturate(y + signed));
            assertThat(sums[targetOffset + i]).isEqualTo(saturate(x + y));
            assertThat(decisions[targetOffset + i]).isEqualTo((byte) (x < 0 ? 1 : 0));
          }
        }
      }
    }
  }

  @Test
  void allPairsOfBytesAreRight() {
    byte[] a = new byte[65536];
    byte[] b = new byte[65536];
    byte[] ones = new byte[65536];
    for (int i = 0; i < 65536; i++) {
      a[i] = (byte) i;
      b[i] = (byte) (i >> 8);
      ones[i] = 1;
    }
    for (PolarKernels kernels : all) {
      byte[] checks = new byte[65536];
      byte[] sums = new byte[65536];
      byte[] differences = new byte[65536];
      kernels.f(a, 0, b, 0, checks, 0, 65536);
      kernels.addSaturated(a, 0, b, 0, sums, 0, 65536);
      kernels.g(a, 0, b, 0, ones, 0, differences, 0, 65536);
      for (int i = 0; i < 65536; i++) {
        assertThat(checks[i]).isEqualTo(f(a[i], b[i]));
        assertThat(sums[i]).isEqualTo(saturate(a[i] + b[i]));
        assertThat(differences[i]).isEqualTo(saturate(b[i] + (byte) -a[i]));
        if (a[i] != -128 && b[i] != -128) {
          int sign = Integer.signum(a[i]) * Integer.signum(b[i]);
          assertThat((int) checks[i]).isEqualTo(sign * Math.min(Math.abs(a[i]), Math.abs(b[i])));
        }
      }
    }
  }

  @Test
  void halvesOfOneArrayAndResultsInPlaceWork() {
    for (PolarKernels kernels : all) {
      float[] llr = specialFloats(256, "halves", false);
      float[] expected = new float[128];
      for (int i = 0; i < 128; i++) {
        expected[i] = f(llr[i], llr[128 + i]);
      }
      float[] child = new float[128];
      kernels.f(llr, 0, llr, 128, child, 0, 128);
      assertThat(child).containsExactly(expected);
      float[] first = llr.clone();
      kernels.f(first, 0, first, 128, first, 0, 128);
      assertThat(java.util.Arrays.copyOf(first, 128)).containsExactly(expected);
      float[] second = llr.clone();
      kernels.f(second, 0, second, 128, second, 128, 128);
      assertThat(java.util.Arrays.copyOfRange(second, 128, 256)).containsExactly(expected);

      byte[] small = bytes(256, "halves");
      byte[] expectedBytes = new byte[128];
      for (int i = 0; i < 128; i++) {
        expectedBytes[i] = f(small[i], small[128 + i]);
      }
      byte[] inPlace = small.clone();
      kernels.f(inPlace, 0, inPlace, 128, inPlace, 0, 128);
      assertThat(java.util.Arrays.copyOf(inPlace, 128)).containsExactly(expectedBytes);
      byte[] inSecond = small.clone();
      kernels.f(inSecond, 0, inSecond, 128, inSecond, 128, 128);
      assertThat(java.util.Arrays.copyOfRange(inSecond, 128, 256)).containsExactly(expectedBytes);
    }
  }

  @Test
  void wrongRangesAreRefusedByName() {
    for (PolarKernels kernels : all) {
      assertThatThrownBy(() -> kernels.f(new byte[4], 0, new byte[4], 0, new byte[3], 0, 4))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage("target must contain offset 0 and length 4, but has length 3");
      assertThatThrownBy(
              () -> kernels.g(new float[4], 0, new float[4], 0, new byte[1], 0, new float[4], 0, 4))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage("bits must contain offset 0 and length 4, but has length 1");
    }
  }

  private static void assertSame(float actual, float expected) {
    if (Float.floatToIntBits(actual) != Float.floatToIntBits(expected)) {
      assertThat(actual).isEqualTo(expected);
    }
  }
}
