// Copyright the Bulwark authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.github.bulwarkml.robustness.pretraining;

import io.github.bulwarkml.core.internal.Require;
import io.github.bulwarkml.core.random.Seed;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;

/**
 * One repetition of a study: a world and a seed of all trainings in it. What every model of a run
 * starts from is the same, so that pre-training sets are compared with each other run by run.
 *
 * @param id its number in tables, {@link
 *     io.github.bulwarkml.robustness.diversity.FineTunedModel#seed}
 * @param world where the images come from
 * @param seed the seed of starting values, batches and whatever the world leaves to a run
 * @since 0.1.0
 */
public record StudyRun(long id, StudyWorld world, Seed seed) {
  /** The most runs of one study. */
  public static final int MAXIMUM_RUNS = 1000;

  /**
   * Checks that nothing is null.
   *
   * @param id its number in tables
   * @param world where the images come from
   * @param seed the seed of the trainings
   */
  public StudyRun {
    Objects.requireNonNull(world, "world");
    Objects.requireNonNull(seed, "seed");
  }

  /**
   * {@return several trainings in one world, numbered from 0: what varies is the training alone}
   * Reports use one baseline for all of them.
   *
   * @param world where the images come from
   * @param count how many, in [1, {@value #MAXIMUM_RUNS}]
   * @param seed the root of their seeds
   * @throws IllegalArgumentException if {@code count} is out of range
   */
  public static List<StudyRun> trainings(StudyWorld world, int count, Seed seed) {
    Require.inRange(count, 1, MAXIMUM_RUNS, "count");
    Objects.requireNonNull(seed, "seed");
    return IntStream.range(0, count)
        .mapToObj(k -> new StudyRun(k, world, seed.child("training/" + k)))
        .toList();
  }
}
