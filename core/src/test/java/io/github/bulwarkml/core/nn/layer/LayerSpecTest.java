// Copyright the Bulwark authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.github.bulwarkml.core.nn.layer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What layers say of shapes that they cannot take. */
class LayerSpecTest {
  static List<LayerSpec> layers() {
    return List.of(
        Dense.of(2),
        Conv2d.of(2, 3),
        BatchNorm.standard(),
        LayerNorm.standard(),
        Lstm.of(2),
        CausalAttention.of(1),
        Positions.learned(),
        Embedding.of(3, 2),
        new Flatten(),
        new GlobalAveragePool(),
        new Pool2d(Pool2d.Rule.MAX, 2, 2),
        new Subsample(2, 4));
  }

  @ParameterizedTest
  @MethodSource("layers")
  void badShapesAreNamed(LayerSpec layer) {
    for (int[] shape : new int[][] {{}, {0}, {3, -1}, {2, 0, 2}, {1, 2, 3, 0}}) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> layer.outputShape(shape))
          .withMessageStartingWith("inputShape must ");
    }
  }

  @Test
  void weightsThatFitNoArrayAreRefused() {
    int huge = Integer.MAX_VALUE;
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Dense.of(2).parameters(new int[] {huge}))
        .withMessage(
            "inputShape must need arrays of at most 2147483647 elements, but [2147483647] needs"
                + " [2147483647, 2]");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Conv2d.of(1 << 20, 1023).parameters(new int[] {4, 4, huge}));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Lstm.of(1).parameters(new int[] {1, huge}));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> CausalAttention.of(1).parameters(new int[] {1, huge}));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Positions.learned().parameters(new int[] {huge, 2}));
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                new Sequence(List.of(new Flatten(), Dense.of(9)))
                    .parameters(new int[] {1 << 15, 1 << 15}))
        .withMessageStartingWith("layer 1 (dense 9): inputShape must need arrays of at most");
  }

  @Test
  void parametersNeedPositiveSizes() {
    Initializer start = Initializer.constant(0);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new ParameterSpec("w", List.of(2, 0), start, 1, 1))
        .withMessage("shape must have dimensions >= 1, but was [2, 0]");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new ParameterSpec("w", List.of(2), start, 0, 1))
        .withMessage("fanIn must be >= 1, but was 0");
  }

  @Test
  void rangesOutsideArraysAreRefusedByName() {
    for (boolean doubles : new boolean[] {false, true}) {
      try (NativeMemory memory = new NativeMemory(doubles)) {
        NativeArray array = memory.allocate(2, 3);
        array.set(new double[] {1, 2, 3, 4, 5, 6});
        assertThatThrownBy(() -> array.read(-1, new float[3], 2))
            .isInstanceOf(IndexOutOfBoundsException.class)
            .hasMessageStartingWith("at must be in [0, length of this array = 6]");
        assertThatThrownBy(() -> array.read(4, new double[3], 3))
            .isInstanceOf(IndexOutOfBoundsException.class)
            .hasMessageStartingWith("count must be in ");
        assertThatThrownBy(() -> array.write(0, new double[3], 4))
            .isInstanceOf(IndexOutOfBoundsException.class)
            .hasMessage("count must be in [0, length of source = 3], but was 4");
        assertThatThrownBy(() -> array.write(0, new float[3], -1))
            .isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> array.copy(0, memory.allocate(2), 1, 2))
            .isInstanceOf(IndexOutOfBoundsException.class)
            .hasMessageContaining("source");
        assertThatThrownBy(() -> array.matrix(-2, -3)).isInstanceOf(IllegalArgumentException.class);
        assertThat(array.toDoubles()).containsExactly(1, 2, 3, 4, 5, 6);
      }
    }
  }
}
