// Copyright the Bulwark authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.github.bulwarkml.robustness.corruption;

/** The algorithm of one corruption. Keeps scratch between calls, so it serves one thread. */
@FunctionalInterface
interface Distortion {
  /** Sets every byte of {@code job.out}. */
  void apply(Job job);
}
