// Copyright the Bulwark authors. Licensed under the Apache License, Version 2.0; see LICENSE.

/** Guides and JShell scripts, executed by this module's tests. */
@NullMarked
package io.github.bulwarkml.docs;

import org.jspecify.annotations.NullMarked;
