// Copyright the Bulwark authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.github.bulwarkml.robustness.agreement;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.OptionalDouble;

/**
 * Least squares for unknowns z known by noisy means of pairs: (z_i + z_j)/2 = c for each pair.
 *
 * <p>With all pairs of m >= 3 unknowns the normal matrix is (m - 2)/4 I + 11^T/4, whose inverse is
 * 4/(m - 2) (I - 11^T/(2(m - 1))). With some pairs only, each connected part is solved by Cholesky;
 * a part without a cycle of odd length (a single pair, say) does not determine its unknowns.
 */
final class PairwiseSystem {
  private final int size;
  private final boolean[][] linked;
  private final double[] sums;
  private int pairs;

  PairwiseSystem(int size) {
    this.size = size;
    this.linked = new boolean[size][size];
    this.sums = new double[size];
  }

  /** Adds the equation (z_i + z_j)/2 = c, once per pair. */
  void add(int i, int j, double c) {
    linked[i][j] = true;
    linked[j][i] = true;
    sums[i] += c;
    sums[j] += c;
    pairs++;
  }

  /** The solution; empty where it is not determined. */
  OptionalDouble[] solve() {
    OptionalDouble[] z = new OptionalDouble[size];
    Arrays.fill(z, OptionalDouble.empty());
    if (size >= 3 && pairs == size * (size - 1L) / 2) {
      double total = 0;
      for (double sum : sums) {
        total += sum / 2;
      }
      for (int i = 0; i < size; i++) {
        double solution = 4.0 / (size - 2) * (sums[i] / 2 - total / (2.0 * (size - 1)));
        z[i] = OptionalDouble.of(solution);
      }
      return z;
    }
    boolean[] seen = new boolean[size];
    for (int start = 0; start < size; start++) {
      if (!seen[start]) {
        List<Integer> part = new ArrayList<>();
        if (hasOddCycle(start, seen, part)) {
          solvePart(part, z);
        }
      }
    }
    return z;
  }

  /**
   * Collects the connected part of a start and says whether it cannot be coloured with two colours.
   */
  private boolean hasOddCycle(int start, boolean[] seen, List<Integer> part) {
    boolean odd = false;
    boolean[] colour = new boolean[size];
    Deque<Integer> open = new ArrayDeque<>(List.of(start));
    seen[start] = true;
    while (!open.isEmpty()) {
      int i = open.remove();
      part.add(i);
      for (int j = 0; j < size; j++) {
        if (linked[i][j]) {
          if (!seen[j]) {
            seen[j] = true;
            colour[j] = !colour[i];
            open.add(j);
          } else {
            odd |= colour[j] == colour[i];
          }
        }
      }
    }
    return odd;
  }

  /** Cholesky on (D + A) z = 2 sums, with D the degrees and A the links: positive definite here. */
  private void solvePart(List<Integer> part, OptionalDouble[] z) {
    int m = part.size();
    double[][] l = new double[m][m];
    double[] x = new double[m];
    for (int i = 0; i < m; i++) {
      for (int j = 0; j < i; j++) {
        l[i][j] = linked[part.get(i)][part.get(j)] ? 1 : 0;
      }
      for (boolean link : linked[part.get(i)]) {
        l[i][i] += link ? 1 : 0;
      }
      x[i] = 2 * sums[part.get(i)];
    }
    for (int i = 0; i < m; i++) {
      for (int j = 0; j <= i; j++) {
        double dot = l[i][j];
        for (int k = 0; k < j; k++) {
          dot -= l[i][k] * l[j][k];
        }
        l[i][j] = i == j ? Math.sqrt(dot) : dot / l[j][j];
      }
    }
    for (int i = 0; i < m; i++) {
      for (int k = 0; k < i; k++) {
        x[i] -= l[i][k] * x[k];
      }
      x[i] /= l[i][i];
    }
    for (int i = m - 1; i >= 0; i--) {
      for (int k = i + 1; k < m; k++) {
        x[i] -= l[k][i] * x[k];
      }
      x[i] /= l[i][i];
      z[part.get(i)] = OptionalDouble.of(x[i]);
    }
  }
}
