// Copyright the Bulwark authors. Licensed under the Apache License, Version 2.0; see LICENSE.

/**
 * Readers of published tables of accuracies: imagenet-testbed, timm, open_clip, CLIP_benchmark,
 * RobustBench, and any CSV of one row per model.
 *
 * <p>Start with {@link io.github.bulwarkml.robustness.table.AccuracyTable}, join it with {@link
 * io.github.bulwarkml.robustness.table.ModelTypes}, and take pairs of columns from it with {@link
 * io.github.bulwarkml.robustness.table.TablePairing}.
 */
@NullMarked
package io.github.bulwarkml.robustness.table;

import org.jspecify.annotations.NullMarked;
