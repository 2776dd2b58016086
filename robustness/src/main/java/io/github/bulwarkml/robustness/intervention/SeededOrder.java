// Copyright the Bulwark authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.github.bulwarkml.robustness.intervention;

import io.github.bulwarkml.core.random.Rng;
import io.github.bulwarkml.core.random.Seed;
import io.github.bulwarkml.core.random.Subsets;
import java.util.Arrays;

/** Random orders whose prefixes are nested subsets, one per class and seed. */
final class SeededOrder {
  private SeededOrder() {}

  /** {@return the positions of one class in the random order of that class} */
  static int[] ofClass(int[] positions, int label, Seed seed) {
    int[] order = positions.clone();
    Subsets.shuffle(Rng.of(seed.child("class/" + label)), order);
    return order;
  }

  /** {@return the numbers below count in random order} */
  static int[] of(int count, String what, Seed seed) {
    return Subsets.permutation(Rng.of(seed.child(what)), count);
  }

  /**
   * {@return the first {@code quotas[c]} examples of each class in its order, positions ascending}
   */
  static int[] stratified(int[][] positions, int[] quotas, Seed seed) {
    int total = Arrays.stream(quotas).sum();
    int[] chosen = new int[total];
    int at = 0;
    for (int c = 0; c < quotas.length; c++) {
      if (quotas[c] > 0) {
        System.arraycopy(ofClass(positions[c], c, seed), 0, chosen, at, quotas[c]);
        at += quotas[c];
      }
    }
    Arrays.sort(chosen);
    return chosen;
  }
}
