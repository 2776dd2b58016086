// Copyright the Bulwark authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.github.bulwarkml.robustness.agreement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.bulwarkml.core.random.Seed;
import io.github.bulwarkml.core.random.SplitMix64;
import io.github.bulwarkml.core.testing.Cases;
import java.util.OptionalDouble;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class PairwiseSystemTest {
  static Stream<Seed> seeds() {
    return Cases.seeds(60);
  }

  /** The closed form and Cholesky against elimination on the normal equations as they stand. */
  @ParameterizedTest
  @MethodSource("seeds")
  void solvesTheLeastSquaresProblem(Seed seed) {
    SplitMix64 random = SplitMix64.of(seed);
    int m = 3 + random.nextInt(8);
    boolean complete = random.nextInt(2) == 0;
    PairwiseSystem system = new PairwiseSystem(m);
    double[][] normal = new double[m][m + 1];
    for (int i = 0; i < m; i++) {
      for (int j = i + 1; j < m; j++) {
        // a triangle and a path keep incomplete systems solvable
        if (complete || j == i + 1 || (i == 0 && j == 2) || random.nextInt(3) > 0) {
          double c = 4 * random.nextDouble() - 2;
          system.add(i, j, c);
          normal[i][i] += 0.25;
          normal[j][j] += 0.25;
          normal[i][j] += 0.25;
          normal[j][i] += 0.25;
          normal[i][m] += c / 2;
          normal[j][m] += c / 2;
        }
      }
    }
    double[] expected = eliminate(normal);
    OptionalDouble[] solved = system.solve();
    for (int i = 0; i < m; i++) {
      assertThat(solved[i].orElseThrow()).isCloseTo(expected[i], within(1e-10));
    }
  }

  private static double[] eliminate(double[][] a) {
    int m = a.length;
    for (int p = 0; p < m; p++) {
      int best = p;
      for (int r = p + 1; r < m; r++) {
        best = Math.abs(a[r][p]) > Math.abs(a[best][p]) ? r : best;
      }
      double[] swap = a[p];
      a[p] = a[best];
      a[best] = swap;
      for (int r = 0; r < m; r++) {
        if (r != p) {
          double factor = a[r][p] / a[p][p];
          for (int c = p; c <= m; c++) {
            a[r][c] -= factor * a[p][c];
          }
        }
      }
    }
    double[] x = new double[m];
    for (int i = 0; i < m; i++) {
      x[i] = a[i][m] / a[i][i];
    }
    return x;
  }

  @Test
  void partsWithoutAnOddCycleStayOpen() {
    PairwiseSystem system = new PairwiseSystem(7);
    system.add(0, 1, 1);
    system.add(1, 2, 2);
    system.add(0, 2, 3);
    system.add(3, 4, 1); // a single pair; 5 and 6 stand alone
    OptionalDouble[] solved = system.solve();
    assertThat(solved[0].orElseThrow()).isCloseTo(2, within(1e-12));
    assertThat(solved[1].orElseThrow()).isCloseTo(0, within(1e-12));
    assertThat(solved[2].orElseThrow()).isCloseTo(4, within(1e-12));
    for (int i = 3; i < 7; i++) {
      assertThat(solved[i]).isEmpty();
    }
    assertThat(new PairwiseSystem(0).solve()).isEmpty();
  }
}
