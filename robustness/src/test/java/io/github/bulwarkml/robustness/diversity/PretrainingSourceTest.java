// Copyright the Bulwark authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.github.bulwarkml.robustness.diversity;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bulwarkml.core.io.ImageSet;
import io.github.bulwarkml.core.random.Seed;
import io.github.bulwarkml.core.run.Parallel;
import io.github.bulwarkml.robustness.synthtrap.SynthTrapWorld;
import java.util.List;
import org.junit.jupiter.api.Test;

class PretrainingSourceTest {
  private static final Seed SEED = Seed.of(7);
  private final List<PretrainingSource> sources =
      PretrainingSource.synthTrap(SynthTrapWorld.standard());

  private PretrainingSource source(String name) {
    return sources.stream().filter(s -> s.name().equals(name)).findFirst().orElseThrow();
  }

  @Test
  void everyNameOfTheDesignHasASource() {
    assertThat(sources.stream().map(PretrainingSource::name).toList())
        .containsExactlyInAnyOrderElementsOf(DiversityDesign.synthTrap().names());
    for (PretrainingSource source : sources) {
      int images = Integer.parseInt(source.name().substring(1, source.name().indexOf('_')));
      assertThat(source.set().size()).as(source.name()).isEqualTo(images);
    }
  }

  @Test
  void labels() {
    ImageSet forty = source("N4000_C320_L40").images(SEED, Parallel.available());
    assertThat(forty.classes()).isEqualTo(40);
    assertThat(forty.labelCounts()).containsOnly(96, 104);
    ImageSet five = source("N4000_C320_L5").images(SEED, Parallel.available());
    assertThat(five.classes()).isEqualTo(5);
    ImageSet fine = source("N4000_C320").images(SEED, Parallel.available());
    for (int k = 0; k < 4000; k += 97) {
      assertThat(forty.label(k)).isEqualTo(fine.label(k) / 8);
      assertThat(five.label(k)).isEqualTo(fine.label(k) / 64);
    }
  }

  @Test
  void permutedLabelsSayNothing() {
    PretrainingSource source = source("N4000_C80_randlab");
    ImageSet permuted = source.images(SEED, Parallel.available());
    assertThat(permuted.labelCounts()).containsOnly(50).hasSize(80);
    int equal = 0;
    for (int k = 0; k < 4000; k++) {
      equal += permuted.label(k) == source.set().label(k) ? 1 : 0;
    }
    assertThat(equal).isBetween(10, 110); // 50 expected, sd about 7
    assertThat(source.intervention(SEED).orElseThrow().toJson()).contains("randomLabels");
    assertThat(source("N4000_C80").intervention(SEED)).isEmpty();
  }
}
