// Copyright the Bulwark authors. Licensed under the Apache License, Version 2.0; see LICENSE.

/** placeholder */
@NullMarked
package io.github.bulwarkml.robustness;

import org.jspecify.annotations.NullMarked;
