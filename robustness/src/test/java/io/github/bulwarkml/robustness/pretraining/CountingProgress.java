// Copyright the Bulwark authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.github.bulwarkml.robustness.pretraining;

import io.github.bulwarkml.core.run.Cancellation;
import io.github.bulwarkml.core.run.Progress;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;

/** Counts steps and stops the work when asked to. */
record CountingProgress(AtomicLong steps, BooleanSupplier stop, Cancellation cancellation)
    implements Progress {
  @Override
  public void start(String task, long totalSteps) {}

  @Override
  public void advance(long more) {
    steps.addAndGet(more);
    if (stop.getAsBoolean()) {
      cancellation.cancel();
    }
  }

  @Override
  public void note(String key, String value) {}

  @Override
  public void finish() {}
}
