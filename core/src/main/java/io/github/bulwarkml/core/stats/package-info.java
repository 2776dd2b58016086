// Copyright the Bulwark authors. Licensed under the Apache License, Version 2.0; see LICENSE.

/** Intervals, special functions, least squares with all its reports, resampling and tests. */
@NullMarked
package io.github.bulwarkml.core.stats;

import org.jspecify.annotations.NullMarked;
