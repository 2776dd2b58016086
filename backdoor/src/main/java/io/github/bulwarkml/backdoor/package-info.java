// Copyright the Bulwark authors. Licensed under the Apache License, Version 2.0; see LICENSE.

/**
 * FLIP, the label-only backdoor, and the defences it is measured against. Not started: the module
 * holds its place in the build.
 */
@NullMarked
package io.github.bulwarkml.backdoor;

import org.jspecify.annotations.NullMarked;
