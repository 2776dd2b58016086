// Copyright the Bulwark authors. Licensed under the Apache License, Version 2.0; see LICENSE.

/**
 * Readers that refuse malformed input with file and position, and writers that never leave a
 * half-written file under its final name.
 */
@NullMarked
package io.github.bulwarkml.core.io;

import org.jspecify.annotations.NullMarked;
