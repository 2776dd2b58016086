// Copyright the Bulwark authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.github.bulwarkml.benchmarks.cli;

import io.github.bulwarkml.core.cli.ExitCode;
import java.io.PrintWriter;
import picocli.CommandLine;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/**
 * Says in a line what is wrong with a command line, what was perhaps meant, and where to read more.
 */
final class UsageReport implements IParameterExceptionHandler {
  UsageReport() {}

  @Override
  public int handleParseException(ParameterException failure, String[] arguments) {
    CommandLine command = failure.getCommandLine();
    String name = command.getCommandSpec().qualifiedName();
    PrintWriter err = command.getErr();
    err.println(name + ": " + failure.getMessage());
    UnmatchedArgumentException.printSuggestions(failure, err);
    if (!command.getSubcommands().isEmpty()) {
      err.println("known: " + String.join(", ", command.getSubcommands().keySet()));
    }
    err.println("see: " + name + " --help");
    return ExitCode.USAGE;
  }
}
