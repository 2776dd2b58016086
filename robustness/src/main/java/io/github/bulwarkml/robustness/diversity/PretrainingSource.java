// Copyright the Bulwark authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.github.bulwarkml.robustness.diversity;

import io.github.bulwarkml.core.io.ImageSet;
import io.github.bulwarkml.core.random.Seed;
import io.github.bulwarkml.core.run.Parallel;
import io.github.bulwarkml.robustness.intervention.Granularity;
import io.github.bulwarkml.robustness.intervention.InterventionPlan;
import io.github.bulwarkml.robustness.intervention.InterventionResult;
import io.github.bulwarkml.robustness.intervention.LabelledIndex;
import io.github.bulwarkml.robustness.intervention.RandomLabels;
import io.github.bulwarkml.robustness.synthtrap.SynthTrapSet;
import io.github.bulwarkml.robustness.synthtrap.SynthTrapWorld;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * A pre-training set of the SynthTrap study: images of the world, and what is done to their labels.
 * Immutable.
 *
 * @param name its name, as in {@link DiversityDesign#synthTrap}
 * @param set the images before they are rendered
 * @param relabelling what is done to the labels; empty for nothing
 * @since 0.1.0
 */
public record PretrainingSource(
    String name, SynthTrapSet set, Optional<InterventionPlan> relabelling) {
  /**
   * Checks that nothing is null.
   *
   * @param name its name
   * @param set the images before they are rendered
   * @param relabelling what is done to the labels
   */
  public PretrainingSource {
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(set, "set");
    Objects.requireNonNull(relabelling, "relabelling");
  }

  /**
   * {@return the ten pre-training sets of the study: four quantities of 80 classes, 20 and 320
   * classes at 4000 images, 320 classes with 40 and 5 labels, one location, permuted labels}
   *
   * @param world the world
   */
  public static List<PretrainingSource> synthTrap(SynthTrapWorld world) {
    SynthTrapSet eighty = world.source80();
    SynthTrapSet many = world.source320();
    return List.of(
        plain("N250_C80", eighty.prefix(250)),
        plain("N1000_C80", eighty.prefix(1000)),
        plain("N4000_C80", eighty.prefix(4000)),
        plain("N16000_C80", eighty),
        plain("N4000_C20", world.source20()),
        plain("N4000_C320", many),
        coarse("N4000_C320_L40", many, 2),
        coarse("N4000_C320_L5", many, 1),
        plain("N4000_C80_1loc", world.sourceOneLocation()),
        new PretrainingSource(
            "N4000_C80_randlab",
            eighty.prefix(4000),
            Optional.of(InterventionPlan.of(new RandomLabels()))));
  }

  private static PretrainingSource plain(String name, SynthTrapSet set) {
    return new PretrainingSource(name, set, Optional.empty());
  }

  private static PretrainingSource coarse(String name, SynthTrapSet set, int depth) {
    Granularity granularity = new Granularity(SynthTrapWorld.hierarchy(set.classes()), depth);
    return new PretrainingSource(name, set, Optional.of(InterventionPlan.of(granularity)));
  }

  /**
   * {@return what the relabelling chose, with its manifest; empty if there is none}
   *
   * @param seed the seed of the relabelling
   */
  public Optional<InterventionResult> intervention(Seed seed) {
    Objects.requireNonNull(seed, "seed");
    LabelledIndex index =
        LabelledIndex.of(set.labels(), set.classes()).withDomains(set.locations());
    return relabelling.map(plan -> plan.run(index, seed));
  }

  /**
   * {@return the rendered images with their final labels}
   *
   * @param seed the seed of the relabelling
   * @param parallel how many threads; has no influence on the result
   */
  public ImageSet images(Seed seed, Parallel parallel) {
    ImageSet images = set.images(parallel);
    return intervention(seed).map(result -> result.images(images)).orElse(images);
  }
}
