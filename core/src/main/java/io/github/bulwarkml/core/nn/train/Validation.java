// Copyright the Bulwark authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.github.bulwarkml.core.nn.train;

import io.github.bulwarkml.core.nn.Examples;

/**
 * When and how a model is validated.
 *
 * @param examples the validation set
 * @param metric what is measured
 * @param everySteps how many steps lie between two looks
 * @param patience how many looks without improvement end the training; {@link Integer#MAX_VALUE}
 *     for none
 * @param restoreBest whether the model ends with the parameters of its best look
 */
record Validation(
    Examples examples, Metric metric, int everySteps, int patience, boolean restoreBest) {}
