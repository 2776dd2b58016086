// Copyright the Bulwark authors. Licensed under the Apache License, Version 2.0; see LICENSE.

/** The bulwark command, the reproductions of the papers and the JMH suites. */
@NullMarked
package io.github.bulwarkml.benchmarks;

import org.jspecify.annotations.NullMarked;
