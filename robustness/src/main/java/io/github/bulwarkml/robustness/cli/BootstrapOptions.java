// Copyright the Bulwark authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.github.bulwarkml.robustness.cli;

import io.github.bulwarkml.core.internal.Require;
import io.github.bulwarkml.core.random.Seed;
import io.github.bulwarkml.core.result.Provenance;
import io.github.bulwarkml.core.run.Parallel;
import io.github.bulwarkml.robustness.metrics.ExampleBootstrap;
import java.util.Optional;
import picocli.CommandLine.Option;

/** The options of commands that resample the examples of a test set. */
final class BootstrapOptions {
  @Option(
      names = "--bootstrap",
      paramLabel = "N",
      defaultValue = "0",
      description =
          "resamples of the examples for intervals; 0 for none, 1000 is customary (default:"
              + " ${DEFAULT-VALUE})")
  private int resamples;

  @Option(
      names = "--level",
      paramLabel = "LEVEL",
      defaultValue = "0.95",
      description = "confidence level of all intervals, in (0, 1) (default: ${DEFAULT-VALUE})")
  private double level = 0.95;

  @Option(
      names = "--seed",
      paramLabel = "SEED",
      defaultValue = "42",
      description = "seed of the bootstrap (default: ${DEFAULT-VALUE})")
  private long seed = 42;

  /** The confidence level. */
  double level() {
    return Require.inside(level, 0, 1, "--level");
  }

  /** The bootstrap asked for, recorded. */
  Optional<ExampleBootstrap> bootstrap(Parallel parallel, Provenance.Recorder recorder) {
    Require.inRange(resamples, 0, ExampleBootstrap.MAXIMUM_RESAMPLES, "--bootstrap");
    recorder.parameter("bootstrap", resamples).parameter("level", level());
    if (resamples == 0) {
      return Optional.empty();
    }
    recorder.seed(Seed.of(seed)).threads(parallel);
    return Optional.of(new ExampleBootstrap(resamples, level, Seed.of(seed), parallel));
  }
}
