// Copyright the Bulwark authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.github.bulwarkml.core.random;

/**
 * Where the noise of a privacy mechanism comes from. A mechanism takes this type and nothing wider,
 * so that a seeded generator can reach it only under a name that says so.
 *
 * <p>Use with try-with-resources: closing wipes what the source still holds.
 *
 * @since 0.1.0
 */
public sealed interface RandomSource extends RandomBits, AutoCloseable
    permits SecureNoiseSource, TestRandomSource {
  /**
   * {@return whether nobody can repeat the noise: false marks every result made with it as not
   * private}
   */
  boolean isPrivate();

  /** {@return what the {@code noise} field of a result's provenance says} */
  String description();

  /** {@return an independent source of the same kind, for another thread} */
  RandomSource fork();

  /** Wipes the state; later calls for numbers throw {@link IllegalStateException}. */
  @Override
  void close();
}
