// Copyright the Bulwark authors. Licensed under the Apache License, Version 2.0; see LICENSE.

/** Seeded streams named by path, samplers, and the cryptographic source of privacy noise. */
@NullMarked
package io.github.bulwarkml.core.random;

import org.jspecify.annotations.NullMarked;
