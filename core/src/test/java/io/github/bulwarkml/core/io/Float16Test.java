// Copyright the Bulwark authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.github.bulwarkml.core.io;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bulwarkml.core.random.Seed;
import io.github.bulwarkml.core.random.SplitMix64;
import org.junit.jupiter.api.Test;

class Float16Test {
  /** The definition: sign, exponent, fraction. */
  private static double value(int bits) {
    int exponent = bits >> 10 & 31;
    int fraction = bits & 1023;
    double magnitude =
        exponent == 0
            ? Math.scalb((double) fraction, -24)
            : exponent == 31
                ? fraction == 0 ? Double.POSITIVE_INFINITY : Double.NaN
                : Math.scalb(1024.0 + fraction, exponent - 25);
    return bits < 0x8000 ? magnitude : -magnitude;
  }

  @Test
  void everyHalfGoesToFloatAndBack() {
    for (int bits = 0; bits < 0x10000; bits++) {
      short half = (short) bits;
      float wide = Float16.toFloat(half);
      assertThat(Double.compare(wide, value(bits))).isZero();
      if (Float.isNaN(wide)) {
        assertThat(Float16.fromFloat(wide) & 0xFFFF).isEqualTo(bits | 0x0200);
        assertThat(Float16.toFloat(Float16.fromDouble(wide))).isNaN();
      } else {
        assertThat(Float16.fromFloat(wide)).isEqualTo(half);
        assertThat(Float16.fromDouble(wide)).isEqualTo(half);
      }
    }
  }

  @Test
  void roundsToNearestTiesToEven() {
    for (int bits = 0; bits < 0x7BFF; bits++) {
      double low = value(bits);
      double high = value(bits + 1);
      double middle = (low + high) / 2; // exact
      int even = bits % 2 == 0 ? bits : bits + 1;
      assertThat((int) Float16.fromDouble(middle)).isEqualTo(even);
      assertThat((int) Float16.fromFloat((float) middle)).isEqualTo(even);
      assertThat((int) Float16.fromDouble(Math.nextDown(middle))).isEqualTo(bits);
      assertThat((int) Float16.fromDouble(Math.nextUp(middle))).isEqualTo(bits + 1);
      assertThat(Float16.fromDouble(-middle) & 0xFFFF).isEqualTo(even | 0x8000);
    }
  }

  @Test
  void overflowsToInfinityAndUnderflowsToZero() {
    assertThat(Float16.fromDouble(Math.nextDown(65520.0))).isEqualTo((short) 0x7BFF);
    assertThat(Float16.fromDouble(65520)).isEqualTo((short) 0x7C00);
    assertThat(Float16.fromFloat(-1e30f) & 0xFFFF).isEqualTo(0xFC00);
    assertThat(Float16.fromDouble(0x1p-25)).isEqualTo((short) 0);
    assertThat(Float16.fromDouble(Math.nextUp(0x1p-25))).isEqualTo((short) 1);
    assertThat(Float16.fromDouble(-Double.MIN_VALUE) & 0xFFFF).isEqualTo(0x8000);
    assertThat(Float16.fromDouble(Double.POSITIVE_INFINITY)).isEqualTo((short) 0x7C00);
  }

  @Test
  void roundsADoubleOnce() {
    // Through float this would tie and round to even, away from the nearest.
    double value = 1 + 0x1p-11 + 0x1p-40;
    assertThat(Float16.fromDouble(value)).isEqualTo((short) 0x3C01);
    assertThat(Float16.fromFloat((float) value)).isEqualTo((short) 0x3C00);
  }

  @Test
  void randomNumbersGoToANearestHalf() {
    SplitMix64 random = SplitMix64.of(Seed.of(42));
    for (int i = 0; i < 20_000; i++) {
      double value = Math.scalb(random.nextDouble() * 2 - 1, random.nextInt(44) - 27);
      short half = Float16.fromDouble(value);
      double error = Math.abs(value(half & 0xFFFF) - value);
      double magnitude = Math.abs(value(half & 0xFFFF));
      double step = Math.scalb(1.0, Math.max(Math.getExponent(magnitude), -14) - 10);
      assertThat(magnitude >= 65504 ? 0 : error).isLessThanOrEqualTo(step / 2);
    }
  }
}
