// Copyright the Bulwark authors. Licensed under the Apache License, Version 2.0; see LICENSE.

/**
 * The loops that Bulwark spends its time in, twice: plain Java and the JDK's vector module.
 * Internal to Bulwark: the types are public so that its modules can share them, and may change at
 * any time.
 *
 * <p>Reading order: {@link io.github.bulwarkml.core.simd.ActiveKernels} chooses once per process;
 * {@link io.github.bulwarkml.core.simd.Kernels} gives the four groups of kernels; {@link
 * io.github.bulwarkml.core.simd.PlainKernels} is the reference that every faster twin must equal.
 * {@link io.github.bulwarkml.core.simd.NearestRow} builds a decision on them that does not depend
 * on the choice.
 */
@NullMarked
package io.github.bulwarkml.core.simd;

import org.jspecify.annotations.NullMarked;
