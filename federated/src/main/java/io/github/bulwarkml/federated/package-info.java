// Copyright the Bulwark authors. Licensed under the Apache License, Version 2.0; see LICENSE.

/**
 * Federated learning: aggregators, secure aggregation, autotuned compression, prompt tuning, public
 * data. Not started: the module holds its place in the build.
 */
@NullMarked
package io.github.bulwarkml.federated;

import org.jspecify.annotations.NullMarked;
