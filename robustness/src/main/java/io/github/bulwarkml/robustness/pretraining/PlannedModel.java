// Copyright the Bulwark authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.github.bulwarkml.robustness.pretraining;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.bulwarkml.core.io.Sha256;

/**
 * One model of a study before it is trained.
 *
 * @param run which repetition
 * @param pretraining the name of its pre-training set; the baseline's for none
 * @param isScratch whether it is not pre-trained
 * @param nTarget on how many target images it is trained
 * @param key what it depends on, hashed: equal keys, equal models
 */
record PlannedModel(StudyRun run, String pretraining, boolean isScratch, int nTarget, String key) {
  private static final int KEY_DIGITS = 16;

  static PlannedModel scratch(StudyRun run, String name, int nTarget, StudySettings settings) {
    return planned(run, name, true, nTarget, settings, settings.scratch().toString());
  }

  static PlannedModel fineTuned(StudyRun run, String name, int nTarget, StudySettings settings) {
    String phases = settings.pretraining() + " " + settings.fineTuning();
    return planned(run, name, false, nTarget, settings, phases);
  }

  private static PlannedModel planned(
      StudyRun run,
      String name,
      boolean isScratch,
      int nTarget,
      StudySettings settings,
      String phases) {
    String all =
        String.join(
            "\n",
            "study/1",
            run.world().identity(),
            String.valueOf(run.seed().value()),
            name,
            String.valueOf(nTarget),
            phases,
            String.valueOf(settings.batchSize()),
            String.valueOf(settings.weightDecay()));
    String key = Sha256.of(all.getBytes(UTF_8)).substring(0, KEY_DIGITS);
    return new PlannedModel(run, name, isScratch, nTarget, key);
  }

  /** {@return the model's name in tables} */
  String name() {
    return pretraining + "_s" + run.id() + "_n" + nTarget;
  }
}
