// Copyright the Bulwark authors. Licensed under the Apache License, Version 2.0; see LICENSE.

/**
 * How far predicted probabilities can be trusted: calibration errors, proper scores, temperature
 * scaling, reliability tables and risk against coverage.
 *
 * <p>Reading order: {@link io.github.bulwarkml.robustness.calibration.ProbabilityMatrix} holds the
 * predictions, {@link io.github.bulwarkml.robustness.calibration.ReliabilityTable} gives the
 * calibration errors, {@link io.github.bulwarkml.robustness.calibration.ProperScores} the
 * likelihood and the Brier score, {@link
 * io.github.bulwarkml.robustness.calibration.TemperatureScaling} repairs what one number can
 * repair, and {@link io.github.bulwarkml.robustness.calibration.CalibrationReport} puts it all
 * together.
 *
 * @see <a href="https://arxiv.org/abs/1706.04599">Guo et al. 2017</a>
 */
@NullMarked
package io.github.bulwarkml.robustness.calibration;

import org.jspecify.annotations.NullMarked;
