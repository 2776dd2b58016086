// Copyright the Bulwark authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.github.bulwarkml.robustness.cli;

import io.github.bulwarkml.robustness.corruption.Corruption;
import io.github.bulwarkml.robustness.corruption.CorruptionBatch;
import io.github.bulwarkml.robustness.corruption.CorruptionTally;
import io.github.bulwarkml.robustness.corruption.Image;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** What {@code corrupt} reads: image files or one stack of images. */
interface CorruptionInput {
  /** {@return the first image, which decides the automatic scale and fills the contact sheet} */
  Image first() throws IOException;

  /** {@return the number of images} */
  long count();

  /** {@return the files whose digests go into the provenance} */
  List<Path> files();

  /**
   * Corrupts all images.
   *
   * @param folder where to write outputs of the same kind
   * @param tally adds up the differences
   */
  void corrupt(
      CorruptionBatch batch,
      Corruption corruption,
      int severity,
      Path folder,
      CorruptionTally tally)
      throws IOException;
}
