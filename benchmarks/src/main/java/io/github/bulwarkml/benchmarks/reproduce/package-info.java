// Copyright the Bulwark authors. Licensed under the Apache License, Version 2.0; see LICENSE.

/**
 * Re-runs published experiments: what a paper claims, what comes out here, and whether the two
 * agree. {@link io.github.bulwarkml.benchmarks.reproduce.Experiment} is one experiment, {@link
 * io.github.bulwarkml.benchmarks.reproduce.Reproduction} runs several and {@link
 * io.github.bulwarkml.benchmarks.reproduce.ReportFiles} writes what came out.
 */
@NullMarked
package io.github.bulwarkml.benchmarks.reproduce;

import org.jspecify.annotations.NullMarked;
