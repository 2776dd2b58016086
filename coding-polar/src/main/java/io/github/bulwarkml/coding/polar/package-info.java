// Copyright the Bulwark authors. Licensed under the Apache License, Version 2.0; see LICENSE.

/**
 * Polar codes (SC, fast-SSC, SCL, CA-SCL, 5G NR) and DeepPolar non-linear large-kernel codes. Not
 * started: the module holds its place in the build.
 */
@NullMarked
package io.github.bulwarkml.coding.polar;

import org.jspecify.annotations.NullMarked;
