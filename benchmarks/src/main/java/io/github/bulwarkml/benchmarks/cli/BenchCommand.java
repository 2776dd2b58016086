// Copyright the Bulwark authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.github.bulwarkml.benchmarks.cli;

import io.github.bulwarkml.core.cli.ExitCode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Unmatched;

/**
 * {@code bulwark bench}: hands its arguments to JMH's own command line.
 *
 * @since 0.1.0
 */
@Command(
    name = "bench",
    description = {
      "Run the JMH benchmarks; every argument goes to JMH (-h lists its options, -l the benchmarks).",
      "Example: bulwark bench -f 1 -prof gc -rf json -rff out/bench.json Corruption"
    })
public final class BenchCommand implements Callable<Integer> {
  @Spec private @Nullable CommandSpec spec;

  @Unmatched private final List<String> arguments = new ArrayList<>();

  /** Creates the command. */
  public BenchCommand() {}

  @Override
  public Integer call() throws IOException {
    if (arguments.contains("--help") && spec != null) {
      spec.commandLine().usage(spec.commandLine().getOut());
      return ExitCode.OK;
    }
    if (BenchCommand.class.getResource("/META-INF/BenchmarkList") == null) {
      throw new IllegalStateException("no benchmarks on the class path: build module benchmarks");
    }
    // Ends the virtual machine itself where its arguments are wrong or a benchmark fails.
    org.openjdk.jmh.Main.main(arguments.toArray(String[]::new));
    return ExitCode.OK;
  }
}
