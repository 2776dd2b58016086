// Copyright the Bulwark authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.github.bulwarkml.robustness.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;

class ScoreMatrixTest {
  private final ScoreMatrix scores =
      ScoreMatrix.of(new double[][] {{1, 3, 3, 0}, {5, 4, 3, 2}, {0, 0, 0, 0}});

  @Test
  void tiesResolveToTheLowestIndex() {
    assertThat(scores.argmax()).containsExactly(1, 0, 0);
    assertThat(scores.rank(0, 1)).isEqualTo(0);
    assertThat(scores.rank(0, 2)).isEqualTo(1);
    assertThat(scores.rank(2, 3)).isEqualTo(3);
    assertThat(scores.topHits(new int[] {2, 1, 3}, 1)).containsExactly(false, false, false);
    assertThat(scores.topAccuracy(new int[] {2, 1, 3}, 2)).isEqualTo(2.0 / 3);
    assertThat(scores.topAccuracy(new int[] {2, 1, 3}, 4)).isEqualTo(1);
  }

  @Test
  void subsetTakesTheArgmaxOverItsOwnLogits() {
    ClassMapping subset = ClassMapping.subset(new int[] {3, 0}, 4);
    assertThat(subset.apply(scores))
        .isEqualTo(ScoreMatrix.of(new double[][] {{0, 1}, {2, 5}, {0, 0}}));
    assertThat(subset.apply(scores).argmax()).containsExactly(1, 1, 0);
    assertThat(subset.targetOf(3)).isEqualTo(0);
    assertThat(subset.targetOf(1)).isEqualTo(ClassMapping.IGNORED);
  }

  @Test
  void manyToOneTakesTheLargestLogitPerTarget() {
    ClassMapping mapping = ClassMapping.manyToOne(new int[] {1, 0, -1, 0}, 2);
    assertThat(mapping.apply(scores))
        .isEqualTo(ScoreMatrix.of(new double[][] {{3, 1}, {4, 5}, {0, 0}}));
    assertThat(mapping.sourceClasses()).isEqualTo(4);
    assertThat(mapping.targetClasses()).isEqualTo(2);
  }

  @Test
  void badInputIsNamed() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ScoreMatrix.of(1, 2, new double[] {0, Double.NaN}))
        .withMessage("values at row 0, column 1 must be finite, but was NaN");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ScoreMatrix.of(Integer.MAX_VALUE, 2, new double[] {0, 1}))
        .withMessage("values must hold rows * columns = 4294967294 numbers, but has 2");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ScoreMatrix.of(new double[][] {{1, 2}, {1}}))
        .withMessage("rows[1] must be as long as rows[0] (2), but has 1");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ScoreMatrix.of(new double[0][]))
        .withMessage("rows must not be empty");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> scores.topAccuracy(new int[] {0, 0, 0}, 5))
        .withMessage("k must be in [1, 4], but was 5");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> scores.topAccuracy(new int[] {0, 4, 0}, 1))
        .withMessage("truth[1] must be in [0, 4), but was 4");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ClassMapping.subset(new int[] {1, 1}, 4))
        .withMessage("kept must not name a class twice, but class 1 is at 0 and 1");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ClassMapping.manyToOne(new int[] {0, 0}, 2))
        .withMessage("target class 1 has no source class");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ClassMapping.manyToOne(new int[] {0, 2}, 2))
        .withMessage("targetOfSource[1] must be -1 or in [0, 2), but was 2");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ClassMapping.subset(new int[] {1}, 3).apply(scores))
        .withMessage("scores must have 3 columns, but has 4");
  }
}
