// Copyright the Bulwark authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.github.bulwarkml.benchmarks.reproduce;

import java.util.Objects;
import java.util.Optional;

/**
 * One experiment of a reproduction: its outcome, or why there is none.
 *
 * @param experiment the experiment
 * @param status what happened
 * @param outcome what came out; present if it ran or was reused
 * @param reason why it was skipped, failed or cancelled; else empty
 * @since 0.1.0
 */
public record ReproductionSection(
    Experiment experiment, Status status, Optional<ExperimentOutcome> outcome, String reason) {
  /** What happened to an experiment. */
  public enum Status {
    /** It ran now. */
    RAN("run now"),
    /** It had run before on the same inputs. */
    REUSED("reused from an earlier run"),
    /** It lacks its data. */
    SKIPPED("skipped"),
    /** It ended with an error. */
    FAILED("failed"),
    /** The run was cancelled before it was finished. */
    CANCELLED("cancelled");

    private final String label;

    Status(String label) {
      this.label = label;
    }

    /** {@return the status in words} */
    public String label() {
      return label;
    }
  }

  /**
   * Checks that nothing is null.
   *
   * @param experiment the experiment
   * @param status what happened
   * @param outcome what came out
   * @param reason why there is no outcome
   */
  public ReproductionSection {
    Objects.requireNonNull(experiment, "experiment");
    Objects.requireNonNull(status, "status");
    Objects.requireNonNull(outcome, "outcome");
    Objects.requireNonNull(reason, "reason");
  }

  static ReproductionSection done(Experiment experiment, Status status, ExperimentOutcome outcome) {
    return new ReproductionSection(experiment, status, Optional.of(outcome), "");
  }

  static ReproductionSection without(Experiment experiment, Status status, String reason) {
    return new ReproductionSection(experiment, status, Optional.empty(), reason);
  }
}
