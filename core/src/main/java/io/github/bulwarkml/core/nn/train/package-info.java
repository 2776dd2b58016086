// Copyright the Bulwark authors. Licensed under the Apache License, Version 2.0; see LICENSE.
/**
 * Training of any {@link io.github.bulwarkml.core.nn.DifferentiableModel}: optimisers,
 * learning-rate schedules, the {@link io.github.bulwarkml.core.nn.train.Trainer}, checkpoints and
 * evaluation, all on heap arrays and free of ND4J.
 *
 * <p>Start with {@link io.github.bulwarkml.core.nn.train.Trainer}; {@link
 * io.github.bulwarkml.core.nn.train.ModelFile} keeps a trained model, {@link
 * io.github.bulwarkml.core.nn.train.Evaluation} measures it. Methods with loops of their own
 * (private or federated training) use {@link io.github.bulwarkml.core.nn.train.Optimizer} and
 * {@link io.github.bulwarkml.core.nn.train.Schedule} alone.
 *
 * @since 0.1.0
 */
@NullMarked
package io.github.bulwarkml.core.nn.train;

import org.jspecify.annotations.NullMarked;
