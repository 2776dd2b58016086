// Copyright the Bulwark authors. Licensed under the Apache License, Version 2.0; see LICENSE.

/**
 * The nineteen image corruptions of ImageNet-C and the corruption error.
 *
 * <p>Start with {@link io.github.bulwarkml.robustness.corruption.Corruptions} for one image, {@link
 * io.github.bulwarkml.robustness.corruption.CorruptionBatch} for many, {@link
 * io.github.bulwarkml.robustness.corruption.CorruptionOptions} for every choice, and {@link
 * io.github.bulwarkml.robustness.corruption.CorruptionError} for the score of a model.
 *
 * <p>Corrupted pixels depend only on the image, the options and (seed, corruption, severity,
 * index): never on threads, on the order of calls, or on the JDK.
 *
 * @see <a href="https://arxiv.org/abs/1903.12261">Hendrycks and Dietterich, "Benchmarking Neural
 *     Network Robustness to Common Corruptions and Perturbations", ICLR 2019</a>
 * @see <a href="https://arxiv.org/abs/1907.07484">Michaelis et al., "Benchmarking Robustness in
 *     Object Detection", 2019: the size-free variants</a>
 */
@NullMarked
package io.github.bulwarkml.robustness.corruption;

import org.jspecify.annotations.NullMarked;
