// Copyright the Bulwark authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.github.bulwarkml.core.testing;

import io.github.bulwarkml.core.random.Seed;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Seeded random cases for parameterised tests: the failing case's seed is the parameter, so the
 * report prints it. {@code -Dbulwark.cases.seed=N} draws fresh cases.
 */
public final class Cases {
  private Cases() {}

  /** {@code count} seeds below a root that is fixed unless the property above is set. */
  public static Stream<Seed> seeds(int count) {
    Seed root = Seed.of(Long.getLong("bulwark.cases.seed", 42L));
    return IntStream.range(0, count).mapToObj(i -> root.child("case/" + i));
  }
}
