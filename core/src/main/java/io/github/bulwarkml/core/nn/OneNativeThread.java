// Copyright the Bulwark authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.github.bulwarkml.core.nn;

import io.github.bulwarkml.core.tensor.NativeThreads;

/**
 * Holds ND4J's native side to one thread in every thread that runs a network, because several would
 * add up gradients in an order that depends on their number. Work is spread over models or batches
 * instead. {@code -Dbulwark.nn.nativeThreads=keep} leaves ND4J's own settings alone.
 */
final class OneNativeThread {
  private static final boolean KEEP =
      "keep".equals(System.getProperty("bulwark.nn.nativeThreads", ""));
  private static final ThreadLocal<Boolean> SET = ThreadLocal.withInitial(() -> false);

  private OneNativeThread() {}

  static void ensure() {
    if (!KEEP && !SET.get()) {
      NativeThreads.limit(1);
      SET.set(true);
    }
  }
}
