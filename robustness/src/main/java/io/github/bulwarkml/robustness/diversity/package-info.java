// Copyright the Bulwark authors. Licensed under the Apache License, Version 2.0; see LICENSE.

/**
 * What pre-training data does to the robustness of fine-tuned models: from the accuracies of many
 * fine-tuned models to lines, effective robustness per pre-training set, and a table of findings
 * with verdicts.
 *
 * <p>Start with {@link io.github.bulwarkml.robustness.diversity.FineTunedModels#read} and {@link
 * io.github.bulwarkml.robustness.diversity.DiversityReport#of}. Nothing here trains: the models may
 * come from anywhere.
 *
 * @see <a href="https://arxiv.org/abs/2307.12532">Ramanujan et al., "On the connection between
 *     pre-training data diversity and fine-tuning robustness", NeurIPS 2023</a>
 */
@NullMarked
package io.github.bulwarkml.robustness.diversity;

import org.jspecify.annotations.NullMarked;
