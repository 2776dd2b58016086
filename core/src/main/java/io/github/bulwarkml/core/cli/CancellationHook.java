// Copyright the Bulwark authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.github.bulwarkml.core.cli;

import io.github.bulwarkml.core.run.Cancellation;
import java.lang.System.Logger.Level;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Turns Ctrl-C into a cancellation: when the virtual machine is told to end, the switch is set, and
 * the end waits until the work has stopped and cleaned up, ten seconds at most. The exit code is
 * then the system's for that signal: 130 for Ctrl-C.
 *
 * <pre>{@code
 * Cancellation cancellation = new Cancellation();
 * try (CancellationHook hook = CancellationHook.install(cancellation)) {
 *   work(cancellation);
 * }
 * }</pre>
 *
 * @since 0.1.0
 */
public final class CancellationHook implements AutoCloseable {
  private static final System.Logger LOGGER =
      System.getLogger(CancellationHook.class.getPackageName());
  private static final long GRACE_SECONDS = 10;

  private final CountDownLatch finished = new CountDownLatch(1);
  private final Thread hook;

  private CancellationHook(Cancellation cancellation) {
    this.hook =
        new Thread(
            () -> {
              cancellation.cancel();
              try {
                if (!finished.await(GRACE_SECONDS, TimeUnit.SECONDS)) {
                  LOGGER.log(Level.WARNING, "the work did not stop within {0} s", GRACE_SECONDS);
                }
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              }
            },
            "bulwark-cancellation");
  }

  /**
   * {@return a hook that is in place until it is closed}
   *
   * @param cancellation the switch that the work looks at
   */
  public static CancellationHook install(Cancellation cancellation) {
    CancellationHook installed =
        new CancellationHook(Objects.requireNonNull(cancellation, "cancellation"));
    try {
      Runtime.getRuntime().addShutdownHook(installed.hook);
    } catch (IllegalStateException e) { // the machine is ending already
      cancellation.cancel();
    }
    return installed;
  }

  /** Says that the work has ended, and removes the hook. */
  @Override
  public void close() {
    finished.countDown();
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException e) {
      // The machine is ending: the hook runs and has just been told to go on.
    }
  }
}
