// Copyright the Bulwark authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.github.bulwarkml.core.random;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class SeedTest {
  @Test
  void childrenMatchTheSpecification() {
    assertThat(Seed.of(42).child("noise").value()).isEqualTo(0x9273d31861e7a384L);
    assertThat(Seed.of(42).child("shuffle").value()).isEqualTo(0x3f4eff87fd2573d4L);
    assertThat(Seed.of(42).child("client/0").value()).isEqualTo(0x2cd74a01d5c94e4cL);
    assertThat(Seed.of(42).child("client/1").value()).isEqualTo(0xaa615193610022c7L);
    assertThat(Seed.of(0).child("").value()).isEqualTo(0xc98ce445c0f9dc73L);
    assertThat(Seed.of(-1).child("\u00e9").value()).isEqualTo(0xdabba5b51f8f6d1bL);
  }

  @Test
  void printsAsHexadecimal() {
    assertThat(Seed.of(42)).hasToString("Seed(000000000000002a)");
  }

  @Test
  @SuppressWarnings("NullAway") // on purpose
  void refusesNull() {
    assertThatThrownBy(() -> Seed.of(1).child(null))
        .isInstanceOf(NullPointerException.class)
        .hasMessage("label");
  }
}
