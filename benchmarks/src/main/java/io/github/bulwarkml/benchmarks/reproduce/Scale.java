// Copyright the Bulwark authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.github.bulwarkml.benchmarks.reproduce;

/**
 * How much work a reproduction may be.
 *
 * @since 0.1.0
 */
public enum Scale {
  /** Minutes on two cores: enough to see the direction of every claim. */
  QUICK,
  /** As long as the best numbers need; what the checked-in results are made with. */
  FULL
}
