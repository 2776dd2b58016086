// Copyright the Bulwark authors. Licensed under the Apache License, Version 2.0; see LICENSE.

/**
 * Results that carry their provenance and print themselves as aligned text, CSV, JSON and charts.
 */
@NullMarked
package io.github.bulwarkml.core.result;

import org.jspecify.annotations.NullMarked;
