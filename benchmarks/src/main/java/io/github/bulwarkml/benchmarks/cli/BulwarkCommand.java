// Copyright the Bulwark authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.github.bulwarkml.benchmarks.cli;

import io.github.bulwarkml.core.cli.ErrorReport;
import io.github.bulwarkml.core.result.Platform;
import io.github.bulwarkml.robustness.cli.RobustnessCommand;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/**
 * The root of all commands. A module's group is added to the list below and nowhere else.
 *
 * @since 0.1.0
 */
@Command(
    name = "bulwark",
    description = "Reliable communication; private, robust and well-curated learning.",
    mixinStandardHelpOptions = true,
    versionProvider = BulwarkCommand.Version.class,
    synopsisSubcommandLabel = "GROUP [TASK]",
    commandListHeading = "%nGroups:%n",
    subcommands = {
      RobustnessCommand.class,
      ReproduceCommand.class,
      BenchCommand.class,
      DoctorCommand.class
    })
public final class BulwarkCommand implements Runnable {
  @Spec private @Nullable CommandSpec spec;

  /** Creates the root. */
  public BulwarkCommand() {}

  /**
   * {@return the command line, with the house's enum case, error lines and exit codes} Its writers
   * are picocli's; {@link Bulwark} sets its own.
   */
  public static CommandLine commandLine() {
    return new CommandLine(new BulwarkCommand())
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setExecutionExceptionHandler(new ErrorReport())
        .setParameterExceptionHandler(new UsageReport());
  }

  @Override
  public void run() {
    if (spec != null) {
      throw new ParameterException(spec.commandLine(), "name a group");
    }
  }

  /** What {@code --version} prints. */
  static final class Version implements IVersionProvider {
    Version() {}

    @Override
    public String[] getVersion() {
      return new String[] {
        Platform.library(), "java " + Platform.java(), "kernels " + Platform.kernels()
      };
    }
  }
}
