// Copyright the Bulwark authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.github.bulwarkml.core.nn.layer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TranscendentalTest {
  private static final Transcendental QUICK = new Transcendental(false);
  private static final Transcendental EXACT = new Transcendental(true);

  @Test
  void quickFunctionsAgreeWithExactOnes() {
    for (double x = -40; x <= 40; x += 0.00137) {
      assertThat(QUICK.exp(x) / Math.exp(x)).as("exp(%s)", x).isCloseTo(1, within(3e-10));
      assertThat(QUICK.sigmoid(x)).isCloseTo(EXACT.sigmoid(x), within(1e-10));
      assertThat(QUICK.tanh(x)).isCloseTo(Math.tanh(x), within(2e-10));
    }
  }

  @Test
  void quickTanhKeepsSmallNumbers() {
    for (double x = 1e-12; x < 0.1; x *= 1.7) {
      assertThat(QUICK.tanh(x) / Math.tanh(x)).as("tanh(%s)", x).isCloseTo(1, within(3e-8));
    }
  }

  @Test
  void quickGeluIsWithinItsBound() {
    ActivationFunction gelu = ActivationFunction.GELU;
    for (double x = -40; x <= 40; x += 0.00137) {
      assertThat(Transcendental.quickGelu(x))
          .as("gelu(%s)", x)
          .isCloseTo(gelu.value(x), within(3e-7));
      assertThat(Transcendental.quickGeluSlope(x))
          .as("slope of gelu at %s", x)
          .isCloseTo(gelu.slope(x, gelu.value(x)), within(3e-7));
    }
  }

  @ParameterizedTest
  @ValueSource(doubles = {-1e300, -800, -700, 700, 800, 1e300})
  void extremesStayFinite(double x) {
    assertThat(QUICK.exp(x)).isFinite().isGreaterThan(0);
    assertThat(QUICK.sigmoid(x)).isEqualTo(x > 0 ? 1.0 : 0.0, within(1e-300));
    assertThat(QUICK.tanh(x)).isEqualTo(Math.signum(x));
    assertThat(Transcendental.quickGelu(x)).isEqualTo(x > 0 ? x : 0.0, within(1e-10));
  }

  @Test
  void notANumberStays() {
    assertThat(QUICK.exp(Double.NaN)).isNaN();
    assertThat(QUICK.sigmoid(Double.NaN)).isNaN();
    assertThat(QUICK.tanh(Double.NaN)).isNaN();
    assertThat(Transcendental.quickGelu(Double.NaN)).isNaN();
    assertThat(Transcendental.quickGeluSlope(Double.NaN)).isNaN();
  }
}
