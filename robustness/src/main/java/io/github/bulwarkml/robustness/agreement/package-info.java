// Copyright the Bulwark authors. Licensed under the Apache License, Version 2.0; see LICENSE.

/**
 * Estimates of accuracy under shift without labels of the shifted set: agreement on the line,
 * average confidence, thresholded confidence.
 *
 * <p>Reading order: {@link io.github.bulwarkml.robustness.agreement.PredictionTable} holds what
 * several models predict on one set, {@link
 * io.github.bulwarkml.robustness.agreement.AgreementOnTheLine} estimates the accuracy of each and
 * says whether to trust it; {@link io.github.bulwarkml.robustness.agreement.AverageConfidence} and
 * {@link io.github.bulwarkml.robustness.agreement.ThresholdedConfidence} need one model and its
 * probabilities; {@link io.github.bulwarkml.robustness.agreement.EstimationError} scores them all.
 *
 * @see <a href="https://arxiv.org/abs/2206.13089">Baek et al. 2022</a>
 */
@NullMarked
package io.github.bulwarkml.robustness.agreement;

import org.jspecify.annotations.NullMarked;
