// Copyright the Bulwark authors. Licensed under the Apache License, Version 2.0; see LICENSE.

/**
 * Fractals as pre-training images: a source without any natural image.
 *
 * <p>Start with {@link io.github.bulwarkml.robustness.fractal.FractalWorld}.
 *
 * @see <a href="https://arxiv.org/abs/2101.08515">Kataoka et al., "Pre-training without natural
 *     images", ACCV 2020</a>
 */
@NullMarked
package io.github.bulwarkml.robustness.fractal;

import org.jspecify.annotations.NullMarked;
