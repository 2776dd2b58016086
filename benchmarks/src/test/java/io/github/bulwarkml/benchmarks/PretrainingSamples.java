// Copyright the Bulwark authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.github.bulwarkml.benchmarks;

import io.github.bulwarkml.core.io.ImageSet;
import io.github.bulwarkml.robustness.pretraining.HeldOutClasses;
import io.github.bulwarkml.robustness.pretraining.StudySettings;
import io.github.bulwarkml.robustness.pretraining.StudyWorld;
import io.github.bulwarkml.robustness.pretraining.SynthTrapStudy;
import io.github.bulwarkml.robustness.synthtrap.SynthTrapWorld;
import java.util.List;

/** Samples of what the pre-training study takes. */
final class PretrainingSamples {
  private PretrainingSamples() {}

  static void addTo(SampleTable table) {
    table
        .typed(StudyWorld.class, () -> SynthTrapStudy.of(SynthTrapWorld.standard()))
        .typed(StudySettings.class, StudySettings::defaults)
        .typed(HeldOutClasses.Builder.class, PretrainingSamples::heldOut)
        .named("HeldOutClasses.Builder.targetClasses#classes", () -> new int[] {0, 2})
        .named("SynthTrapStudy.worlds#names", () -> List.of("N250_C80"))
        .named("StudySettings.new#scratchSizes", () -> List.of(64, 128))
        .named("StudySettings.new#targetSizes", () -> List.of(64))
        .named("StudySettings.new#batchSize", () -> 32)
        .named("StudySettings.withScratch#scratchSizes", () -> new Integer[] {64, 128, 256})
        .named("StudySettings.withFineTuning#targetSizes", () -> new Integer[] {64, 128, 256});
  }

  private static HeldOutClasses.Builder heldOut() {
    ImageSet images = ImageSet.of(1, 8, 8, 4, new byte[4 * 64], new int[] {0, 1, 2, 3});
    return HeldOutClasses.builder(images, images);
  }
}
