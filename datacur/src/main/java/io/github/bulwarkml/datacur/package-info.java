// Copyright the Bulwark authors. Licensed under the Apache License, Version 2.0; see LICENSE.

/**
 * DataComp filters and evaluation, and caption mixing. Not started: the module holds its place in
 * the build.
 */
@NullMarked
package io.github.bulwarkml.datacur;

import org.jspecify.annotations.NullMarked;
