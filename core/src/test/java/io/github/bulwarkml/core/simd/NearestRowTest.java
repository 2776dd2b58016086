// Copyright the Bulwark authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.github.bulwarkml.core.simd;

import static io.github.bulwarkml.core.simd.KernelInputs.floats;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.bulwarkml.core.random.Seed;
import io.github.bulwarkml.core.random.SplitMix64;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("kernels")
class NearestRowTest {
  private static int[] bruteForce(
      float[] rows, int count, int dimension, float[] queries, int queryCount, boolean distance) {
    int[] nearest = new int[queryCount];
    for (int q = 0; q < queryCount; q++) {
      double best = Double.NEGATIVE_INFINITY;
      for (int j = 0; j < count; j++) {
        double product = 0;
        double squares = 0;
        for (int k = 0; k < dimension; k++) {
          double c = rows[j * dimension + k];
          product += queries[q * dimension + k] * c;
          squares += c * c;
        }
        double score = distance ? -(squares / 2) + product : product;
        if (score > best) {
          best = score;
          nearest[q] = j;
        }
      }
    }
    return nearest;
  }

  @Test
  void decidesAsDoubleSumsDoEvenBetweenNearlyEqualRows() {
    SplitMix64 random = SplitMix64.of(Seed.of(5));
    for (int dimension : new int[] {1, 2, 7, 16, 33, 100}) {
      for (int count : new int[] {1, 2, 17, 1500}) {
        float[] rows = floats(count * dimension, "rows");
        float[] queries = floats(37 * dimension, "queries");
        // Half the rows copy another one up to the last bit of one element.
        for (int j = 1; j < count; j += 2) {
          int other = random.nextInt(j);
          System.arraycopy(rows, other * dimension, rows, j * dimension, dimension);
          int k = j * dimension + random.nextInt(dimension);
          rows[k] = random.nextInt(2) == 0 ? Math.nextUp(rows[k]) : rows[k];
        }
        for (boolean distance : new boolean[] {false, true}) {
          int[] expected = bruteForce(rows, count, dimension, queries, 37, distance);
          NearestRow active =
              distance
                  ? NearestRow.byDistance(rows, count, dimension)
                  : NearestRow.byInnerProduct(rows, count, dimension);
          NearestRow plain =
              new NearestRow(KernelInputs.plain().dense(), rows, count, dimension, distance);
          assertThat(active.ofAll(queries, 37)).containsExactly(expected);
          assertThat(plain.ofAll(queries, 37)).containsExactly(expected);
        }
      }
    }
  }

  @Test
  void hugeAndTinyNumbersAndTiesAreDecidedToo() {
    float huge = Float.MAX_VALUE;
    float tiny = Float.MIN_VALUE;
    float[] rows = {huge, huge, huge, -huge, 0, 0, tiny, tiny, huge, huge};
    float[] queries = {huge, huge, tiny, 0, -huge, huge, 0, 0};
    assertThat(NearestRow.byInnerProduct(rows, 5, 2).ofAll(queries, 4))
        .containsExactly(bruteForce(rows, 5, 2, queries, 4, false))
        .containsExactly(0, 0, 0, 0);
    assertThat(NearestRow.byDistance(rows, 5, 2).ofAll(queries, 4))
        .containsExactly(bruteForce(rows, 5, 2, queries, 4, true));
    assertThat(NearestRow.byDistance(rows, 5, 2).ofAll(queries, 0)).isEmpty();
  }

  @Test
  void badInputIsRefused() {
    assertThatThrownBy(() -> NearestRow.byDistance(new float[4], 0, 2))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("count must be >= 1, but was 0");
    assertThatThrownBy(() -> NearestRow.byDistance(new float[4], 3, 2))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("rows must hold [3, 2]");
    assertThatThrownBy(() -> NearestRow.byInnerProduct(new float[] {1, Float.NaN}, 1, 2))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("rows must be finite, but hold NaN");
    assertThatThrownBy(
            () ->
                NearestRow.byInnerProduct(new float[2], 1, 2)
                    .ofAll(new float[] {Float.POSITIVE_INFINITY, 0}, 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("queries must be finite, but hold Infinity");
  }
}
