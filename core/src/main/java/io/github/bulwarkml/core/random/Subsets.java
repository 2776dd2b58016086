// Copyright the Bulwark authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.github.bulwarkml.core.random;

import io.github.bulwarkml.core.internal.Require;
import java.util.Arrays;
import java.util.List;
import org.apache.commons.rng.UniformRandomProvider;

/**
 * Orders and selections of indices: epochs, batches, splits, bootstraps.
 *
 * <p>All follow fixed algorithms, so equal bits give equal results. As thread-safe as the source
 * passed in.
 *
 * @since 0.1.0
 */
public final class Subsets {
  private Subsets() {}

  /**
   * {@return the numbers 0 to {@code n - 1} in uniform random order}
   *
   * @param random the bits
   * @param n how many, at least 0
   * @throws IllegalArgumentException if {@code n} is negative or larger than the heap
   */
  public static int[] permutation(UniformRandomProvider random, int n) {
    Require.atLeast(n, 0, "n");
    Require.fitsHeap(n, Integer.BYTES, "n");
    int[] order = new int[n];
    for (int i = 0; i < n; i++) {
      order[i] = i;
    }
    shuffle(random, order);
    return order;
  }

  /**
   * Puts an array into uniform random order (Fisher and Yates, from the last place down).
   *
   * @param random the bits
   * @param values the array to shuffle
   */
  public static void shuffle(UniformRandomProvider random, int[] values) {
    for (int i = values.length - 1; i > 0; i--) {
      int j = random.nextInt(i + 1);
      int value = values[i];
      values[i] = values[j];
      values[j] = value;
    }
  }

  /**
   * Puts an array into uniform random order, the same one as for an int array of that length.
   *
   * @param random the bits
   * @param values the array to shuffle
   */
  public static void shuffle(UniformRandomProvider random, double[] values) {
    for (int i = values.length - 1; i > 0; i--) {
      int j = random.nextInt(i + 1);
      double value = values[i];
      values[i] = values[j];
      values[j] = value;
    }
  }

  /**
   * Puts a list into uniform random order, the same one as for an int array of that length.
   *
   * @param <T> the type of the elements
   * @param random the bits
   * @param values the list to shuffle; fast only with random access
   */
  public static <T> void shuffle(UniformRandomProvider random, List<T> values) {
    for (int i = values.size() - 1; i > 0; i--) {
      int j = random.nextInt(i + 1);
      values.set(i, values.set(j, values.get(i)));
    }
  }

  /**
   * {@return {@code k} different numbers below {@code n}, ascending, every such set equally likely}
   *
   * <p>Floyd's algorithm (Bentley, Floyd, CACM 30(9), 1987, doi:10.1145/30401.315746): k draws and
   * memory for 4 k numbers, whatever n.
   *
   * @param random the bits
   * @param n how many numbers there are, at least 0
   * @param k how many to take, in [0, n]
   * @throws IllegalArgumentException if a parameter is out of range or {@code k} exceeds the heap
   */
  public static int[] subset(UniformRandomProvider random, int n, int k) {
    Require.atLeast(n, 0, "n");
    Require.inRange(k, 0, n, "k");
    Require.fitsHeap(4L * k, Integer.BYTES, "four times k");
    int[] chosen = new int[k];
    IntSet seen = new IntSet(k);
    for (int i = 0; i < k; i++) {
      int limit = n - k + i;
      int candidate = random.nextInt(limit + 1);
      chosen[i] = seen.add(candidate) ? candidate : limit;
      if (chosen[i] == limit) {
        seen.add(limit);
      }
    }
    Arrays.sort(chosen);
    return chosen;
  }

  /**
   * {@return the numbers below {@code n}, ascending, each present with the same probability
   * independently of all others: the batch of a privacy accountant's "Poisson sampling"}
   *
   * <p>The gaps are geometric, by inversion of a 53-bit uniform number: the work is that of the
   * result's length, not of n.
   *
   * @param random the bits
   * @param n how many numbers there are, at least 0
   * @param probability of each to be present, in [0, 1]
   * @throws IllegalArgumentException if a parameter is out of range or the result may exceed the
   *     heap
   */
  public static int[] poisson(UniformRandomProvider random, int n, double probability) {
    Require.atLeast(n, 0, "n");
    Require.inRange(probability, 0, 1, "probability");
    double expected = n * probability;
    double generous = Math.min(n, expected + 10 * Math.sqrt(expected) + 100);
    Require.fitsHeap((long) generous, Integer.BYTES, "n * probability");
    if (probability == 0) {
      return new int[0];
    }
    double logMiss = StrictMath.log1p(-probability);
    int[] present = new int[(int) generous];
    int count = 0;
    for (long next = gap(random, logMiss); next < n; next += 1 + gap(random, logMiss)) {
      if (count == present.length) {
        present = Arrays.copyOf(present, (int) Math.min(n, 2L * count + 1));
      }
      present[count++] = (int) next;
    }
    return Arrays.copyOf(present, count);
  }

  /** How many are passed over before the next present one. */
  private static long gap(UniformRandomProvider random, double logMiss) {
    // 1 - u is in (0, 1]; at probability 1 the quotient is -x / -infinity = 0.
    double gap = Math.floor(StrictMath.log(1 - random.nextDouble()) / logMiss);
    return gap < Integer.MAX_VALUE ? (long) gap : Integer.MAX_VALUE;
  }

  /**
   * {@return {@code k} independent uniform numbers below {@code n}: a bootstrap sample}
   *
   * @param random the bits
   * @param n how many numbers there are, at least 1
   * @param k how many to draw, at least 0
   * @throws IllegalArgumentException if a parameter is out of range or {@code k} exceeds the heap
   */
  public static int[] withReplacement(UniformRandomProvider random, int n, int k) {
    Require.atLeast(n, 1, "n");
    Require.atLeast(k, 0, "k");
    Require.fitsHeap(k, Integer.BYTES, "k");
    int[] drawn = new int[k];
    for (int i = 0; i < k; i++) {
      drawn[i] = random.nextInt(n);
    }
    return drawn;
  }

  /** A set of numbers at least 0 with open addressing. */
  private static final class IntSet {
    private final int[] slots;

    IntSet(int size) {
      int capacity = 4;
      while (capacity < 2L * size && capacity < 1 << 30) {
        capacity *= 2;
      }
      slots = new int[capacity];
    }

    /** Adds a number and tells whether it is new. */
    boolean add(int value) {
      int mask = slots.length - 1;
      int slot = (int) (SplitMix64.mix(value) >>> 32) & mask;
      while (slots[slot] != 0) {
        if (slots[slot] == value + 1) {
          return false;
        }
        slot = (slot + 1) & mask;
      }
      slots[slot] = value + 1;
      return true;
    }
  }
}
