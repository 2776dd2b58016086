// Copyright the Bulwark authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.github.bulwarkml.robustness.pretraining;

import io.github.bulwarkml.core.run.Progress;

/** Passes finished steps of one training on to the progress of the whole study. */
record StepProgress(Progress study) implements Progress {
  @Override
  public void start(String task, long totalSteps) {}

  @Override
  public void advance(long steps) {
    study.advance(steps);
  }

  @Override
  public void note(String key, String value) {}

  @Override
  public void finish() {}
}
