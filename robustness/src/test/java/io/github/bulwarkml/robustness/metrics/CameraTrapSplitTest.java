// Copyright the Bulwark authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.github.bulwarkml.robustness.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.bulwarkml.core.random.Seed;
import io.github.bulwarkml.core.random.SplitMix64;
import io.github.bulwarkml.core.testing.Cases;
import io.github.bulwarkml.robustness.metrics.CameraTrapSplit.Part;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class CameraTrapSplitTest {
  private static final Set<Part> ID = EnumSet.of(Part.TRAIN, Part.ID_VAL, Part.ID_TEST);

  static Stream<Seed> seeds() {
    return Cases.seeds(20);
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void keepsTheRule(Seed seed) {
    SplitMix64 random = SplitMix64.of(seed);
    int n = 2000;
    int[] locations = new int[n];
    long[] days = new long[n];
    int[] labels = new int[n];
    for (int i = 0; i < n; i++) {
      // location 7 is rare, class 30 and above too
      locations[i] = i < 2 ? 1007 : 1000 + 17 * random.nextInt(40);
      days[i] = 18_000L + random.nextInt(100);
      labels[i] = (int) (40 * Math.pow(random.nextDouble(), 4));
    }
    CameraTrapSplit split = CameraTrapSplit.of(locations, days, labels, seed);
    assertThat(split.size()).isEqualTo(n);
    Set<Integer> trainLocations = new HashSet<>();
    Set<Integer> trainClasses = new HashSet<>();
    Set<Integer> valLocations = new HashSet<>();
    Set<Integer> testLocations = new HashSet<>();
    Set<Long> trainDays = new HashSet<>();
    for (int i : split.pictures(Part.TRAIN)) {
      trainLocations.add(locations[i]);
      trainClasses.add(labels[i]);
      trainDays.add(days[i]);
    }
    int total = 0;
    for (Part part : Part.values()) {
      for (int i : split.pictures(part)) {
        total++;
        assertThat(split.partOf(i)).isEqualTo(part);
        if (part == Part.DROPPED) {
          assertThat(trainClasses).doesNotContain(labels[i]);
        } else {
          assertThat(trainClasses).contains(labels[i]);
          if (ID.contains(part)) {
            assertThat(trainLocations).contains(locations[i]);
          } else {
            assertThat(trainLocations).doesNotContain(locations[i]);
            (part == Part.VAL ? valLocations : testLocations).add(locations[i]);
          }
        }
      }
    }
    assertThat(total).isEqualTo(n);
    // 41 locations: floor(4.1) and floor(6.15), unless a location lost all its pictures
    assertThat(valLocations).hasSizeBetween(3, 4).doesNotContainAnyElementsOf(testLocations);
    assertThat(testLocations).hasSizeBetween(5, 6);
    assertThat(trainDays.size()).isBetween(84, 86); // 100 - 7 - 9, plus moved rare locations
  }

  @Test
  void dependsOnValuesAndSeedNotOnOrder() {
    int n = 300;
    int[] locations = new int[n];
    long[] days = new long[n];
    int[] labels = new int[n];
    int[] reversedLocations = new int[n];
    long[] reversedDays = new long[n];
    for (int i = 0; i < n; i++) {
      locations[i] = i % 20;
      days[i] = i / 10L;
      reversedLocations[n - 1 - i] = locations[i];
      reversedDays[n - 1 - i] = days[i];
    }
    CameraTrapSplit split = CameraTrapSplit.of(locations, days, labels, Seed.of(1));
    CameraTrapSplit reversed =
        CameraTrapSplit.of(reversedLocations, reversedDays, labels, Seed.of(1));
    CameraTrapSplit other = CameraTrapSplit.of(locations, days, labels, Seed.of(2));
    boolean same = true;
    for (int i = 0; i < n; i++) {
      assertThat(reversed.partOf(n - 1 - i)).isEqualTo(split.partOf(i));
      same &= other.partOf(i) == split.partOf(i);
    }
    assertThat(same).isFalse();
    assertThat(split).hasToString(split.toString()).asString().startsWith("CameraTrapSplit(TRAIN ");
  }

  @Test
  void fewLocationsLeavePartsEmpty() {
    CameraTrapSplit split =
        CameraTrapSplit.of(new int[] {4, 4}, new long[] {1, 2}, new int[] {0, 1}, Seed.of(1));
    assertThat(split.pictures(Part.TRAIN)).containsExactly(0, 1);
    assertThat(CameraTrapSplit.of(new int[0], new long[0], new int[0], Seed.of(1)).size()).isZero();
  }

  @Test
  void badInputIsNamed() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> CameraTrapSplit.of(new int[2], new long[1], new int[2], Seed.of(1)))
        .withMessage("days must be as long as locations (2), but has 1");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new CameraTrapSplit.Shares(Double.NaN, 0.1, 0.1, 0.1))
        .withMessage("testLocations must be in [0, 1), but was NaN");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new CameraTrapSplit.Shares(0.1, 0.1, 0.5, 0.5))
        .withMessage("idTestDays + idValDays must be < 1, but was 1.0");
  }
}
