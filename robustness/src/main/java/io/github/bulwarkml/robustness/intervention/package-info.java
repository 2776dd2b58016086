// Copyright the Bulwark authors. Licensed under the Apache License, Version 2.0; see LICENSE.

/**
 * Interventions on a pre-training set: quantity, classes against images per class, granularity of
 * the labels, semantics, diversity inside classes, mixtures of domains, and random controls.
 *
 * <p>Start with {@link io.github.bulwarkml.robustness.intervention.LabelledIndex} (the labels of
 * any data set) and one of the interventions, such as {@link
 * io.github.bulwarkml.robustness.intervention.Quantity}; combine several with {@link
 * io.github.bulwarkml.robustness.intervention.Intervention#then}. What comes out is an {@link
 * io.github.bulwarkml.robustness.intervention.InterventionResult}: which examples, which new
 * labels, and a manifest.
 *
 * @see <a href="https://arxiv.org/abs/2307.12532">Ramanujan et al., "On the connection between
 *     pre-training data diversity and fine-tuning robustness", NeurIPS 2023</a>
 */
@NullMarked
package io.github.bulwarkml.robustness.intervention;

import org.jspecify.annotations.NullMarked;
