// Copyright the Bulwark authors. Licensed under the Apache License, Version 2.0; see LICENSE.
/**
 * The layers of networks: what they are ({@link io.github.bulwarkml.core.nn.layer.LayerSpec}) and
 * how they run on arrays of a fixed batch size ({@link io.github.bulwarkml.core.nn.layer.Layer}).
 *
 * <p>Heavy products run as ND4J operations on preallocated native arrays; what is limited by memory
 * runs in Java over pieces that stay in the cache.
 *
 * @since 0.1.0
 */
@NullMarked
package io.github.bulwarkml.core.nn.layer;

import org.jspecify.annotations.NullMarked;
