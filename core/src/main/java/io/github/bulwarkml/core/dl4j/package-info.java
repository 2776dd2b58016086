// Copyright the Bulwark authors. Licensed under the Apache License, Version 2.0; see LICENSE.
/**
 * DL4J's networks as differentiable models.
 *
 * <p>{@link io.github.bulwarkml.core.dl4j.Dl4jModel} makes a {@code MultiLayerNetwork} or a {@code
 * ComputationGraph} a {@link io.github.bulwarkml.core.nn.DifferentiableModel}; {@link
 * io.github.bulwarkml.core.dl4j.Dl4jExport} writes Bulwark's networks as graphs of DL4J. All of it
 * needs {@code org.deeplearning4j:deeplearning4j-nn} and a backend of ND4J on the class path
 * ({@link io.github.bulwarkml.core.dl4j.Dl4j}). Bulwark's own networks ({@code core.nn}) train many
 * times faster; this package is for networks that exist already.
 *
 * @since 0.1.0
 */
@NullMarked
package io.github.bulwarkml.core.dl4j;

import org.jspecify.annotations.NullMarked;
