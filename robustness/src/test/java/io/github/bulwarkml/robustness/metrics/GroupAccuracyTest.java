// Copyright the Bulwark authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.github.bulwarkml.robustness.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class GroupAccuracyTest {
  private static final Offset<Double> EXACT = within(1e-12);

  @Test
  void generatedCase() {
    GeneratedCase c = new GeneratedCase();
    GroupAccuracy groups = GroupAccuracy.of(c.truth, c.predicted, c.groups, GeneratedCase.GROUPS);
    assertThat(groups.worst()).isCloseTo(0.624, EXACT);
    assertThat(groups.worstGroup()).isEqualTo(1);
    assertThat(groups.mean()).isCloseTo(0.682498194310, EXACT);
    assertThat(groups.percentile(0.1)).isCloseTo(0.643116883117, EXACT);
  }

  @Test
  void anEmptyGroupIsZeroAndIgnored() {
    GroupAccuracy groups =
        GroupAccuracy.of(new int[] {1, 1, 0}, new int[] {1, 0, 0}, new int[] {0, 0, 2}, 3);
    assertThat(groups.accuracy(1)).isZero();
    assertThat(groups.count(1)).isZero();
    assertThat(groups.worst()).isEqualTo(0.5);
    assertThat(groups.mean()).isEqualTo(0.75);
    assertThat(groups.percentile(0)).isEqualTo(0.5);
    assertThat(groups.percentile(0.5)).isEqualTo(0.75);
    assertThat(groups.percentile(1)).isEqualTo(1);
    assertThat(groups.toMap())
        .containsEntry("acc_group:0", 0.5)
        .containsEntry("count_group:2", 1.0)
        .containsEntry("acc_wg", 0.5)
        .containsEntry("10th_percentile_acc", 0.55);
  }

  @Test
  void nothingGivesZero() {
    GroupAccuracy groups = GroupAccuracy.of(new int[0], new int[0], new int[0], 4);
    assertThat(groups.worst()).isZero();
    assertThat(groups.worstGroup()).isEqualTo(-1);
    assertThat(groups.mean()).isZero();
    assertThat(groups.percentile(0.1)).isZero();
  }

  @Test
  void badInputIsNamed() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> GroupAccuracy.of(new int[1], new int[1], new int[] {2}, 2))
        .withMessage("groups[0] must be in [0, 2), but was 2");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> GroupAccuracy.of(new int[1], new int[1], new int[2], 2))
        .withMessage("groups must be as long as truth (1), but has 2");
    GroupAccuracy groups = GroupAccuracy.of(new int[1], new int[1], new int[1], 1);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> groups.percentile(Double.NaN))
        .withMessage("probability must be in [0, 1], but was NaN");
  }

  @Test
  void replicatesUseTheSampleStandardDeviation() {
    Replicates replicates = Replicates.of(0.30, 0.33, 0.36);
    assertThat(replicates.mean()).isCloseTo(0.33, EXACT);
    assertThat(replicates.standardDeviation().orElseThrow()).isCloseTo(0.03, EXACT);
    assertThat(Replicates.of(0.5).standardDeviation()).isEmpty();
    assertThatIllegalArgumentException()
        .isThrownBy(Replicates::of)
        .withMessage("values must not be empty");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Replicates.of(1, Double.NaN))
        .withMessageStartingWith("values[1] ");
  }
}
