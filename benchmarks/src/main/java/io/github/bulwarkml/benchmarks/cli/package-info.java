// Copyright the Bulwark authors. Licensed under the Apache License, Version 2.0; see LICENSE.

/**
 * The {@code bulwark} command: gathers every module's commands and adds those that concern the
 * whole suite.
 */
@NullMarked
package io.github.bulwarkml.benchmarks.cli;

import org.jspecify.annotations.NullMarked;
