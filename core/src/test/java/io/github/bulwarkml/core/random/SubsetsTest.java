// Copyright the Bulwark authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.github.bulwarkml.core.random;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.bulwarkml.core.testing.StatCheck;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@Tag("statistical")
class SubsetsTest {
  private static final int N = 120_000;

  private final StatCheck check = StatCheck.of("SubsetsTest");

  static java.util.stream.Stream<Seed> seeds() {
    return io.github.bulwarkml.core.testing.Cases.seeds(50);
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void resultsAreWhatTheyAreCalled(Seed seed) {
    Rng random = Rng.of(seed);
    int n = random.nextInt(200);
    int[] order = Subsets.permutation(random, n);
    Arrays.sort(order);
    for (int i = 0; i < n; i++) {
      assertThat(order[i]).isEqualTo(i);
    }
    int k = random.nextInt(n + 1);
    assertAscending(Subsets.subset(random, n, k), n);
    assertThat(Subsets.subset(random, n, k)).hasSize(k);
    assertAscending(Subsets.poisson(random, n, random.nextDouble()), n);
    int[] drawn = Subsets.withReplacement(random, n + 1, k);
    assertThat(drawn).hasSize(k);
    assertThat(Arrays.stream(drawn).allMatch(i -> i >= 0 && i <= n)).isTrue();
  }

  private static void assertAscending(int[] numbers, int n) {
    int last = -1;
    for (int number : numbers) {
      assertThat(number).isGreaterThan(last).isLessThan(n);
      last = number;
    }
  }

  @Test
  void allShufflesAreTheSame() {
    int[] ints = {0, 1, 2, 3, 4, 5, 6};
    double[] doubles = {0, 1, 2, 3, 4, 5, 6};
    List<Integer> list = new ArrayList<>(List.of(0, 1, 2, 3, 4, 5, 6));
    Subsets.shuffle(Rng.of(Seed.of(3)), ints);
    Subsets.shuffle(Rng.of(Seed.of(3)), doubles);
    Subsets.shuffle(Rng.of(Seed.of(3)), list);
    assertThat(Subsets.permutation(Rng.of(Seed.of(3)), 7)).isEqualTo(ints);
    for (int i = 0; i < 7; i++) {
      assertThat(doubles[i]).isEqualTo(ints[i]);
      assertThat(list.get(i)).isEqualTo(ints[i]);
    }
  }

  /** Null: all 24 orders of 4 are equally likely. Chi-square(23), n = 120,000, alpha 1e-9. */
  @Test
  void ordersAreEquallyLikely() {
    double[] even = new double[24];
    Arrays.fill(even, 1.0 / 24);
    Rng random = check.stream("orders");
    long[] counts = new long[24];
    long[] naive = new long[24];
    for (int i = 0; i < N; i++) {
      counts[rank(Subsets.permutation(random, 4))]++;
      naive[rank(naiveShuffle(random))]++;
    }
    check.chiSquare("orders", counts, even).holds();
    // The classic defect: swapping each place with any place.
    check.chiSquare("naive shuffle", naive, even).isCaught();
  }

  private static int[] naiveShuffle(Rng random) {
    int[] order = {0, 1, 2, 3};
    for (int i = 0; i < 4; i++) {
      int j = random.nextInt(4);
      int value = order[i];
      order[i] = order[j];
      order[j] = value;
    }
    return order;
  }

  private static int rank(int[] order) {
    int rank = 0;
    for (int i = 0; i < order.length; i++) {
      int smaller = 0;
      for (int j = i + 1; j < order.length; j++) {
        smaller += order[j] < order[i] ? 1 : 0;
      }
      rank = rank * (order.length - i) + smaller;
    }
    return rank;
  }

  /** Null: all 20 subsets of 3 of 6 are equally likely. Chi-square(19), n = 120,000. */
  @Test
  void subsetsAreEquallyLikely() {
    double[] even = new double[64];
    for (int mask = 0; mask < 64; mask++) {
      even[mask] = Integer.bitCount(mask) == 3 ? 1.0 / 20 : 0;
    }
    Rng random = check.stream("subsets");
    long[] counts = new long[64];
    long[] systematic = new long[64];
    for (int i = 0; i < N; i++) {
      counts[mask(Subsets.subset(random, 6, 3))]++;
      int start = random.nextInt(6);
      systematic[mask(new int[] {start, (start + 1) % 6, (start + 2) % 6})]++;
    }
    check.chiSquare("subsets", counts, even).holds();
    // Every element is in half of these too, but not every subset appears.
    check.chiSquare("neighbours only", systematic, even).isCaught();
  }

  private static int mask(int[] numbers) {
    int mask = 0;
    for (int number : numbers) {
      mask |= 1 << number;
    }
    return mask;
  }

  /** Null: five numbers, each present with 0.3 independently. Chi-square(31), n = 120,000. */
  @Test
  void poissonSubsetsAreIndependent() {
    double[] probabilities = new double[32];
    for (int mask = 0; mask < 32; mask++) {
      int ones = Integer.bitCount(mask);
      probabilities[mask] = Math.pow(0.3, ones) * Math.pow(0.7, 5 - ones);
    }
    Rng random = check.stream("poisson");
    long[] counts = new long[32];
    long[] fixedSize = new long[32];
    for (int i = 0; i < N; i++) {
      counts[mask(Subsets.poisson(random, 5, 0.3))]++;
      int size = random.nextInt(10) < 5 ? 1 : 2;
      fixedSize[mask(Subsets.subset(random, 5, size))]++;
    }
    check.chiSquare("Poisson subsets", counts, probabilities).holds();
    // The same share of elements, but batches of nearly one size: not what accountants assume.
    check.chiSquare("fixed size", fixedSize, probabilities).isCaught();
  }

  @Test
  void endsOfTheRangesWork() {
    Rng random = Rng.of(Seed.of(1));
    assertThat(Subsets.permutation(random, 0)).isEmpty();
    assertThat(Subsets.subset(random, 0, 0)).isEmpty();
    assertThat(Subsets.subset(random, 3, 3)).containsExactly(0, 1, 2);
    assertAscending(Subsets.subset(random, Integer.MAX_VALUE, 1000), Integer.MAX_VALUE);
    assertThat(Subsets.poisson(random, 4, 1)).containsExactly(0, 1, 2, 3);
    assertThat(Subsets.poisson(random, 4, 0)).isEmpty();
    assertThat(Subsets.poisson(random, Integer.MAX_VALUE, 1e-300)).isEmpty();
  }

  @Test
  void badInputIsRefused() {
    Rng random = Rng.of(Seed.of(1));
    assertThatThrownBy(() -> Subsets.permutation(random, -1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("n must be >= 0, but was -1");
    assertThatThrownBy(() -> Subsets.permutation(random, Integer.MAX_VALUE))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("to fit the heap, but was 2147483647");
    assertThatThrownBy(() -> Subsets.subset(random, 3, 4))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("k must be in [0, 3], but was 4");
    assertThatThrownBy(() -> Subsets.poisson(random, Integer.MAX_VALUE, 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("n * probability must be at most");
    assertThatThrownBy(() -> Subsets.poisson(random, 3, Double.NaN))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("probability must be in [0, 1], but was NaN");
    assertThatThrownBy(() -> Subsets.withReplacement(random, 0, 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("n must be >= 1, but was 0");
  }
}
