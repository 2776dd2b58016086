// Copyright the Bulwark authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.github.bulwarkml.benchmarks.reproduce;

import java.io.IOException;

/**
 * One experiment: claims of a paper, and the code that measures them. Equal contexts give equal
 * outcomes, whatever the number of threads. Implementations are stateless and listed in {@code
 * experiments.Experiments}.
 *
 * @since 0.1.0
 */
public interface Experiment {
  /** {@return the name on the command line: lower case, words joined by hyphens} */
  String name();

  /** {@return what it shows, in one line} */
  String description();

  /** {@return the data it reads} */
  DataNeed data();

  /** {@return how long {@link Scale#QUICK} takes on two cores, in minutes} */
  double quickMinutes();

  /**
   * {@return what came out}
   *
   * @param context the scale, seed, data and threads; long work looks at its cancellation at least
   *     once a second
   * @throws IOException if a file cannot be read or is malformed
   * @throws java.util.concurrent.CancellationException if the run was cancelled
   */
  ExperimentOutcome run(ExperimentContext context) throws IOException;
}
