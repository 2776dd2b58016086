// Copyright the Bulwark authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.github.bulwarkml.robustness.pretraining;

import io.github.bulwarkml.core.io.ImageSet;
import io.github.bulwarkml.core.random.Seed;
import io.github.bulwarkml.core.run.Parallel;
import java.util.List;

/**
 * Where the images of a study come from: pre-training sets and a target task. Equal worlds give
 * equal images; implementations are safe to use from several threads.
 *
 * @since 0.1.0
 */
public interface StudyWorld {
  /**
   * {@return what determines all images, apart from the seed of a run, in words: models of worlds
   * with different identities are never mistaken for each other}
   */
  String identity();

  /** {@return the names of the pre-training sets, each once, in the order of a report} */
  List<String> pretrainingNames();

  /**
   * {@return a pre-training set, of the shape of the target task's images}
   *
   * @param name one of {@link #pretrainingNames}
   * @param seed the seed of whatever a run draws: subsets, labels
   * @param parallel how many threads; has no influence on the result
   * @throws IllegalArgumentException if there is no such set
   */
  ImageSet pretraining(String name, Seed seed, Parallel parallel);

  /**
   * {@return the target task}
   *
   * @param seed the seed of whatever a run draws
   * @param parallel how many threads; has no influence on the result
   */
  TargetTask target(Seed seed, Parallel parallel);
}
