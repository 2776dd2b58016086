// Copyright the Bulwark authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.github.bulwarkml.robustness.intervention;

import io.github.bulwarkml.core.internal.Require;
import io.github.bulwarkml.core.random.Seed;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Fewer classes with more examples each, or the reverse, at a fixed total.
 *
 * <p>Classes come in a seeded order, and so do the examples of each: with one seed, fewer classes
 * are among more, and fewer examples of a class among more. Class number k of the order becomes
 * label k. The remainder of the division is spread one each over the first classes.
 *
 * @param images the total number of examples, at least {@code classes}
 * @param classes how many classes to keep, at least 1
 * @param shortfall what happens when a class has too few examples
 * @since 0.1.0
 */
public record ClassesVersusImages(int images, int classes, Shortfall shortfall)
    implements Intervention {
  /**
   * Checks the parts.
   *
   * @param images the total number of examples, at least {@code classes}
   * @param classes how many classes to keep, at least 1
   * @param shortfall what happens when a class has too few examples
   * @throws IllegalArgumentException if a number is out of range
   */
  public ClassesVersusImages {
    Require.atLeast(classes, 1, "classes");
    if (images < classes) {
      throw new IllegalArgumentException(
          "images must be at least classes = " + classes + ", but was " + images);
    }
    Objects.requireNonNull(shortfall, "shortfall");
  }

  /**
   * Creates a choice that fails when a class has too few examples.
   *
   * @param images the total number of examples, at least {@code classes}
   * @param classes how many classes to keep, at least 1
   * @throws IllegalArgumentException if a number is out of range
   */
  public ClassesVersusImages(int images, int classes) {
    this(images, classes, Shortfall.FAIL);
  }

  @Override
  public String operation() {
    return "classesVersusImages";
  }

  @Override
  public Map<String, Object> parameters() {
    return Ordered.map("images", images, "classes", classes, "shortfall", shortfall.id());
  }

  @Override
  public Change apply(LabelledIndex input, Seed seed) {
    Require.inRange(classes, 1, input.classes(), "classes");
    int[] order = SeededOrder.of(input.classes(), "classes", seed);
    int[][] positions = input.positionsByLabel();
    int[] newLabel = new int[input.classes()];
    Arrays.fill(newLabel, LabelledIndex.DROPPED);
    int[] quotas = new int[input.classes()];
    List<String> warnings = new ArrayList<>();
    for (int k = 0; k < classes; k++) {
      int label = order[k];
      int wanted = images / classes + (k < images % classes ? 1 : 0);
      newLabel[label] = k;
      quotas[label] = shortfall.take(wanted, positions[label].length, "class " + label, warnings);
    }
    boolean[] sources = new boolean[input.sourceClasses()];
    Arrays.fill(sources, true);
    LabelledIndex index =
        input
            .select(SeededOrder.stratified(positions, quotas, seed))
            .restricted(newLabel, sources, classes);
    return new Change(index, Map.of(), warnings);
  }
}
