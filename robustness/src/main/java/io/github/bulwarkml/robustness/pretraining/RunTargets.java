// Copyright the Bulwark authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.github.bulwarkml.robustness.pretraining;

import io.github.bulwarkml.core.run.Parallel;
import java.util.LinkedHashMap;
import java.util.Map;

/** The target task of each run, made when first asked for. Safe to use from several threads. */
final class RunTargets {
  private final Map<Long, TargetTask> targets = new LinkedHashMap<>();

  RunTargets() {}

  synchronized TargetTask of(StudyRun run) {
    return targets.computeIfAbsent(
        run.id(), id -> run.world().target(run.seed().child("target"), Parallel.single()));
  }
}
