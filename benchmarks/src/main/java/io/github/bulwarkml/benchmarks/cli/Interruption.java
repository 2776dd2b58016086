// Copyright the Bulwark authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.github.bulwarkml.benchmarks.cli;

import io.github.bulwarkml.core.run.Cancellation;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Turns Ctrl-C into a cancellation, and holds the virtual machine back until the work has written
 * what it has: for at most {@value #PATIENCE_SECONDS} seconds. The machine then ends with code 130,
 * as for any interrupted program.
 */
final class Interruption implements AutoCloseable {
  private static final int PATIENCE_SECONDS = 60;

  private final Cancellation cancellation = new Cancellation();
  private final CountDownLatch finished = new CountDownLatch(1);
  private final Thread hook;

  /** Starts to listen. */
  Interruption() {
    hook =
        new Thread(
            () -> {
              cancellation.cancel();
              try {
                boolean inTime = finished.await(PATIENCE_SECONDS, TimeUnit.SECONDS);
                if (!inTime) {
                  Thread.currentThread().interrupt();
                }
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              }
            },
            "bulwark-interruption");
    Runtime.getRuntime().addShutdownHook(hook);
  }

  /** What Ctrl-C switches on. */
  Cancellation cancellation() {
    return cancellation;
  }

  /** Ends listening: the work is done or has written what it has. */
  @Override
  public void close() {
    finished.countDown();
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException e) {
      // The machine is going down already: the hook is running and now ends.
    }
  }
}
