// Copyright the Bulwark authors. Licensed under the Apache License, Version 2.0; see LICENSE.

/**
 * Effective robustness, distribution shift and what pre-training does to both.
 *
 * @see <a href="https://arxiv.org/abs/2307.12532">Ramanujan et al. 2023</a>
 */
@NullMarked
package io.github.bulwarkml.robustness;

import org.jspecify.annotations.NullMarked;
