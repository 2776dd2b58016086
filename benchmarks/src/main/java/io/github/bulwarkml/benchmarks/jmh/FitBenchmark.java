// Copyright the Bulwark authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.github.bulwarkml.benchmarks.jmh;

import io.github.bulwarkml.core.io.CsvFormat;
import io.github.bulwarkml.core.io.CsvTable;
import io.github.bulwarkml.core.random.Seed;
import io.github.bulwarkml.core.run.Parallel;
import io.github.bulwarkml.robustness.AccuracyPair;
import io.github.bulwarkml.robustness.BaselineFit;
import io.github.bulwarkml.robustness.Candidate;
import io.github.bulwarkml.robustness.RobustnessReport;
import io.github.bulwarkml.robustness.TrendBootstrap;
import io.github.bulwarkml.robustness.table.AccuracyTable;
import io.github.bulwarkml.robustness.table.AccuracyUnit;
import io.github.bulwarkml.robustness.table.ModelTypes;
import io.github.bulwarkml.robustness.table.PublishedTables;
import io.github.bulwarkml.robustness.table.TablePairing;
import io.github.bulwarkml.robustness.table.Testbed;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Effective robustness on a table of 338 models and 213 settings, on one thread.
 *
 * <pre>{@code
 * ./bulwark bench FitBenchmark -prof gc
 * ./bulwark bench FitBenchmark -prof gc -p data=DIR   # DIR holds robustness_top1s.csv, model_types.csv
 * }</pre>
 *
 * <p>Goals, milliseconds: {@code bootstrap} of an 85-model line 5, {@code readTable} 50, {@code
 * testbedReport} (seven natural shifts, every model, 1000 resamples each) 300.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(
    value = 3,
    jvmArgsAppend = {"-Xms1g", "-Xmx1g", "-XX:+AlwaysPreTouch"})
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
public class FitBenchmark {
  private static final int RESAMPLES = 1000;

  /** A folder with the testbed's two files, or "synthetic" for made-up ones of the same shape. */
  @Param("synthetic")
  public String data = "synthetic";

  private @Nullable Path made;
  private Path file = Path.of("");
  private AccuracyTable table = emptyTable();
  private ModelTypes types = ModelTypes.none();
  private List<AccuracyPair> standard = List.of();

  /** Creates the benchmark. */
  public FitBenchmark() {}

  private static AccuracyTable emptyTable() {
    try {
      return AccuracyTable.of(
          CsvTable.parse("empty", "model,val\n", CsvFormat.standard()),
          AccuracyUnit.PERCENT,
          "model");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Reads the tables and checks that they are what the goals speak of.
   *
   * @throws IOException if a file cannot be read or written
   */
  @Setup
  public void read() throws IOException {
    Path folder;
    if (data.equals("synthetic")) {
      folder = Files.createTempDirectory("bulwark-fit");
      made = folder;
      SyntheticTestbed.write(folder);
    } else {
      folder = Path.of(data);
    }
    file = folder.resolve("robustness_top1s.csv");
    table = PublishedTables.testbed(file);
    types = ModelTypes.read(folder.resolve("model_types.csv"), "model");
    standard =
        TablePairing.of(table, "val", "imagenetv2-matched-frequency-format-val")
            .withTypes(types, "type")
            .read()
            .candidates()
            .stream()
            .filter(candidate -> Testbed.standardModels().objection(candidate).isEmpty())
            .map(Candidate::pair)
            .toList();
    if (standard.size() != 85 || BaselineFit.of(standard).rSquared() < 0.9) {
      throw new IllegalStateException(
          "expected 85 baseline models on a line, but found " + standard.size());
    }
  }

  /**
   * Removes what was made.
   *
   * @throws IOException if a file cannot be deleted
   */
  @TearDown
  public void clean() throws IOException {
    if (made != null) {
      Files.deleteIfExists(made.resolve("robustness_top1s.csv"));
      Files.deleteIfExists(made.resolve("model_types.csv"));
      Files.deleteIfExists(made);
    }
  }

  /** {@return 1000 resamples of the 85-model line} */
  @Benchmark
  public TrendBootstrap bootstrap() {
    return BaselineFit.of(standard).bootstrap(RESAMPLES, Seed.of(42), Parallel.single());
  }

  /**
   * {@return the table of 338 models}
   *
   * @throws IOException if the file cannot be read
   */
  @Benchmark
  public AccuracyTable readTable() throws IOException {
    return PublishedTables.testbed(file);
  }

  /**
   * {@return the reports of the seven natural shifts}
   *
   * @throws IOException never, since the cells were read before
   */
  @Benchmark
  public Map<Testbed.Shift, RobustnessReport> testbedReport() throws IOException {
    return Testbed.reports(table, types, RESAMPLES, Seed.of(42), Parallel.single());
  }
}
