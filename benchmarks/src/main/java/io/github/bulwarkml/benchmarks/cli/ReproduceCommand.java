// Copyright the Bulwark authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.github.bulwarkml.benchmarks.cli;

import io.github.bulwarkml.benchmarks.reproduce.Experiment;
import io.github.bulwarkml.benchmarks.reproduce.ExperimentContext;
import io.github.bulwarkml.benchmarks.reproduce.ReportFiles;
import io.github.bulwarkml.benchmarks.reproduce.Reproduction;
import io.github.bulwarkml.benchmarks.reproduce.ReproductionReport;
import io.github.bulwarkml.benchmarks.reproduce.ReproductionSection.Status;
import io.github.bulwarkml.benchmarks.reproduce.Scale;
import io.github.bulwarkml.benchmarks.reproduce.experiments.Experiments;
import io.github.bulwarkml.core.cli.ExitCode;
import io.github.bulwarkml.core.random.Seed;
import io.github.bulwarkml.core.run.Cancellation;
import io.github.bulwarkml.core.run.Parallel;
import io.github.bulwarkml.core.run.Progress;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/**
 * {@code bulwark reproduce}: re-runs published experiments and writes a report.
 *
 * @since 0.1.0
 */
@Command(
    name = "reproduce",
    description = {
      "Re-run published experiments: what was claimed, what comes out here, and the verdict.",
      "Writes one HTML report with JSON, CSV and SVG files. What is finished is kept: an",
      "interrupted run goes on where it stopped.",
      "Example: bulwark reproduce --experiment effective-robustness --data ~/data"
    },
    mixinStandardHelpOptions = true)
public final class ReproduceCommand implements Callable<Integer> {
  @Spec private @Nullable CommandSpec spec;

  @Option(
      names = "--experiment",
      paramLabel = "NAME",
      description = "an experiment of --list; may be repeated (default: all)")
  private final List<String> names = new ArrayList<>();

  @Option(names = "--list", description = "list the experiments, what they need and how long")
  private boolean list;

  @Option(
      names = "--scale",
      defaultValue = "quick",
      paramLabel = "SCALE",
      description = "quick or full (default: ${DEFAULT-VALUE})")
  private Scale scale = Scale.QUICK;

  @Option(
      names = "--data",
      defaultValue = "${env:BULWARK_DATA:-}",
      paramLabel = "DIR",
      description = "root folder of the published data (default: what BULWARK_DATA names)")
  private String data = "";

  @Option(
      names = "--seed",
      defaultValue = "42",
      paramLabel = "S",
      description = "seed of all randomness (default: ${DEFAULT-VALUE})")
  private long seed = 42;

  @Option(
      names = "--out",
      defaultValue = "out/reproduce",
      paramLabel = "DIR",
      description = "folder of the report (default: ${DEFAULT-VALUE})")
  private Path out = Path.of("out", "reproduce");

  @Option(
      names = "--threads",
      defaultValue = "0",
      paramLabel = "N",
      description = "threads; the result does not depend on it (default: all processors)")
  private int threads;

  @Option(names = "--fresh", description = "run finished experiments again")
  private boolean fresh;

  @Option(names = "--quiet", description = "nothing on the error stream but errors")
  private boolean quiet;

  /** Creates the command. */
  public ReproduceCommand() {}

  @Override
  public Integer call() throws IOException {
    if (spec == null) {
      throw new IllegalStateException("the command runs through picocli");
    }
    PrintWriter writer = spec.commandLine().getOut();
    if (list) {
      Experiments.all().forEach(experiment -> writer.println(line(experiment)));
      writer.flush();
      return ExitCode.OK;
    }
    List<Experiment> experiments =
        names.isEmpty()
            ? Experiments.all()
            : names.stream().distinct().map(Experiments::named).toList();
    Optional<Path> root = root(experiments);
    try (Interruption interruption = new Interruption()) {
      ReproductionReport report =
          run(context(root, interruption.cancellation()), experiments, spec.commandLine().getErr());
      Path page = ReportFiles.write(report);
      writer.print(report.toText());
      writer.println("report: " + page);
      writer.flush();
      if (report.count(Status.CANCELLED) > 0) {
        PrintWriter err = spec.commandLine().getErr();
        err.println("cancelled; the same command goes on where this run stopped");
        err.flush();
      }
      return exitCode(report);
    }
  }

  private ExperimentContext context(Optional<Path> root, Cancellation cancellation) {
    return new ExperimentContext(
        scale,
        root,
        Seed.of(seed),
        threads == 0 ? Parallel.available() : Parallel.of(threads),
        Progress.silent(),
        cancellation,
        out);
  }

  private ReproductionReport run(
      ExperimentContext context, List<Experiment> experiments, PrintWriter err) throws IOException {
    Reproduction reproduction = Reproduction.of(experiments, context).command(commandLine());
    if (!quiet) {
      reproduction.log(
          line -> {
            err.println(line);
            err.flush();
          });
    }
    return (fresh ? reproduction.fresh() : reproduction).run();
  }

  private static int exitCode(ReproductionReport report) {
    if (report.count(Status.CANCELLED) > 0) {
      return ExitCode.CANCELLED;
    }
    return report.count(Status.FAILED) > 0 ? ExitCode.FAILED : ExitCode.OK;
  }

  /** The data root; it must exist, and hold the data of experiments that were asked for by name. */
  private Optional<Path> root(List<Experiment> experiments) throws IOException {
    if (data.isEmpty()) {
      return Optional.empty();
    }
    Path root = Path.of(data);
    if (!Files.isDirectory(root)) {
      throw new NotDirectoryException(data + " (--data) is not a folder");
    }
    if (!names.isEmpty()) {
      for (Experiment experiment : experiments) {
        if (!experiment.data().synthetic() && experiment.data().locate(root).isEmpty()) {
          throw new NotDirectoryException(
              data
                  + " (--data) holds no "
                  + experiment.data().folder()
                  + "/ with "
                  + String.join(" and ", experiment.data().files())
                  + ", which "
                  + experiment.name()
                  + " needs");
        }
      }
    }
    return Optional.of(root);
  }

  private static String line(Experiment experiment) {
    return String.format(
        Locale.ROOT,
        "%-34s needs %s; quick: about %s. %s",
        experiment.name(),
        experiment.data().words(),
        Reproduction.duration(experiment.quickMinutes()),
        experiment.description());
  }

  private String commandLine() {
    StringBuilder line = new StringBuilder("./bulwark reproduce");
    names.forEach(name -> line.append(" --experiment ").append(name));
    line.append(" --scale ").append(scale.name().toLowerCase(Locale.ROOT));
    line.append(" --seed ").append(seed);
    if (!data.isEmpty()) {
      line.append(" --data ").append(Reproduction.quoted(data));
    }
    return line.toString();
  }
}
