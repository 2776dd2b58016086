// Copyright the Bulwark authors. Licensed under the Apache License, Version 2.0; see LICENSE.

/** Shared by Bulwark's own modules; not part of the public API. */
@NullMarked
package io.github.bulwarkml.core.internal;

import org.jspecify.annotations.NullMarked;
