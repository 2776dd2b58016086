// Copyright the Bulwark authors. Licensed under the Apache License, Version 2.0; see LICENSE.

/**
 * The part of the pre-training diversity study that trains: a small convolutional network is
 * pre-trained on many sets, fine-tuned on a target task, and measured in and out of distribution.
 *
 * <p>Start with {@link io.github.bulwarkml.robustness.pretraining.PretrainingStudy}; its models go
 * into a {@link io.github.bulwarkml.robustness.diversity.DiversityReport}. {@link
 * io.github.bulwarkml.robustness.pretraining.SynthTrapStudy} is the synthetic world, {@link
 * io.github.bulwarkml.robustness.pretraining.HeldOutClasses} does the same on real images.
 *
 * <p>Needs ND4J on the class path ({@code org.nd4j:nd4j-native}); without it training throws {@link
 * io.github.bulwarkml.core.MissingDependencyException}.
 *
 * @see <a href="https://arxiv.org/abs/2307.12532">Ramanujan et al., "On the connection between
 *     pre-training data diversity and fine-tuning robustness", NeurIPS 2023</a>
 */
@NullMarked
package io.github.bulwarkml.robustness.pretraining;

import org.jspecify.annotations.NullMarked;
