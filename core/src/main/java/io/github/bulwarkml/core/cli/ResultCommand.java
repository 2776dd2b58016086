// Copyright the Bulwark authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.github.bulwarkml.core.cli;

import io.github.bulwarkml.core.io.AtomicFile;
import io.github.bulwarkml.core.result.Result;
import io.github.bulwarkml.core.run.Cancellation;
import io.github.bulwarkml.core.run.ConsoleProgress;
import io.github.bulwarkml.core.run.Parallel;
import io.github.bulwarkml.core.run.Progress;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/**
 * A command that makes one {@link Result}: on standard output in the format asked for, and in files
 * if asked for. Everything else goes to the error stream.
 *
 * @since 0.1.0
 */
public abstract class ResultCommand implements Callable<Integer> {
  /** The forms of a printed result. */
  public enum Format {
    /** Aligned text. */
    TEXT,
    /** The table with all digits. */
    CSV,
    /** The whole result. */
    JSON
  }

  /** The parsed command; set by picocli. */
  @Spec protected @Nullable CommandSpec spec;

  @Option(
      names = "--format",
      defaultValue = "text",
      paramLabel = "FORMAT",
      description = "text, csv or json (default: ${DEFAULT-VALUE})")
  private Format format = Format.TEXT;

  @Option(
      names = "--out",
      paramLabel = "FILE",
      description = "also write the result; the ending gives the format: .json, .csv or .txt")
  private @Nullable Path out;

  @Option(
      names = "--threads",
      defaultValue = "0",
      paramLabel = "N",
      description = "threads; the result does not depend on it (default: all processors)")
  private int threads;

  @Option(names = "--quiet", description = "nothing on the error stream but errors")
  private boolean quiet;

  @Option(
      names = "--progress",
      description =
          "show progress on the error stream even if it is no terminal (a line every ten seconds)")
  private boolean progressAsked;

  private Cancellation cancellation = new Cancellation();
  private @Nullable ConsoleProgress shown;

  /** Creates the command. */
  protected ResultCommand() {}

  /**
   * {@return the result of the parsed options}
   *
   * @throws Exception as {@link ErrorReport} understands it
   */
  protected abstract Result run() throws Exception;

  /** {@return the threads asked for} */
  protected Parallel parallel() {
    return threads == 0 ? Parallel.available() : Parallel.of(threads);
  }

  /** {@return whether the error stream carries errors only} */
  protected boolean quiet() {
    return quiet;
  }

  /**
   * {@return whether {@code --out} names what the command itself writes, such as a folder} By
   * default it names the file of the printed result.
   */
  protected boolean writesOut() {
    return false;
  }

  /** {@return what {@code --out} names, or null if it is not given} */
  protected @Nullable Path out() {
    return out;
  }

  /**
   * {@return where the task says how far it is: on the error stream if that is a terminal or {@code
   * --progress} is given, nowhere with {@code --quiet}}
   */
  protected Progress progress() {
    boolean terminal = ErrorStream.isTerminal();
    if (quiet || !progressAsked && !terminal) {
      return Progress.silent();
    }
    ConsoleProgress console = shown;
    if (console == null) {
      console =
          new ConsoleProgress(
              commandSpec().commandLine().getErr(),
              terminal ? ConsoleProgress.Style.TERMINAL : ConsoleProgress.Style.LINES);
      shown = console;
    }
    return console;
  }

  /** {@return the switch that Ctrl-C sets; long work looks at it once a second or more} */
  protected Cancellation cancellation() {
    return cancellation;
  }

  private CommandSpec commandSpec() {
    if (spec == null) {
      throw new IllegalStateException("the command runs through picocli");
    }
    return spec;
  }

  @Override
  public final Integer call() throws Exception {
    CommandLine command = commandSpec().commandLine();
    cancellation = new Cancellation();
    CancellationHook hook = CancellationHook.install(cancellation);
    try {
      return makeResult(command.getOut());
    } catch (CancellationException e) {
      // Reported here, because after Ctrl-C the machine ends as soon as the hook is closed.
      return ErrorReport.cancelled(command);
    } finally {
      hook.close();
    }
  }

  private int makeResult(PrintWriter writer) throws Exception {
    Path target = writesOut() ? null : out;
    Format fileFormat = target == null ? format : formatOf(target);
    Result result;
    try {
      result = run();
    } finally {
      if (shown != null) {
        shown.close();
      }
    }
    if (target != null) {
      AtomicFile.writeText(target, render(result, fileFormat));
    }
    writer.print(render(result, format));
    if (writer.checkError()) {
      throw new IllegalStateException("the result could not be written to standard output");
    }
    return ExitCode.OK;
  }

  private static String render(Result result, Format format) {
    return switch (format) {
      case TEXT -> result.toText();
      case CSV -> result.toCsv();
      case JSON -> result.toJson();
    };
  }

  private static Format formatOf(Path file) {
    String name = file.toString().toLowerCase(Locale.ROOT);
    if (name.endsWith(".json")) {
      return Format.JSON;
    }
    if (name.endsWith(".csv")) {
      return Format.CSV;
    }
    if (name.endsWith(".txt")) {
      return Format.TEXT;
    }
    throw new IllegalArgumentException("--out must end in .json, .csv or .txt, but was " + file);
  }
}
