// Copyright the Bulwark authors. Licensed under the Apache License, Version 2.0; see LICENSE.

/** The experiments that {@code bulwark reproduce} knows, and their list. */
@NullMarked
package io.github.bulwarkml.benchmarks.reproduce.experiments;

import org.jspecify.annotations.NullMarked;
