// Copyright the Bulwark authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.github.bulwarkml.core.run;

import io.github.bulwarkml.core.internal.Require;
import java.util.Objects;

/** Shows nothing. */
enum SilentProgress implements Progress {
  INSTANCE;

  @Override
  public void start(String task, long totalSteps) {
    Objects.requireNonNull(task, "task");
    Require.inRange(totalSteps, 0, Long.MAX_VALUE, "totalSteps");
  }

  @Override
  public void advance(long steps) {
    Require.inRange(steps, 0, Long.MAX_VALUE, "steps");
  }

  @Override
  public void note(String key, String value) {
    Objects.requireNonNull(key, "key");
    Objects.requireNonNull(value, "value");
  }

  @Override
  public void finish() {}
}
