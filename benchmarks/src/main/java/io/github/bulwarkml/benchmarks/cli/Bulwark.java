// Copyright the Bulwark authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.github.bulwarkml.benchmarks.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;

/**
 * The {@code bulwark} command. Results go to standard output, everything else to standard error,
 * both in UTF-8 whatever the locale; the exit codes are those of {@link
 * io.github.bulwarkml.core.cli.ExitCode}.
 *
 * @since 0.1.0
 */
public final class Bulwark {
  private Bulwark() {}

  /**
   * Runs a command and ends the virtual machine with its exit code.
   *
   * @param arguments group, task and options
   */
  public static void main(String[] arguments) {
    if (System.getProperty("java.awt.headless") == null) {
      System.setProperty("java.awt.headless", "true");
    }
    PrintWriter out = utf8(FileDescriptor.out);
    PrintWriter err = utf8(FileDescriptor.err);
    int exitCode = BulwarkCommand.commandLine().setOut(out).setErr(err).execute(arguments);
    out.flush();
    err.flush();
    System.exit(exitCode);
  }

  private static PrintWriter utf8(FileDescriptor stream) {
    return new PrintWriter(new OutputStreamWriter(new FileOutputStream(stream), UTF_8), true);
  }
}
