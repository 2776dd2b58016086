// Copyright the Bulwark authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.github.bulwarkml.core.nn.train;

import java.util.Objects;

/** A linear rise, then another schedule. */
record WarmUpSchedule(int warmUpSteps, Schedule then) implements Schedule {
  WarmUpSchedule {
    Objects.requireNonNull(then, "then");
  }

  @Override
  public double rate(int step, int totalSteps) {
    int left = Math.max(1, totalSteps - warmUpSteps);
    return step < warmUpSteps
        ? then.rate(0, left) * ((step + 1.0) / warmUpSteps)
        : then.rate(step - warmUpSteps, left);
  }

  @Override
  public String toString() {
    return "warm-up " + warmUpSteps + ", then " + nameOf(then);
  }

  /** {@return a schedule's text; "custom" if it has none, since hash codes differ by run} */
  static String nameOf(Schedule schedule) {
    String text = schedule.toString();
    return text.startsWith(schedule.getClass().getName() + "@") ? "custom" : text;
  }
}
