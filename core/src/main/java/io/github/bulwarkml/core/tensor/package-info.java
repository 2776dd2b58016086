// Copyright the Bulwark authors. Licensed under the Apache License, Version 2.0; see LICENSE.

/**
 * Flat parameter vectors, shape checks, and the bridges to ND4J and to native buffers, which cost
 * one bulk copy each. ND4J's operations are not wrapped again.
 *
 * <p>Start with {@link io.github.bulwarkml.core.tensor.ParameterVector}; {@link
 * io.github.bulwarkml.core.tensor.Nd4jBridge} needs {@code org.nd4j:nd4j-api} and a backend on the
 * class path, the rest needs neither.
 */
@NullMarked
package io.github.bulwarkml.core.tensor;

import org.jspecify.annotations.NullMarked;
