// Copyright the Bulwark authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.github.bulwarkml.core.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;

class ShapesTest {
  @Test
  void lengthIsTheProduct() {
    assertThat(Shapes.length()).isEqualTo(1);
    assertThat(Shapes.length(3, 0, 5)).isZero();
    assertThat(Shapes.length(32, 64)).isEqualTo(2048);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Shapes.length(2, -1))
        .withMessage("shape[1] must be >= 0, but shape was [2, -1]");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Shapes.length(65536, 65536))
        .withMessage("shape must have at most 2147483647 elements, but was [65536, 65536]");
  }

  @Test
  void mismatchesShowBothShapes() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Shapes.requireMatmul(new int[] {32, 64}, new int[] {32, 10}))
        .withMessage("matmul needs a.columns == b.rows, but a is [32, 64] and b is [32, 10]");
    assertThatIllegalArgumentException()
        .isThrownBy(
            () -> Shapes.requireSame("add", "logits", new int[] {8, 2}, "labels", new int[] {8}))
        .withMessage("add needs equal shapes, but logits is [8, 2] and labels is [8]");
    assertThatIllegalArgumentException()
        .isThrownBy(
            () -> Shapes.requireRank("images", new int[] {3, 32}, 3, "[channels, height, width]"))
        .withMessage("images must have rank 3 [channels, height, width], but is [3, 32]");
  }

  @Test
  void fittingShapesPass() {
    assertThatCode(
            () -> {
              Shapes.requireMatmul(new int[] {32, 64}, new int[] {64, 10});
              Shapes.requireSame("add", "a", new int[] {1, 2}, "b", new int[] {1, 2});
              Shapes.requireRank("a", new int[] {1, 2}, 2, "[rows, columns]");
            })
        .doesNotThrowAnyException();
  }
}
