// Copyright the Bulwark authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.github.bulwarkml.benchmarks;

import io.github.bulwarkml.core.random.RandomBits;
import io.github.bulwarkml.core.random.Rng;
import io.github.bulwarkml.core.random.Seed;
import io.github.bulwarkml.core.run.ConsoleProgress;
import io.github.bulwarkml.core.tensor.ParameterVector;
import java.io.PrintWriter;
import java.io.StringWriter;
import org.apache.commons.rng.UniformRandomProvider;

/** Samples of what core's random, run and tensor packages take. */
final class RandomSamples {
  private RandomSamples() {}

  static void addTo(SampleTable table) {
    table
        .typed(RandomBits.class, () -> Rng.of(Seed.of(1)))
        .typed(UniformRandomProvider.class, () -> Rng.of(Seed.of(1)))
        .typed(ConsoleProgress.class, RandomSamples::runningProgress)
        .typed(ParameterVector.class, () -> ParameterVector.of(1, 2, 3, 4, 5, 6))
        .typed(ParameterVector.Builder.class, ParameterVector::builder)
        .named("Subsets.subset#k", () -> 0)
        .named("Shapes.requireSame#aName", () -> "a")
        .named("Shapes.requireSame#bName", () -> "b")
        .named("Shapes.requireSame#a", () -> new int[] {2, 3})
        .named("Shapes.requireSame#b", () -> new int[] {2, 3})
        .named("Shapes.requireMatmul#a", () -> new int[] {2, 3})
        .named("Shapes.requireMatmul#b", () -> new int[] {3, 2})
        .named("Shapes.requireRank#name", () -> "shape")
        .named("Shapes.requireRank#shape", () -> new int[] {2, 3})
        .named("Shapes.requireRank#rank", () -> 2);
  }

  private static ConsoleProgress runningProgress() {
    ConsoleProgress progress =
        new ConsoleProgress(new PrintWriter(new StringWriter()), ConsoleProgress.Style.LINES);
    progress.start("task", 10);
    return progress;
  }
}
