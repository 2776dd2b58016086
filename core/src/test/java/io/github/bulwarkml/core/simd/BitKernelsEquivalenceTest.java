// Copyright the Bulwark authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.github.bulwarkml.core.simd;

import static io.github.bulwarkml.core.simd.KernelInputs.OFFSETS;
import static io.github.bulwarkml.core.simd.KernelInputs.bytes;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@Tag("kernels")
class BitKernelsEquivalenceTest {
  @ParameterizedTest
  @MethodSource("io.github.bulwarkml.core.simd.KernelInputs#lengths")
  void agreeWithTheDefinition(int n) {
    for (int offset : OFFSETS) {
      byte[] a = bytes(n + offset, "a" + n);
      byte[] b = bytes(n + 4, "b" + n);
      for (BitKernels kernels :
          new BitKernels[] {ActiveKernels.get().bits(), KernelInputs.plain().bits()}) {
        byte[] target = new byte[n + 1];
        kernels.xor(a, offset, b, 4, target, 1, n);
        long ones = 0;
        long different = 0;
        for (int i = 0; i < n; i++) {
          int difference = a[offset + i] ^ b[4 + i];
          assertThat(target[1 + i]).isEqualTo((byte) difference);
          ones += Integer.bitCount(a[offset + i] & 255);
          different += Integer.bitCount(difference & 255);
        }
        assertThat(kernels.popcount(a, offset, n)).isEqualTo(ones);
        assertThat(kernels.hammingDistance(a, offset, b, 4, n)).isEqualTo(different);
      }
    }
  }
}
