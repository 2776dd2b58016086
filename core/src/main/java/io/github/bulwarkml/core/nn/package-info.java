// Copyright the Bulwark authors. Licensed under the Apache License, Version 2.0; see LICENSE.
/**
 * The learning engine: networks with exact gradients, tangents and per-example gradient norms, and
 * the interfaces that everything which learns or audits stands on.
 *
 * <p>{@link io.github.bulwarkml.core.nn.DifferentiableModel} and {@link
 * io.github.bulwarkml.core.nn.LossOracle} need nothing but this jar; {@link
 * io.github.bulwarkml.core.nn.Network} needs ND4J on the class path.
 *
 * @since 0.1.0
 */
@NullMarked
package io.github.bulwarkml.core.nn;

import org.jspecify.annotations.NullMarked;
