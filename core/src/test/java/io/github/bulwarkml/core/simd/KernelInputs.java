// Copyright the Bulwark authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.github.bulwarkml.core.simd;

import io.github.bulwarkml.core.random.Seed;
import io.github.bulwarkml.core.random.SplitMix64;
import java.util.stream.IntStream;

/** Lengths, offsets and values that catch kernels out. */
final class KernelInputs {
  static final int[] OFFSETS = {0, 1, 3, 8};

  private static final float[] SPECIAL = {
    0f,
    -0f,
    1f,
    -1f,
    Float.MIN_VALUE,
    -Float.MIN_VALUE,
    Float.MIN_NORMAL,
    Float.MAX_VALUE,
    -Float.MAX_VALUE,
    Float.POSITIVE_INFINITY,
    Float.NEGATIVE_INFINITY,
    Float.NaN
  };

  private KernelInputs() {}

  static IntStream lengths() {
    return IntStream.concat(IntStream.rangeClosed(0, 67), IntStream.of(127, 128, 129, 1000, 4098));
  }

  /** Uniform in [-1, 1). */
  static float[] floats(int length, String label) {
    SplitMix64 random = SplitMix64.of(Seed.of(42).child(label));
    float[] values = new float[length];
    for (int i = 0; i < length; i++) {
      values[i] = (float) (2 * random.nextDouble() - 1);
    }
    return values;
  }

  /** Mostly uniform, one in four a special value; with NaN only if asked. */
  static float[] specialFloats(int length, String label, boolean nan) {
    SplitMix64 random = SplitMix64.of(Seed.of(43).child(label));
    float[] values = floats(length, label);
    for (int i = 0; i < length; i++) {
      if (random.nextInt(4) == 0) {
        values[i] = SPECIAL[random.nextInt(SPECIAL.length - (nan ? 0 : 1))];
      }
    }
    return values;
  }

  /** All 256 values, the ends of the range often. */
  static byte[] bytes(int length, String label) {
    SplitMix64 random = SplitMix64.of(Seed.of(44).child(label));
    byte[] values = new byte[length];
    for (int i = 0; i < length; i++) {
      int choice = random.nextInt(8);
      values[i] =
          (byte)
              (choice == 0 ? 127 : choice == 1 ? -127 : choice == 2 ? -128 : random.nextInt(256));
    }
    return values;
  }

  /** Kernels that the process did not have to choose: the reference and the active ones. */
  static Kernels plain() {
    return new PlainKernels();
  }
}
