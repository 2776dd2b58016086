// Copyright the Bulwark authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.github.bulwarkml.robustness.intervention;

import java.util.Arrays;

/**
 * Shares out a number of examples over classes in proportion to their sizes.
 *
 * <p>Largest remainders alone cannot give nested subsets: with classes of 6, 6 and 2, ten examples
 * are shared out 4, 4, 2, but eleven 5, 5, 1 (the Alabama paradox: Balinski and Young, "Fair
 * Representation", 1982). {@link #nested} follows the largest remainders and, where the paradox
 * would take an example away again, stays one off until they meet again; at every multiple of a
 * block (all examples over the smallest class, rounded up) they meet.
 */
final class Apportionment {
  private Apportionment() {}

  /** {@return Hamilton's quotas; ties go to the lower class} */
  static int[] largestRemainders(int[] counts, int total) {
    long all = sum(counts);
    int[] quotas = new int[counts.length];
    long[] keys = new long[counts.length];
    long left = total;
    for (int c = 0; c < counts.length; c++) {
      long product = (long) total * counts[c];
      quotas[c] = (int) (product / all);
      left -= quotas[c];
      // Descending remainder, then ascending class; both are below 2^31 and 2^20.
      keys[c] = (all - product % all << 20) | c;
    }
    Arrays.sort(keys);
    for (int k = 0; k < left; k++) {
      quotas[(int) (keys[k] & (1 << 20) - 1)]++;
    }
    return quotas;
  }

  /** {@return quotas that never fall as the total rises, and never exceed the counts} */
  static int[] nested(int[] counts, int total) {
    long all = sum(counts);
    int smallest = Arrays.stream(counts).filter(c -> c > 0).min().orElse(1);
    long block = (all + smallest - 1) / smallest;
    int start = (int) (total / block * block);
    int[] quotas = largestRemainders(counts, start);
    int[] most = largestRemainders(counts, (int) Math.min(all, start + block));
    for (int m = start + 1; m <= total; m++) {
      int[] wanted = largestRemainders(counts, m);
      int best = -1;
      boolean bestWanted = false;
      long bestDeficit = 0;
      for (int c = 0; c < counts.length; c++) {
        if (quotas[c] < most[c]) {
          boolean isWanted = quotas[c] < wanted[c];
          long deficit = (long) m * counts[c] - all * quotas[c];
          if (best < 0
              || (isWanted && !bestWanted)
              || (isWanted == bestWanted && deficit > bestDeficit)) {
            best = c;
            bestWanted = isWanted;
            bestDeficit = deficit;
          }
        }
      }
      quotas[best]++;
    }
    return quotas;
  }

  private static long sum(int[] counts) {
    long sum = 0;
    for (int count : counts) {
      sum += count;
    }
    return sum;
  }
}
