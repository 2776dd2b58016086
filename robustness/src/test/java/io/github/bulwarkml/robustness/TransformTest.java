// Copyright the Bulwark authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.github.bulwarkml.robustness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.bulwarkml.core.random.Seed;
import io.github.bulwarkml.core.random.SplitMix64;
import io.github.bulwarkml.core.testing.Cases;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class TransformTest {
  static Stream<Seed> seeds() {
    return Cases.seeds(200);
  }

  @Test
  void ends() {
    assertThat(Transform.LOGIT.apply(0)).isEqualTo(Double.NEGATIVE_INFINITY);
    assertThat(Transform.LOGIT.apply(1)).isEqualTo(Double.POSITIVE_INFINITY);
    assertThat(Transform.PROBIT.apply(0)).isEqualTo(Double.NEGATIVE_INFINITY);
    assertThat(Transform.PROBIT.apply(1)).isEqualTo(Double.POSITIVE_INFINITY);
    assertThat(Transform.LINEAR.apply(1)).isEqualTo(1);
    assertThat(Transform.LOGIT.inverse(-1e308)).isZero();
    assertThat(Transform.LOGIT.inverse(1e308)).isEqualTo(1);
    assertThat(Transform.LOGIT.inverse(Double.NEGATIVE_INFINITY)).isZero();
    assertThat(Transform.PROBIT.inverse(Double.POSITIVE_INFINITY)).isEqualTo(1);
  }

  @Test
  void values() {
    assertThat(Transform.LOGIT.apply(0.5)).isZero();
    assertThat(Transform.LOGIT.apply(0.75)).isCloseTo(1.0986122886681098, within(1e-15));
    assertThat(Transform.PROBIT.apply(0.7615)).isCloseTo(0.7111359409013772, within(1e-14));
    assertThat(Transform.PROBIT.apply(0.5)).isZero();
    assertThat(Transform.LOGIT.isExtreme(1)).isTrue();
    assertThat(Transform.LINEAR.isExtreme(1)).isFalse();
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void inverseUndoes(Seed seed) {
    SplitMix64 random = SplitMix64.of(seed);
    double p = random.nextDouble();
    double q = random.nextDouble();
    for (Transform transform : Transform.values()) {
      assertThat(transform.inverse(transform.apply(p))).isCloseTo(p, within(1e-14));
      assertThat(Double.compare(transform.apply(p), transform.apply(q)))
          .isEqualTo(Double.compare(p, q));
    }
  }

  @ParameterizedTest
  @ValueSource(doubles = {Double.NaN, -1e-9, 1.0000001, 63.3, Double.POSITIVE_INFINITY})
  void accuraciesOutsideTheUnitIntervalAreRefused(double p) {
    for (Transform transform : Transform.values()) {
      assertThatThrownBy(() -> transform.apply(p))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageStartingWith("p must be in [0, 1], but was ");
    }
  }

  @ParameterizedTest
  @EnumSource
  void notANumberHasNoInverse(Transform transform) {
    assertThatThrownBy(() -> transform.inverse(Double.NaN))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("NaN");
  }
}
