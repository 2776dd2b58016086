// Copyright the Bulwark authors. Licensed under the Apache License, Version 2.0; see LICENSE.

/** The {@code bulwark robustness} commands; need picocli on the class path. */
@NullMarked
package io.github.bulwarkml.robustness.cli;

import org.jspecify.annotations.NullMarked;
