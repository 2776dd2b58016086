// Copyright the Bulwark authors. Licensed under the Apache License, Version 2.0; see LICENSE.

/**
 * Differential privacy: mechanisms, accountants, DP-SGD, DP-FTRL and DPZero. Not started: the
 * module holds its place in the build.
 */
@NullMarked
package io.github.bulwarkml.privacy.dp;

import org.jspecify.annotations.NullMarked;
