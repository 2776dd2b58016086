// Copyright the Bulwark authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.github.bulwarkml.core.random;

/**
 * Seeded noise for tests and demonstrations. What is released with it is not private: whoever knows
 * the seed can take the noise off.
 *
 * <p>Not thread-safe; {@link #fork()} once per thread, in a fixed order.
 *
 * @since 0.1.0
 */
public final class TestRandomSource implements RandomSource {
  private final Seed seed;
  private final Rng rng;
  private int forks;
  private boolean closed;

  private TestRandomSource(Seed seed) {
    this.seed = seed;
    this.rng = Rng.of(seed);
  }

  /**
   * {@return the source of a seed: the same bits as {@link Rng#of}}
   *
   * @param seed where the noise starts
   */
  public static TestRandomSource seededForTesting(Seed seed) {
    return new TestRandomSource(seed);
  }

  @Override
  public long nextLong() {
    if (closed) {
      throw new IllegalStateException("the source must be open to give numbers, but is closed");
    }
    return rng.nextLong();
  }

  @Override
  public boolean isPrivate() {
    return false;
  }

  @Override
  public String description() {
    return "seeded \u2014 not private";
  }

  /** {@return the source of the seed's child {@code fork/0}, {@code fork/1}, ... by call order} */
  @Override
  public TestRandomSource fork() {
    return new TestRandomSource(seed.child("fork/" + forks++));
  }

  @Override
  public void close() {
    closed = true;
  }
}
