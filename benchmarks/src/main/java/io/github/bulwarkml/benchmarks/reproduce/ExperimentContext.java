// Copyright the Bulwark authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.github.bulwarkml.benchmarks.reproduce;

import io.github.bulwarkml.core.random.Seed;
import io.github.bulwarkml.core.result.Provenance;
import io.github.bulwarkml.core.run.Cancellation;
import io.github.bulwarkml.core.run.Parallel;
import io.github.bulwarkml.core.run.Progress;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;

/**
 * What an experiment may use. The outcome depends on scale, seed and data only.
 *
 * @param scale how much work it may be
 * @param data the root folder of published data, if there is one
 * @param seed the seed of the whole reproduction; an experiment derives its own by its name
 * @param parallel the threads it may use
 * @param progress where it says how far it is
 * @param cancellation what asks it to stop
 * @param out the folder the report is written to
 * @since 0.1.0
 */
public record ExperimentContext(
    Scale scale,
    Optional<Path> data,
    Seed seed,
    Parallel parallel,
    Progress progress,
    Cancellation cancellation,
    Path out) {
  /**
   * Checks that nothing is null.
   *
   * @param scale how much work it may be
   * @param data the root folder of published data
   * @param seed the seed of the whole reproduction
   * @param parallel the threads it may use
   * @param progress where it says how far it is
   * @param cancellation what asks it to stop
   * @param out the folder the report is written to
   */
  public ExperimentContext {
    Objects.requireNonNull(scale, "scale");
    Objects.requireNonNull(data, "data");
    Objects.requireNonNull(seed, "seed");
    Objects.requireNonNull(parallel, "parallel");
    Objects.requireNonNull(progress, "progress");
    Objects.requireNonNull(cancellation, "cancellation");
    Objects.requireNonNull(out, "out");
  }

  /**
   * {@return a context for the quick scale: no data, seed 42, all processors, no progress}
   *
   * @param out the folder the report is written to
   */
  public static ExperimentContext quick(Path out) {
    return new ExperimentContext(
        Scale.QUICK,
        Optional.empty(),
        Seed.of(42),
        Parallel.available(),
        Progress.silent(),
        Cancellation.none(),
        out);
  }

  /**
   * {@return this context with another scale}
   *
   * @param newScale the scale
   */
  public ExperimentContext withScale(Scale newScale) {
    return new ExperimentContext(newScale, data, seed, parallel, progress, cancellation, out);
  }

  /**
   * {@return this context with a folder of published data}
   *
   * @param root the root folder
   */
  public ExperimentContext withData(Path root) {
    return new ExperimentContext(
        scale, Optional.of(root), seed, parallel, progress, cancellation, out);
  }

  /**
   * {@return this context with another seed}
   *
   * @param newSeed the seed
   */
  public ExperimentContext withSeed(Seed newSeed) {
    return new ExperimentContext(scale, data, newSeed, parallel, progress, cancellation, out);
  }

  /**
   * {@return this context with other threads}
   *
   * @param newParallel the threads
   */
  public ExperimentContext withParallel(Parallel newParallel) {
    return new ExperimentContext(scale, data, seed, newParallel, progress, cancellation, out);
  }

  /**
   * {@return this context with another progress}
   *
   * @param newProgress where experiments say how far they are
   */
  public ExperimentContext withProgress(Progress newProgress) {
    return new ExperimentContext(scale, data, seed, parallel, newProgress, cancellation, out);
  }

  /**
   * {@return this context with another cancellation}
   *
   * @param newCancellation what asks experiments to stop
   */
  public ExperimentContext withCancellation(Cancellation newCancellation) {
    return new ExperimentContext(scale, data, seed, parallel, progress, newCancellation, out);
  }

  /** {@return whether the scale is {@link Scale#FULL}} */
  public boolean isFull() {
    return scale == Scale.FULL;
  }

  /**
   * {@return the folder that holds an experiment's files, if there is one}
   *
   * @param experiment the experiment
   */
  public Optional<Path> folderOf(Experiment experiment) {
    return data.flatMap(experiment.data()::locate);
  }

  /**
   * {@return a recorder of an experiment's provenance, with the scale, the seed, the threads and
   * the files that are present}
   *
   * @param experiment the experiment
   * @throws IOException if a file cannot be read
   */
  public Provenance.Recorder provenance(Experiment experiment) throws IOException {
    Provenance.Recorder recorder =
        Provenance.start("reproduce")
            .parameter("experiment", experiment.name())
            .parameter("scale", scale)
            .seed(seed)
            .threads(parallel);
    Optional<Path> folder = folderOf(experiment);
    if (folder.isPresent()) {
      for (Path file : experiment.data().present(folder.get())) {
        recorder.input(file);
      }
    }
    return recorder;
  }
}
