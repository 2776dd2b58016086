// Copyright the Bulwark authors. Licensed under the Apache License, Version 2.0; see LICENSE.

/** JMH benchmarks; each class comment holds the command that runs it. */
@NullMarked
package io.github.bulwarkml.benchmarks.jmh;

import org.jspecify.annotations.NullMarked;
