// Copyright the Bulwark authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.github.bulwarkml.core.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class ImageSetTest {
  private final ImageSet set =
      ImageSet.of(1, 1, 2, 3, new byte[] {1, 2, 3, 4, 5, 6}, new int[] {0, 1, 2});

  @Test
  void domainsFollowTheImages() {
    assertThat(set.domains()).isEmpty();
    ImageSet placed = set.withDomains(new int[] {7, 8, 9});
    assertThat(placed.domains().orElseThrow()).containsExactly(7, 8, 9);
    ImageSet chosen = placed.select(2, 0, 2);
    assertThat(chosen.labels()).containsExactly(2, 0, 2);
    assertThat(chosen.domains().orElseThrow()).containsExactly(9, 7, 9);
    assertThat(chosen.pixel(0, 0, 0, 1)).isEqualTo(6);
    assertThat(chosen.pixel(1, 0, 0, 0)).isEqualTo(1);
    assertThat(chosen.classes()).isEqualTo(3);
    assertThat(set.select().size()).isZero();
    assertThat(set.select(1).domains()).isEmpty();
  }

  @Test
  void otherLabelsForTheSameImages() {
    ImageSet coarse = set.withDomains(new int[] {7, 8, 9}).withLabels(new int[] {1, 0, 1}, 2);
    assertThat(coarse.labels()).containsExactly(1, 0, 1);
    assertThat(coarse.classes()).isEqualTo(2);
    assertThat(coarse.domains()).isPresent();
    assertThat(coarse.pixel(2, 0, 0, 0)).isEqualTo(5);
    assertThat(set.labels()).containsExactly(0, 1, 2);
  }

  @Test
  void badInput() {
    assertThatThrownBy(() -> set.withDomains(new int[2]))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("newDomains must be as long as the set (3), but has 2");
    assertThatThrownBy(() -> set.withDomains(new int[] {0, -1, 0}))
        .hasMessage("newDomains[1] must be >= 0, but was -1");
    assertThatThrownBy(() -> set.withLabels(new int[3], 0))
        .hasMessageContaining("newClasses must be >= 1");
    assertThatThrownBy(() -> set.withLabels(new int[] {0, 0, 5}, 5))
        .hasMessage("labels[2] must be in [0, 4], but was 5");
    assertThatThrownBy(() -> set.select(3))
        .isInstanceOf(IndexOutOfBoundsException.class)
        .hasMessage("images[0] must be in [0, 3), but was 3");
  }
}
