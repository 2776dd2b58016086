// Copyright the Bulwark authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.github.bulwarkml.robustness.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.github.bulwarkml.core.random.Seed;
import io.github.bulwarkml.core.random.SplitMix64;
import io.github.bulwarkml.core.testing.Cases;
import java.util.stream.Stream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ClassCountsTest {
  private static final Offset<Double> EXACT = within(1e-12);

  @Test
  void theThreeAveragesDiffer() {
    int[] truth = {0, 0, 1, 1, 1, 3, 3, 5};
    int[] predicted = {0, 2, 1, 1, 4, 3, 1, 5};
    ClassCounts counts = ClassCounts.of(truth, predicted, 6);
    assertThat(counts.macroRecall(MacroAverage.WILDS)).isCloseTo(0.666666666667, EXACT);
    assertThat(counts.macroF1(MacroAverage.WILDS)).isCloseTo(0.75, EXACT);
    assertThat(counts.macroRecall(MacroAverage.UNION)).isCloseTo(0.444444444444, EXACT);
    assertThat(counts.macroF1(MacroAverage.UNION)).isCloseTo(0.5, EXACT);
    assertThat(counts.macroRecall(MacroAverage.ALL_CLASSES)).isCloseTo(0.444444444444, EXACT);
    assertThat(counts.macroF1(MacroAverage.ALL_CLASSES)).isCloseTo(0.5, EXACT);
    // with K = 8 the two modes that look alike above part too
    ClassCounts wider = ClassCounts.of(truth, predicted, 8);
    assertThat(wider.macroF1(MacroAverage.UNION)).isCloseTo(0.5, EXACT);
    assertThat(wider.macroF1(MacroAverage.ALL_CLASSES)).isCloseTo(3.0 / 8, EXACT);
  }

  @Test
  void nothingHitGivesZero() {
    ClassCounts counts = ClassCounts.of(new int[] {2, 2, 2}, new int[] {1, 1, 0}, 3);
    assertThat(counts.macroF1(MacroAverage.WILDS)).isZero();
    assertThat(counts.f1(2)).isZero();
  }

  @Test
  void emptyInputGivesZero() {
    ClassCounts counts = ClassCounts.of(new int[0], new int[0], 3);
    assertThat(counts.accuracy()).isZero();
    for (MacroAverage average : MacroAverage.values()) {
      assertThat(counts.macroF1(average)).isZero();
      assertThat(counts.macroRecall(average)).isZero();
    }
  }

  @Test
  void generatedCase() {
    GeneratedCase c = new GeneratedCase();
    ClassCounts counts = ClassCounts.of(c.truth, c.predicted, GeneratedCase.CLASSES);
    assertThat(counts.accuracy()).isCloseTo(0.682666666667, EXACT);
    assertThat(counts.macroF1(MacroAverage.WILDS)).isCloseTo(0.654654457634, EXACT);
    assertThat(counts.macroF1(MacroAverage.UNION)).isCloseTo(0.581915073452, EXACT);
    assertThat(counts.macroRecall(MacroAverage.WILDS)).isCloseTo(0.675060608644, EXACT);
  }

  static Stream<Seed> seeds() {
    return Cases.seeds(50);
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void agreesWithTheDefinitionAndTheMatrix(Seed seed) {
    SplitMix64 random = SplitMix64.of(seed);
    int classes = 1 + random.nextInt(9);
    int n = random.nextInt(40);
    int[] truth = random.nextInt(2) == 0 ? labels(random, n, classes) : labels(random, n, 1);
    int[] predicted = labels(random, n, classes);
    ClassCounts counts = ClassCounts.of(truth, predicted, classes);
    ConfusionMatrix matrix = ConfusionMatrix.of(truth, predicted, classes);
    int total = 0;
    for (int a = 0; a < classes; a++) {
      int row = 0;
      int column = 0;
      for (int b = 0; b < classes; b++) {
        int cell = 0;
        for (int i = 0; i < n; i++) {
          cell += truth[i] == a && predicted[i] == b ? 1 : 0;
        }
        assertThat(matrix.count(a, b)).isEqualTo(cell);
        total += cell;
        row += matrix.count(a, b);
        column += matrix.count(b, a);
      }
      assertThat(counts.support(a)).isEqualTo(row);
      assertThat(counts.truePositives(a)).isEqualTo(matrix.count(a, a));
      assertThat(counts.falseNegatives(a)).isEqualTo(row - matrix.count(a, a));
      assertThat(counts.falsePositives(a)).isEqualTo(column - matrix.count(a, a));
      double precision = counts.precision(a);
      double recall = counts.recall(a);
      double harmonic = precision + recall == 0 ? 0 : 2 * precision * recall / (precision + recall);
      assertThat(counts.f1(a)).isCloseTo(harmonic, EXACT);
    }
    assertThat(total).isEqualTo(n);
    assertThat(matrix.cells().stream().mapToInt(ConfusionMatrix.Cell::count).sum()).isEqualTo(n);
  }

  private static int[] labels(SplitMix64 random, int n, int classes) {
    int[] labels = new int[n];
    for (int i = 0; i < n; i++) {
      labels[i] = random.nextInt(classes);
    }
    return labels;
  }

  @Test
  void mostConfusedComesFirst() {
    ConfusionMatrix matrix =
        ConfusionMatrix.of(new int[] {0, 0, 1, 1, 1, 2}, new int[] {1, 1, 1, 0, 2, 2}, 3);
    assertThat(matrix.mostConfused(2))
        .containsExactly(new ConfusionMatrix.Cell(0, 1, 2), new ConfusionMatrix.Cell(1, 0, 1));
    assertThat(matrix.mostConfused(0)).isEmpty();
  }

  @Test
  void badInputIsNamed() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ClassCounts.of(new int[] {0, 3}, new int[] {0, 0}, 3))
        .withMessage("truth[1] must be in [0, 3), but was 3");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ClassCounts.of(new int[] {0, 1}, new int[] {0, -1}, 3))
        .withMessage("predicted[1] must be in [0, 3), but was -1");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ClassCounts.of(new int[] {0, 1}, new int[] {0}, 3))
        .withMessage("predicted must be as long as truth (2), but has 1");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ClassCounts.of(new int[0], new int[0], Integer.MAX_VALUE))
        .withMessage("classes must be in [1, 1048576], but was 2147483647");
    ClassCounts counts = ClassCounts.of(new int[] {0}, new int[] {0}, 2);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> counts.recall(2))
        .withMessage("label must be in [0, 1], but was 2");
  }

  @Test
  void classCountIsOneMoreThanTheLargestLabel() {
    assertThat(Labels.classCount(new int[] {0, 4}, new int[] {2})).isEqualTo(5);
    assertThat(Labels.classCount()).isEqualTo(1);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Labels.classCount(new int[] {Integer.MAX_VALUE}))
        .withMessageStartingWith("labels[0]");
  }
}
