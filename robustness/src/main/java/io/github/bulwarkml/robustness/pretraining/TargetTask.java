// Copyright the Bulwark authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.github.bulwarkml.robustness.pretraining;

import io.github.bulwarkml.core.io.ImageSet;
import java.util.List;
import java.util.Objects;

/**
 * What every model of a run is fine-tuned on and measured with. Immutable.
 *
 * @param training the images to fine-tune on; n images are the first n
 * @param idTest test images from where the training images come from
 * @param oodTest test images from elsewhere
 * @since 0.1.0
 */
public record TargetTask(ImageSet training, ImageSet idTest, ImageSet oodTest) {
  /**
   * Checks that the sets fit each other.
   *
   * @param training the images to fine-tune on; at least one
   * @param idTest test images from where the training images come from; at least one
   * @param oodTest test images from elsewhere; at least one
   * @throws IllegalArgumentException if a set is empty, or shapes or numbers of classes differ
   */
  public TargetTask {
    Objects.requireNonNull(training, "training");
    for (ImageSet set : List.of(training, idTest, oodTest)) {
      if (set.size() == 0) {
        throw new IllegalArgumentException("training and test sets must not be empty");
      }
      if (!shape(set).equals(shape(training))) {
        throw new IllegalArgumentException(
            "test sets must have the shape of the training set, "
                + shape(training)
                + ", but one has "
                + shape(set));
      }
    }
  }

  private static String shape(ImageSet set) {
    return set.channels()
        + "x"
        + set.height()
        + "x"
        + set.width()
        + " of "
        + set.classes()
        + " classes";
  }
}
