// Copyright the Bulwark authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.github.bulwarkml.robustness.pretraining;

import io.github.bulwarkml.core.internal.Require;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;

/**
 * How every model of a study is trained: Adam (0.9, 0.999, 1e-8) with an L2 penalty added to the
 * gradient, a new order each epoch, partial batches left out. Immutable.
 *
 * @param scratch the training of models that are not pre-trained: the baseline
 * @param scratchSizes on how many target images each; at least 2 different numbers, since they must
 *     determine a line
 * @param pretraining the training on a pre-training set
 * @param fineTuning the training on target images, with a new last layer, all layers moving
 * @param targetSizes on how many target images each
 * @param batchSize images per step, at least 2
 * @param weightDecay the factor of the L2 penalty's gradient, at least 0
 * @since 0.1.0
 */
public record StudySettings(
    TrainingPhase scratch,
    List<Integer> scratchSizes,
    TrainingPhase pretraining,
    TrainingPhase fineTuning,
    List<Integer> targetSizes,
    int batchSize,
    double weightDecay) {
  /**
   * Checks the parts.
   *
   * @param scratch the training of models that are not pre-trained
   * @param scratchSizes on how many target images each, at least {@code batchSize}
   * @param pretraining the training on a pre-training set
   * @param fineTuning the training on target images
   * @param targetSizes on how many target images each, at least {@code batchSize}
   * @param batchSize images per step, in [2, 65536]
   * @param weightDecay the factor of the L2 penalty's gradient, finite and at least 0
   * @throws IllegalArgumentException if a number is out of range or occurs twice
   */
  public StudySettings {
    Objects.requireNonNull(scratch, "scratch");
    Objects.requireNonNull(pretraining, "pretraining");
    Objects.requireNonNull(fineTuning, "fineTuning");
    Require.inRange(batchSize, 2, 1 << 16, "batchSize");
    Require.nonNegative(weightDecay, "weightDecay");
    scratchSizes = checked(scratchSizes, 2, batchSize, "scratchSizes");
    targetSizes = checked(targetSizes, 1, batchSize, "targetSizes");
  }

  private static List<Integer> checked(
      List<Integer> sizes, int fewest, int batchSize, String name) {
    List<Integer> copy = List.copyOf(sizes);
    if (copy.size() < fewest || new HashSet<>(copy).size() < copy.size()) {
      throw new IllegalArgumentException(
          name + " must be at least " + fewest + " different numbers, but was " + copy);
    }
    for (int size : copy) {
      if (size < batchSize) {
        throw new IllegalArgumentException(
            name + " must be at least batchSize = " + batchSize + ", but was " + copy);
      }
    }
    return copy;
  }

  /**
   * {@return the settings of the SynthTrap study: from scratch on 100, 200, 400, 800 and 1600
   * images, 150 steps at 3e-3; pre-training 500 steps at 3e-3; fine-tuning on 200 and 800 images,
   * 150 steps at 2e-3; batches of 64; L2 penalty 1e-4}
   */
  public static StudySettings defaults() {
    return new StudySettings(
        new TrainingPhase(150, 3e-3),
        List.of(100, 200, 400, 800, 1600),
        new TrainingPhase(500, 3e-3),
        new TrainingPhase(150, 2e-3),
        List.of(200, 800),
        64,
        1e-4);
  }

  /**
   * {@return these settings with other trainings from scratch}
   *
   * @param newPhase steps and learning rate
   * @param newScratchSizes on how many target images each
   */
  public StudySettings withScratch(TrainingPhase newPhase, Integer... newScratchSizes) {
    return new StudySettings(
        newPhase,
        List.of(newScratchSizes),
        pretraining,
        fineTuning,
        targetSizes,
        batchSize,
        weightDecay);
  }

  /**
   * {@return these settings with another pre-training}
   *
   * @param newPhase steps and learning rate
   */
  public StudySettings withPretraining(TrainingPhase newPhase) {
    return new StudySettings(
        scratch, scratchSizes, newPhase, fineTuning, targetSizes, batchSize, weightDecay);
  }

  /**
   * {@return these settings with other fine-tunings}
   *
   * @param newPhase steps and learning rate
   * @param newTargetSizes on how many target images each
   */
  public StudySettings withFineTuning(TrainingPhase newPhase, Integer... newTargetSizes) {
    return new StudySettings(
        scratch,
        scratchSizes,
        pretraining,
        newPhase,
        List.of(newTargetSizes),
        batchSize,
        weightDecay);
  }

  /** {@return the most target images that any model is trained on} */
  int largestSize() {
    int largest = 0;
    for (List<Integer> sizes : List.of(scratchSizes, targetSizes)) {
      for (int size : sizes) {
        largest = Math.max(largest, size);
      }
    }
    return largest;
  }
}
