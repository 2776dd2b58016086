// Copyright the Bulwark authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.github.bulwarkml.robustness.cli;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/**
 * The {@code bulwark robustness} group.
 *
 * @since 0.1.0
 */
@Command(
    name = "robustness",
    description = "Effective robustness, corruptions, metrics, calibration, agreement, diversity.",
    mixinStandardHelpOptions = true,
    subcommands = {
      FitCommand.class,
      CorruptCommand.class,
      CorruptionErrorCommand.class,
      MetricsCommand.class,
      CalibrateCommand.class,
      AgreementCommand.class,
      ConfidenceCommand.class,
      DiversityCommand.class
    })
public final class RobustnessCommand implements Runnable {
  @Spec private @Nullable CommandSpec spec;

  /** Creates the group. */
  public RobustnessCommand() {}

  @Override
  public void run() {
    if (spec != null) {
      throw new ParameterException(spec.commandLine(), "name a task of the group");
    }
  }
}
