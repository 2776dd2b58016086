// Copyright the Bulwark authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.github.bulwarkml.core.cli;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.NoSuchFileException;
import java.util.concurrent.CancellationException;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.ParseResult;

/**
 * Turns the exceptions of a command into one line on the error stream and an exit code; a stack
 * trace is printed only for defects of Bulwark itself.
 *
 * @since 0.1.0
 */
public final class ErrorReport implements IExecutionExceptionHandler {
  /** Creates the handler. */
  public ErrorReport() {}

  @Override
  public int handleExecutionException(
      Exception failure, CommandLine commandLine, ParseResult parsed) {
    PrintWriter err = commandLine.getErr();
    String name = commandLine.getCommandSpec().qualifiedName();
    if (failure instanceof CancellationException) {
      return cancelled(commandLine);
    }
    if (failure instanceof NoSuchFileException || failure instanceof FileNotFoundException) {
      err.println(name + ": no such file: " + failure.getMessage());
      return ExitCode.BAD_INPUT;
    }
    if (failure instanceof IOException) {
      err.println(name + ": " + failure.getMessage());
      return ExitCode.BAD_INPUT;
    }
    if (failure instanceof IllegalArgumentException) {
      err.println(name + ": " + failure.getMessage());
      return ExitCode.USAGE;
    }
    if (failure instanceof IllegalStateException || failure instanceof ArithmeticException) {
      err.println(name + ": " + failure.getMessage());
      return ExitCode.FAILED;
    }
    failure.printStackTrace(err);
    return ExitCode.FAILED;
  }

  /** Reports that the user stopped the command. */
  static int cancelled(CommandLine commandLine) {
    commandLine.getErr().println(commandLine.getCommandSpec().qualifiedName() + ": cancelled");
    commandLine.getErr().flush();
    return ExitCode.CANCELLED;
  }
}
