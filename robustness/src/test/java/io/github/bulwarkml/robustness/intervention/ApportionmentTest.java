// Copyright the Bulwark authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.github.bulwarkml.robustness.intervention;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bulwarkml.core.random.Seed;
import io.github.bulwarkml.core.random.SplitMix64;
import io.github.bulwarkml.core.testing.Cases;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ApportionmentTest {
  static Stream<Seed> seeds() {
    return Cases.seeds(60);
  }

  @Test
  void largestRemainders() {
    assertThat(Apportionment.largestRemainders(new int[] {50, 30, 20}, 10))
        .containsExactly(5, 3, 2);
    assertThat(Apportionment.largestRemainders(new int[] {50, 30, 20}, 7)).containsExactly(4, 2, 1);
    assertThat(Apportionment.largestRemainders(new int[] {1, 1, 1}, 2)).containsExactly(1, 1, 0);
    assertThat(Apportionment.largestRemainders(new int[] {0, 3, 0}, 2)).containsExactly(0, 2, 0);
  }

  /** Largest remainders alone take an example away again: why quotas are not simply those. */
  @Test
  void theAlabamaParadox() {
    int[] counts = {6, 6, 2};
    assertThat(Apportionment.largestRemainders(counts, 10)).containsExactly(4, 4, 2);
    assertThat(Apportionment.largestRemainders(counts, 11)).containsExactly(5, 5, 1);
    assertThat(Apportionment.nested(counts, 10)).containsExactly(4, 4, 2);
    assertThat(Apportionment.nested(counts, 11)).containsExactly(5, 4, 2);
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void quotasNeverFallAndStayNearTheShares(Seed seed) {
    SplitMix64 random = SplitMix64.of(seed);
    int[] counts = new int[1 + random.nextInt(8)];
    Arrays.setAll(counts, c -> random.nextInt(4) == 0 ? random.nextInt(3) : random.nextInt(60));
    counts[0] = Math.max(1, counts[0]);
    int all = Arrays.stream(counts).sum();
    int[] last = new int[counts.length];
    int differ = 0;
    for (int total = 0; total <= all; total++) {
      int[] quotas = Apportionment.nested(counts, total);
      assertThat(Arrays.stream(quotas).sum()).isEqualTo(total);
      for (int c = 0; c < counts.length; c++) {
        assertThat(quotas[c]).isBetween(last[c], counts[c]);
        assertThat((double) quotas[c])
            .isBetween((double) total * counts[c] / all - 2, (double) total * counts[c] / all + 2);
      }
      differ += Arrays.equals(quotas, Apportionment.largestRemainders(counts, total)) ? 0 : 1;
      last = quotas;
    }
    assertThat(last).isEqualTo(counts);
    assertThat(differ).isLessThanOrEqualTo(all / 2);
  }
}
