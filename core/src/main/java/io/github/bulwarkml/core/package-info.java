// Copyright the Bulwark authors. Licensed under the Apache License, Version 2.0; see LICENSE.

/**
 * What every Bulwark module stands on: the exceptions of the house and, in the packages below,
 * randomness, statistics, files, results and runs.
 *
 * <p>Reading order: {@link io.github.bulwarkml.core.random.Seed} and {@link
 * io.github.bulwarkml.core.random.SplitMix64} for reproducible randomness, {@code core.stats} for
 * intervals and fits, {@code core.io} for files, {@code core.result} for what a task returns,
 * {@code core.run} for progress, cancellation and threads.
 */
@NullMarked
package io.github.bulwarkml.core;

import org.jspecify.annotations.NullMarked;
