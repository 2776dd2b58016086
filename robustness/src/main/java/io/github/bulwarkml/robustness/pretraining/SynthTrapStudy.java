// Copyright the Bulwark authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.github.bulwarkml.robustness.pretraining;

import io.github.bulwarkml.core.internal.Nearest;
import io.github.bulwarkml.core.internal.Require;
import io.github.bulwarkml.core.io.ImageSet;
import io.github.bulwarkml.core.random.Seed;
import io.github.bulwarkml.core.run.Parallel;
import io.github.bulwarkml.robustness.diversity.PretrainingSource;
import io.github.bulwarkml.robustness.synthtrap.SynthTrapWorld;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * A SynthTrap world with pre-training sets: 12 target classes, seen locations in distribution,
 * unseen ones out of distribution. Immutable.
 *
 * <pre>{@code
 * StudyWorld world = SynthTrapStudy.of(SynthTrapWorld.standard()).keep(List.of("N4000_C80"));
 * }</pre>
 *
 * @param world the world
 * @param sources the pre-training sets, each name once
 * @since 0.1.0
 */
public record SynthTrapStudy(SynthTrapWorld world, List<PretrainingSource> sources)
    implements StudyWorld {
  /**
   * The set with a third of the locations of {@code N4000_C80}, within the range in which the paper
   * varied diversity inside classes.
   */
  public static final String THIRD_OF_LOCATIONS = "N4000_C80_133loc";

  /**
   * Copies the list.
   *
   * @param world the world
   * @param sources the pre-training sets, each name once, at least one
   * @throws IllegalArgumentException if there is none or a name occurs twice
   */
  public SynthTrapStudy {
    Objects.requireNonNull(world, "world");
    sources = List.copyOf(sources);
    Require.notEmpty(sources, "sources");
    List<String> names = names(sources);
    if (names.stream().distinct().count() < names.size()) {
      throw new IllegalArgumentException("sources must have different names, but are " + names);
    }
  }

  /**
   * {@return the study of a world with the ten sets of the published table}
   *
   * @param world the world
   */
  public static SynthTrapStudy of(SynthTrapWorld world) {
    return new SynthTrapStudy(world, PretrainingSource.synthTrap(world));
  }

  /**
   * {@return this study with {@link #THIRD_OF_LOCATIONS} beside its sets: 80 classes, 4000 images,
   * 133 locations}
   */
  public SynthTrapStudy withThirdOfLocations() {
    List<PretrainingSource> more = new ArrayList<>(sources);
    more.add(
        new PretrainingSource(
            THIRD_OF_LOCATIONS, world.source(80, 4000, 5_000_000, 133), Optional.empty()));
    return new SynthTrapStudy(world, more);
  }

  /**
   * {@return this study with some of its sets}
   *
   * @param names which, each one of {@link #pretrainingNames}
   * @throws IllegalArgumentException if there is no such set; the message lists those there are,
   *     nearest first
   */
  public SynthTrapStudy keep(List<String> names) {
    return new SynthTrapStudy(world, names.stream().map(this::source).toList());
  }

  /**
   * {@return runs in worlds of their own, the standard world first: what varies is everything}
   * Their numbers are the seeds of the worlds, from {@value SynthTrapWorld#STANDARD_SEED} on;
   * reports need a baseline per run.
   *
   * @param names the pre-training sets, each one of those of {@link #of} or {@link
   *     #THIRD_OF_LOCATIONS}
   * @param count how many, in [1, {@value StudyRun#MAXIMUM_RUNS}]
   * @param seed the root of the seeds of their trainings
   * @throws IllegalArgumentException if {@code count} is out of range or there is no such set
   */
  public static List<StudyRun> worlds(List<String> names, int count, Seed seed) {
    Require.inRange(count, 1, StudyRun.MAXIMUM_RUNS, "count");
    Objects.requireNonNull(seed, "seed");
    return IntStream.range(0, count)
        .mapToObj(
            k -> {
              long number = SynthTrapWorld.STANDARD_SEED + k;
              SynthTrapStudy study = of(SynthTrapWorld.of(Seed.of(number)));
              return new StudyRun(
                  number, study.withThirdOfLocations().keep(names), seed.child("training/" + k));
            })
        .toList();
  }

  private static List<String> names(List<PretrainingSource> sources) {
    return sources.stream().map(PretrainingSource::name).toList();
  }

  private PretrainingSource source(String name) {
    return sources.stream()
        .filter(source -> source.name().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "no pre-training set '"
                        + name
                        + "' (nearest first: "
                        + Nearest.list(name, names(sources), sources.size())
                        + ")"));
  }

  @Override
  public String identity() {
    return "synthtrap/1 seed " + world.seed().value();
  }

  @Override
  public List<String> pretrainingNames() {
    return names(sources);
  }

  @Override
  public ImageSet pretraining(String name, Seed seed, Parallel parallel) {
    return source(name).images(seed, parallel);
  }

  @Override
  public TargetTask target(Seed seed, Parallel parallel) {
    return new TargetTask(
        world.targetTraining().images(parallel),
        world.inDistributionTest().images(parallel),
        world.outOfDistributionTest().images(parallel));
  }
}
