// Copyright the Bulwark authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.github.bulwarkml.benchmarks;

import io.github.bulwarkml.core.io.ImageSet;
import io.github.bulwarkml.core.random.Seed;
import io.github.bulwarkml.core.result.Provenance;
import io.github.bulwarkml.robustness.diversity.DiversityDesign;
import io.github.bulwarkml.robustness.diversity.DiversityOptions;
import io.github.bulwarkml.robustness.diversity.DiversityReport;
import io.github.bulwarkml.robustness.diversity.FineTunedModel;
import io.github.bulwarkml.robustness.fractal.FractalWorld;
import io.github.bulwarkml.robustness.intervention.ClassHierarchy;
import io.github.bulwarkml.robustness.intervention.Intervention;
import io.github.bulwarkml.robustness.intervention.InterventionResult;
import io.github.bulwarkml.robustness.intervention.LabelledIndex;
import io.github.bulwarkml.robustness.intervention.Quantity;
import io.github.bulwarkml.robustness.pretraining.HeldOutClasses;
import io.github.bulwarkml.robustness.pretraining.StudySettings;
import io.github.bulwarkml.robustness.pretraining.StudyWorld;
import io.github.bulwarkml.robustness.pretraining.SynthTrapStudy;
import io.github.bulwarkml.robustness.pretraining.TrainingPhase;
import io.github.bulwarkml.robustness.synthtrap.SynthTrapSet;
import io.github.bulwarkml.robustness.synthtrap.SynthTrapWorld;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

/** Samples of what interventions, synthetic worlds and the diversity report take. */
final class DiversitySamples {
  private static final int[] LABELS = {0, 1, 2, 0, 1, 2};

  private DiversitySamples() {}

  static void addTo(SampleTable table) {
    table
        .typed(SynthTrapWorld.class, SynthTrapWorld::standard)
        .typed(SynthTrapSet.class, () -> SynthTrapWorld.standard().source(3, 6, 0, 2))
        .typed(FractalWorld.class, () -> new FractalWorld(Seed.of(1), 8))
        .typed(LabelledIndex.class, DiversitySamples::index)
        .typed(ClassHierarchy.class, DiversitySamples::hierarchy)
        .typed(ClassHierarchy.Builder.class, () -> ClassHierarchy.builder(3, 4))
        .typed(Intervention.class, () -> new Quantity(3))
        .typed(InterventionResult.class, () -> new Quantity(3).run(index(), Seed.of(1)))
        .typed(DiversityDesign.class, DiversityDesign::synthTrap)
        .typed(DiversityDesign.Builder.class, () -> DiversityDesign.builder("a", "b"))
        .typed(DiversityOptions.class, DiversityOptions::defaults)
        .typed(DiversityReport.class, DiversitySamples::report)
        .typed(FineTunedModel.class, () -> model(3))
        .typed(OptionalInt.class, OptionalInt::empty)
        .named("SynthTrapWorld.target#locations", () -> new int[] {3, 4})
        .named("SynthTrapWorld.source#locations", () -> 2)
        .named("SynthTrapSet.prefix#images", () -> 3)
        .named("FractalWorld.new#side", () -> 8)
        .named("ClassHierarchy.tree#parents", () -> new int[] {3, 3, 4, 4, -1})
        .named("ClassHierarchy.tree#classes", () -> 3)
        .named("ClassHierarchy.builder#root", () -> 4)
        .named("ClassHierarchy.name#node", () -> 4)
        .named("LabelledIndex.of#labels", () -> LABELS)
        .named("LabelledIndex.of#classes", () -> 3)
        .named("ClassesVersusImages.new#images", () -> 4)
        .named("ClassesVersusImages.new#classes", () -> 2)
        .named("DomainMixture.new#shares", () -> Map.of(0, 1.0))
        .typed(StudySettings.class, StudySettings::defaults)
        .typed(TrainingPhase.class, () -> new TrainingPhase(150, 3e-3))
        .typed(StudyWorld.class, () -> SynthTrapStudy.of(SynthTrapWorld.standard()))
        .typed(HeldOutClasses.Builder.class, DiversitySamples::heldOut)
        .named("TrainingPhase.new#steps", () -> 150)
        .named("StudySettings.new#scratchSizes", () -> List.of(100, 200))
        .named("StudySettings.new#targetSizes", () -> List.of(200))
        .named("StudySettings.new#batchSize", () -> 64)
        .named("StudySettings.withScratch#newSizes", () -> new Integer[] {100, 200})
        .named("StudySettings.withFineTuning#newSizes", () -> new Integer[] {200})
        .named("StudyRun.trainings#count", () -> 2)
        .named("SynthTrapStudy.worlds#names", () -> List.of("N4000_C80"))
        .named("SynthTrapStudy.worlds#count", () -> 2)
        .named("HeldOutClasses.Builder.targetClasses#classes", () -> new int[] {0, 2})
        .named("HeldOutClasses.Builder.images#newTargetImages", () -> 8)
        .named("HeldOutClasses.Builder.images#newTestImages", () -> 8)
        .named("Semantics.new#include", () -> List.of(3))
        .named("Semantics.new#exclude", List::of);
  }

  private static LabelledIndex index() {
    return LabelledIndex.of(LABELS, 3).withDomains(new int[] {0, 0, 0, 1, 1, 1});
  }

  private static ClassHierarchy hierarchy() {
    return ClassHierarchy.tree(3, 3, 3, 4, 4, -1);
  }

  private static FineTunedModel model(int k) {
    double id = 0.4 + 0.1 * k;
    return new FineTunedModel("scratch", k % 2, 100 * (k + 1), id, 0.7 * id, id, 0.6 * id);
  }

  private static HeldOutClasses.Builder heldOut() {
    ImageSet images = ImageSet.of(1, 8, 8, 4, new byte[4 * 64], new int[] {0, 1, 2, 3});
    return HeldOutClasses.builder(images, images);
  }

  private static DiversityReport report() {
    return DiversityReport.of(
        List.of(model(0), model(1), model(2), model(3)),
        DiversityOptions.defaults(),
        Provenance.start("sample"));
  }
}
