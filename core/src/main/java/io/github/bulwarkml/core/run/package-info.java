// Copyright the Bulwark authors. Licensed under the Apache License, Version 2.0; see LICENSE.

/**
 * How long work reports progress, is cancelled, and is spread over threads without changing its
 * result.
 */
@NullMarked
package io.github.bulwarkml.core.run;

import org.jspecify.annotations.NullMarked;
