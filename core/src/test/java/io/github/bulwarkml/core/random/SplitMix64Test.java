// Copyright the Bulwark authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.github.bulwarkml.core.random;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class SplitMix64Test {
  @Test
  void matchesTheSpecification() {
    SplitMix64 zero = new SplitMix64(0);
    assertThat(zero.nextLong()).isEqualTo(0xE220A8397B1DCDAFL);
    assertThat(zero.nextLong()).isEqualTo(0x6E789E6AA1B965F4L);
    assertThat(zero.nextLong()).isEqualTo(0x06C45D188009454FL);
    SplitMix64 answer = SplitMix64.of(Seed.of(42));
    assertThat(answer.nextLong()).isEqualTo(0xBDD732262FEB6E95L);
    assertThat(answer.nextLong()).isEqualTo(0x28EFE333B266F103L);
    assertThat(answer.nextLong()).isEqualTo(0x47526757130F9F52L);
    assertThat(SplitMix64.mix(1)).isEqualTo(0x5692161d100b05e5L);
  }

  @Test
  void doublesMatchTheSpecification() {
    SplitMix64 answer = new SplitMix64(42);
    double[] expected = {0.74156488, 0.15991039, 0.27860113, 0.34419072, 0.03803017};
    for (double value : expected) {
      assertThat(answer.nextDouble())
          .isCloseTo(value, org.assertj.core.api.Assertions.within(5e-9));
    }
  }

  @Test
  void boundedIntegersCoverTheRangeAndRefuseAnEmptyOne() {
    SplitMix64 random = new SplitMix64(7);
    boolean[] seen = new boolean[7];
    for (int i = 0; i < 1000; i++) {
      seen[random.nextInt(7)] = true;
    }
    assertThat(seen).containsOnly(true);
    assertThatThrownBy(() -> random.nextInt(0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("bound must be >= 1, but was 0");
  }
}
