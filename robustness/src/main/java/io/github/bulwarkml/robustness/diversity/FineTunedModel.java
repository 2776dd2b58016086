// Copyright the Bulwark authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.github.bulwarkml.robustness.diversity;

import io.github.bulwarkml.core.internal.Require;
import io.github.bulwarkml.robustness.AccuracyPair;
import java.util.Objects;

/**
 * A model fine-tuned on the target task (or trained on it from scratch), and what was measured of
 * it.
 *
 * @param pretraining the name of the pre-training set
 * @param seed the run: the seed of the training, or of the whole world
 * @param nTarget the number of target images it was fine-tuned on, at least 1
 * @param accId accuracy in distribution, in [0, 1]
 * @param accOod accuracy out of distribution, in [0, 1]
 * @param f1Id macro-F1 in distribution, in [0, 1]
 * @param f1Ood macro-F1 out of distribution, in [0, 1]
 * @since 0.1.0
 */
public record FineTunedModel(
    String pretraining,
    long seed,
    int nTarget,
    double accId,
    double accOod,
    double f1Id,
    double f1Ood) {
  /**
   * Checks the parts.
   *
   * @param pretraining the name of the pre-training set, not empty
   * @param seed the run
   * @param nTarget the number of target images, at least 1
   * @param accId accuracy in distribution, in [0, 1]
   * @param accOod accuracy out of distribution, in [0, 1]
   * @param f1Id macro-F1 in distribution, in [0, 1]
   * @param f1Ood macro-F1 out of distribution, in [0, 1]
   * @throws IllegalArgumentException if a number is out of range or the name is empty
   */
  public FineTunedModel {
    Objects.requireNonNull(pretraining, "pretraining");
    if (pretraining.isEmpty()) {
      throw new IllegalArgumentException("pretraining must not be empty");
    }
    Require.atLeast(nTarget, 1, "nTarget");
    Require.inRange(accId, 0, 1, "accId");
    Require.inRange(accOod, 0, 1, "accOod");
    Require.inRange(f1Id, 0, 1, "f1Id");
    Require.inRange(f1Ood, 0, 1, "f1Ood");
  }

  /** {@return the model's name: pre-training set, run and number of target images} */
  public String name() {
    return pretraining + "_s" + seed + "_n" + nTarget;
  }

  /**
   * {@return the two measurements, the pre-training set being the type}
   *
   * @param metric which measurement
   */
  public AccuracyPair pair(DiversityMetric metric) {
    return metric == DiversityMetric.ACCURACY
        ? AccuracyPair.of(name(), pretraining, accId, accOod)
        : AccuracyPair.of(name(), pretraining, f1Id, f1Ood);
  }
}
