// Copyright the Bulwark authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.github.bulwarkml.core.run;

import java.util.concurrent.CancellationException;

/**
 * A switch that asks running work to stop. Long calls look at it at least once a second.
 *
 * <p>Safe to share between threads.
 *
 * @since 0.1.0
 */
public final class Cancellation {
  private volatile boolean cancelled;

  /** Creates a switch that is off. */
  public Cancellation() {}

  /** {@return a switch nobody else holds, for work that is never cancelled} */
  public static Cancellation none() {
    return new Cancellation();
  }

  /** Asks the work to stop; cannot be taken back. */
  public void cancel() {
    cancelled = true;
  }

  /** {@return whether the work was asked to stop} */
  public boolean isCancelled() {
    return cancelled;
  }

  /**
   * Ends the calling work if it was asked to stop.
   *
   * @throws CancellationException if {@link #cancel()} was called
   */
  public void check() {
    if (cancelled) {
      throw new CancellationException("cancelled by the caller");
    }
  }
}
