// Copyright the Bulwark authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.github.bulwarkml.core.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.bulwarkml.core.MalformedFileException;
import io.github.bulwarkml.core.io.Json;
import io.github.bulwarkml.core.io.JsonWriter;
import io.github.bulwarkml.core.random.Seed;
import io.github.bulwarkml.core.result.Column;
import io.github.bulwarkml.core.result.Provenance;
import io.github.bulwarkml.core.result.Result;
import io.github.bulwarkml.core.result.Table;
import io.github.bulwarkml.core.run.Progress;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

class ResultCommandTest {
  @TempDir Path folder;

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  /** Counts; or does what its option says. */
  @Command(name = "count")
  public static final class CountCommand extends ResultCommand {
    @Option(names = "--act", defaultValue = "count")
    private String act = "count";

    /** Creates the command. */
    public CountCommand() {}

    @Override
    protected Result run() throws Exception {
      Provenance.Recorder recorder =
          Provenance.start("count").parameter("act", act).seed(Seed.of(42)).threads(parallel());
      Progress progress = progress();
      progress.start("counting", 3);
      progress.advance(3);
      switch (act) {
        case "cancel" -> cancellation().cancel();
        case "malformed" -> throw MalformedFileException.atLine("a.csv", 3, "odd");
        case "missing" -> throw new NoSuchFileException("b.csv");
        case "argument" -> throw new IllegalArgumentException("k must be >= 1, but was 0");
        case "state" -> throw new IllegalStateException("no root");
        case "defect" -> throw new UnsupportedOperationException("defect");
        case "wait" -> {
          Files.writeString(Path.of("ready"), "");
          while (true) {
            Thread.sleep(10);
            cancellation().check();
          }
        }
        default -> {}
      }
      cancellation().check();
      progress.finish();
      return new Counted(recorder.finish());
    }
  }

  private record Counted(Provenance provenance) implements Result {
    @Override
    public Table toTable() {
      return Table.titled("Count").column(Column.integer("count")).row(1234).build();
    }

    @Override
    public String toJson() {
      JsonWriter json = new JsonWriter().beginObject().member("schema", "bulwark/count/1");
      json.member("count", 1234).name("provenance");
      provenance.writeTo(json);
      return json.endObject().toString();
    }
  }

  private int run(String... arguments) {
    out.getBuffer().setLength(0);
    err.getBuffer().setLength(0);
    return commandLine()
        .setOut(new PrintWriter(out))
        .setErr(new PrintWriter(err))
        .execute(arguments);
  }

  private static CommandLine commandLine() {
    return new CommandLine(new CountCommand())
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setExecutionExceptionHandler(new ErrorReport());
  }

  @Test
  void printsTheResultInTheFormatAskedFor() throws IOException {
    assertThat(run()).isEqualTo(ExitCode.OK);
    assertThat(out.toString())
        .startsWith("Count\ncount\n1 234\nseed 2a · ")
        .endsWith(" · rerun: bulwark count --act count --seed 42\n");
    assertThat(run("--format", "csv")).isEqualTo(ExitCode.OK);
    assertThat(out).hasToString("count\n1234\n");
    assertThat(run("--format", "json", "--threads", "2")).isEqualTo(ExitCode.OK);
    assertThat(Json.parse("out", out.toString()).get("count").integer()).isEqualTo(1234);
    assertThat(Provenance.read(out.toString()).threads()).isEqualTo(2);
    Path file = folder.resolve("sub/r.csv");
    assertThat(run("--out", file.toString(), "--quiet")).isEqualTo(ExitCode.OK);
    assertThat(file).hasContent("count\n1234\n");
    assertThat(err).hasToString("");
  }

  @Test
  void showsProgressOnlyIfAskedForOrOnATerminal() throws IOException {
    assertThat(run("--progress")).isEqualTo(ExitCode.OK);
    assertThat(err.toString()).contains("counting: done, 3 in 0:00");
    assertThat(out.toString()).doesNotContain("counting");
    assertThat(run("--progress", "--quiet")).isEqualTo(ExitCode.OK);
    assertThat(err).hasToString("");
    Path link = folder.resolve("link");
    Files.createSymbolicLink(link, Path.of("/dev/pts/0"));
    assertThat(ErrorStream.isTerminal(link)).isTrue();
    Files.delete(link);
    Files.createSymbolicLink(link, Path.of("pipe:[123]"));
    assertThat(ErrorStream.isTerminal(link)).isFalse();
    assertThat(ErrorStream.isTerminal(folder.resolve("none"))).isFalse();
  }

  @Test
  void failuresAreOneLineAndAnExitCode() {
    assertThat(run("--act", "cancel")).isEqualTo(ExitCode.CANCELLED);
    assertThat(err).hasToString("count: cancelled\n");
    assertThat(run("--act", "malformed")).isEqualTo(ExitCode.BAD_INPUT);
    assertThat(err).hasToString("count: a.csv: line 3: odd\n");
    assertThat(run("--act", "missing")).isEqualTo(ExitCode.BAD_INPUT);
    assertThat(err).hasToString("count: no such file: b.csv\n");
    assertThat(run("--act", "argument")).isEqualTo(ExitCode.USAGE);
    assertThat(err).hasToString("count: k must be >= 1, but was 0\n");
    assertThat(run("--act", "state")).isEqualTo(ExitCode.FAILED);
    assertThat(err).hasToString("count: no root\n");
    assertThat(run("--act", "defect")).isEqualTo(ExitCode.FAILED);
    assertThat(err.toString()).contains("UnsupportedOperationException: defect");
    assertThat(run("--threads", "-1")).isEqualTo(ExitCode.USAGE);
    assertThat(err).hasToString("count: threads must be in [1, 1024], but was -1\n");
    assertThat(run("--out", "x.xml")).isEqualTo(ExitCode.USAGE);
    assertThat(err).hasToString("count: --out must end in .json, .csv or .txt, but was x.xml\n");
    assertThat(out).hasToString("");
  }

  @Test
  void aCommandRunsAgainAfterACancellation() {
    CommandLine command = commandLine().setOut(new PrintWriter(out)).setErr(new PrintWriter(err));
    assertThat(command.execute("--act", "cancel")).isEqualTo(ExitCode.CANCELLED);
    assertThat(command.execute("--act", "count")).isEqualTo(ExitCode.OK);
    ErrorReport report = new ErrorReport();
    assertThat(
            report.handleExecutionException(
                new CancellationException(), command, command.parseArgs()))
        .isEqualTo(ExitCode.CANCELLED);
  }

  @Test
  void aResultThatCannotBePrintedIsAFailure() {
    StringWriter errors = new StringWriter();
    PrintWriter broken =
        new PrintWriter(
            new java.io.Writer() {
              @Override
              public void write(char[] text, int offset, int length) throws IOException {
                throw new IOException("disk full");
              }

              @Override
              public void flush() {}

              @Override
              public void close() {}
            });
    assertThat(commandLine().setOut(broken).setErr(new PrintWriter(errors)).execute())
        .isEqualTo(ExitCode.FAILED);
    assertThat(errors).hasToString("count: the result could not be written to standard output\n");
  }

  /** The process of the test below. */
  public static final class Main {
    private Main() {}

    /**
     * Runs the command.
     *
     * @param arguments its options
     */
    public static void main(String[] arguments) {
      int code =
          commandLine()
              .setOut(new PrintWriter(System.out, true, UTF_8))
              .setErr(new PrintWriter(System.err, true, UTF_8))
              .execute(arguments);
      if (code != 0) {
        throw new IllegalStateException("exit code " + code);
      }
    }
  }

  @Test
  void controlCStopsTheWorkAndEndsTheProcess() throws Exception {
    Path env = Path.of("/usr/bin/env");
    assumeTrue(Files.isExecutable(env), "skipped: no /usr/bin/env");
    // A shell in the background makes its children ignore SIGINT; env turns it on again.
    Process probe = new ProcessBuilder(env.toString(), "--default-signal=INT", "true").start();
    assumeTrue(probe.waitFor() == 0, "skipped: this env cannot turn SIGINT on");
    Path errors = folder.resolve("err");
    Process process =
        new ProcessBuilder(
                List.of(
                    env.toString(),
                    "--default-signal=INT",
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "-cp",
                    System.getProperty("java.class.path"),
                    Main.class.getName(),
                    "--act",
                    "wait"))
            .directory(folder.toFile())
            .redirectError(errors.toFile())
            .redirectOutput(folder.resolve("out").toFile())
            .start();
    try {
      for (int i = 0;
          i < 3000 && process.isAlive() && !Files.exists(folder.resolve("ready"));
          i++) {
        Thread.sleep(10);
      }
      new ProcessBuilder("kill", "-INT", Long.toString(process.pid())).start().waitFor();
      assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
    } finally {
      process.destroyForcibly();
    }
    assertThat(Files.readString(errors)).startsWith("count: cancelled");
    assertThat(process.exitValue()).isEqualTo(ExitCode.CANCELLED);
  }
}
