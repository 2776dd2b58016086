// Copyright the Bulwark authors. Licensed under the Apache License, Version 2.0; see LICENSE.

/**
 * What every {@code bulwark} command shares: output options, exit codes, error reporting. Needs
 * picocli on the class path.
 */
@NullMarked
package io.github.bulwarkml.core.cli;

import org.jspecify.annotations.NullMarked;
