// Copyright the Bulwark authors. Licensed under the Apache License, Version 2.0; see LICENSE.

/**
 * LiDP auditing: many canaries per run, XBern confidence intervals. Not started: the module holds
 * its place in the build.
 */
@NullMarked
package io.github.bulwarkml.audit;

import org.jspecify.annotations.NullMarked;
