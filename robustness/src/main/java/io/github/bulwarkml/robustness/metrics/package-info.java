// Copyright the Bulwark authors. Licensed under the Apache License, Version 2.0; see LICENSE.

/**
 * Classification metrics in the conventions of the WILDS benchmark, group metrics, replicates,
 * class subsets, prediction files and the iWildCam split rule.
 *
 * <p>Reading order: {@link io.github.bulwarkml.robustness.metrics.ClassCounts} for accuracy, macro
 * recall and macro F1 (three kinds of average, never mixed up: {@link
 * io.github.bulwarkml.robustness.metrics.MacroAverage}); {@link
 * io.github.bulwarkml.robustness.metrics.GroupAccuracy} for worst-group accuracy; {@link
 * io.github.bulwarkml.robustness.metrics.ScoreMatrix} with {@link
 * io.github.bulwarkml.robustness.metrics.ClassMapping} for ImageNet-A, ImageNet-R and ObjectNet;
 * {@link io.github.bulwarkml.robustness.metrics.ExampleMetric} for bootstrap intervals of any of
 * them.
 *
 * @see <a href="https://arxiv.org/abs/2012.07421">Koh et al. 2021, WILDS</a>
 */
@NullMarked
package io.github.bulwarkml.robustness.metrics;

import org.jspecify.annotations.NullMarked;
