// Copyright the Bulwark authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.github.bulwarkml.robustness.intervention;

import io.github.bulwarkml.core.random.Seed;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * A change of a pre-training set: it chooses examples, gives them labels, or both.
 *
 * <pre>{@code
 * InterventionResult result =
 *     new ClassesVersusImages(4000, 20)
 *         .then(new Granularity(hierarchy, 2))
 *         .run(LabelledIndex.of(images), Seed.of(42));
 * ImageSet changed = result.images(images);
 * }</pre>
 *
 * <p>Implementations are immutable, and equal seeds give equal results on every JDK.
 *
 * @since 0.1.0
 */
public interface Intervention {
  /** {@return the name of the operation, as it stands in the manifest} */
  String operation();

  /** {@return all parameters after defaulting, in a fixed order} */
  Map<String, Object> parameters();

  /**
   * {@return the changed index and what there is to tell about it}
   *
   * @param input what to change
   * @param seed the seed of this step
   * @throws IllegalArgumentException if the input does not allow it, for example because a class
   *     has too few examples
   */
  Change apply(LabelledIndex input, Seed seed);

  /**
   * {@return this intervention followed by another}
   *
   * @param next what to do with the outcome of this one
   */
  default InterventionPlan then(Intervention next) {
    return InterventionPlan.of(this).then(next);
  }

  /**
   * {@return the outcome of this intervention alone}
   *
   * @param input the data set
   * @param seed the seed
   * @throws IllegalArgumentException if the input does not allow it
   */
  default InterventionResult run(LabelledIndex input, Seed seed) {
    return InterventionPlan.of(this).run(input, seed);
  }

  /**
   * What one step did.
   *
   * @param index the changed index
   * @param details what the manifest tells beside sizes, such as classes merged
   * @param warnings what a reader should know, such as classes that had too few examples
   */
  record Change(LabelledIndex index, Map<String, Object> details, List<String> warnings) {
    /**
     * Checks that nothing is null.
     *
     * @param index the changed index
     * @param details what the manifest tells, in a fixed order
     * @param warnings what a reader should know
     */
    public Change {
      Objects.requireNonNull(index, "index");
      Objects.requireNonNull(details, "details");
      warnings = List.copyOf(warnings);
    }

    /**
     * {@return a change with nothing to tell}
     *
     * @param index the changed index
     */
    public static Change to(LabelledIndex index) {
      return new Change(index, Map.of(), List.of());
    }
  }
}
