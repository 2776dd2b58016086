// Copyright the Bulwark authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.github.bulwarkml.benchmarks;

import io.github.bulwarkml.core.io.CsvColumn;
import io.github.bulwarkml.core.io.CsvFormat;
import io.github.bulwarkml.core.io.CsvTable;
import io.github.bulwarkml.core.io.Npy;
import io.github.bulwarkml.core.io.NpyArray;
import io.github.bulwarkml.core.io.NpyFile;
import io.github.bulwarkml.core.io.NpyHeader;
import io.github.bulwarkml.core.io.NpyOutput;
import io.github.bulwarkml.core.io.NpyRows;
import io.github.bulwarkml.core.io.NpyScalar;
import io.github.bulwarkml.core.io.NpyType;
import io.github.bulwarkml.core.io.Npz;
import io.github.bulwarkml.core.io.NpzFile;
import io.github.bulwarkml.core.random.Seed;
import io.github.bulwarkml.core.result.Chart;
import io.github.bulwarkml.core.result.Column;
import io.github.bulwarkml.core.result.Provenance;
import io.github.bulwarkml.core.result.Table;
import io.github.bulwarkml.core.stats.Bootstrap;
import io.github.bulwarkml.core.stats.BootstrapDistribution;
import io.github.bulwarkml.core.stats.LeastSquares;
import io.github.bulwarkml.core.stats.Line;
import io.github.bulwarkml.core.stats.LineBootstrap;
import io.github.bulwarkml.core.stats.MultipleFit;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BiFunction;

/** Samples of what the core module takes. */
final class CoreSamples {
  private CoreSamples() {}

  static void addTo(SampleTable table) {
    addStatistics(table);
    addFiles(table);
    addResults(table);
  }

  private static void addStatistics(SampleTable table) {
    table
        .named("level", () -> 0.9)
        .named("errorRate", () -> 0.1)
        .named("logP", () -> -0.5)
        .named("a", () -> 1.5)
        .named("b", () -> 2.5)
        .named("degreesOfFreedom", () -> 5)
        .named("numerator", () -> 3)
        .named("denominator", () -> 5)
        .named("successes", () -> 3)
        .named("trials", () -> 10)
        .named("low", () -> 0.2)
        .named("high", () -> 0.8)
        .named("LineFit.new#n", () -> 6)
        .named("RobustLine.new#n", () -> 6)
        .named("replicates", () -> 9)
        .named("x", CoreSamples::predictors)
        .named("MultipleFit.predict#x", () -> new double[] {0.1, 0.2})
        .named("MultipleFit.meanBand#x", () -> new double[] {0.1, 0.2})
        .named("MultipleFit.predictionBand#x", () -> new double[] {0.1, 0.2})
        .named("TrendTests.commonLine#x", CoreSamples::groups)
        .named("TrendTests.commonLine#y", CoreSamples::groups)
        .named("TrendTests.commonSlope#x", CoreSamples::groups)
        .named("TrendTests.commonSlope#y", CoreSamples::groups)
        .named("TrendTests.pooledSlope#x", CoreSamples::groups)
        .named("TrendTests.pooledSlope#y", CoreSamples::groups)
        .named("y", () -> new double[] {0.2, 0.1, 0.5, 0.3, 0.9, 0.8})
        .typed(Bootstrap.class, CoreSamples::bootstrap)
        .typed(Bootstrap.Builder.class, Bootstrap::builder)
        .typed(BootstrapDistribution.class, () -> bootstrap().examples(6, sample -> sample[0]))
        .typed(LineBootstrap.class, () -> bootstrap().line(doubles(), doubles()))
        .typed(Line.class, () -> LeastSquares.line(doubles(), doubles()))
        .typed(MultipleFit.class, () -> LeastSquares.multiple(predictors(), doubles()))
        .typed(
            LineBootstrap.RandomStatistic.class,
            () -> (LineBootstrap.RandomStatistic) (slope, intercept, random) -> slope)
        .named(
            "Bootstrap.line#method",
            () -> (BiFunction<double[], double[], Line>) LeastSquares::line)
        .named("count", () -> 3);
  }

  private static void addFiles(SampleTable table) {
    table
        .typed(CsvTable.class, CoreSamples::csvTable)
        .typed(CsvColumn.class, () -> csvTable().column("b"))
        .typed(NpyType.class, () -> NpyScalar.F4)
        .typed(NpyArray.class, () -> NpyArray.of(NpyScalar.F8, doubles(), 2, 3))
        .typed(NpyHeader.class, () -> NpyHeader.of(NpyScalar.F4, 2, 3))
        .typed(NpyFile.class, () -> Npy.open(npy()))
        .typed(NpyRows.class, CoreSamples::npyRows)
        .typed(NpyOutput.class, () -> npyOutput(NpyScalar.F4))
        .named("classes", () -> 3)
        .named("NpyArray.requireShape#shape", () -> new long[] {2, 3})
        .named("NpyArray.of#values", () -> new long[6])
        .named("NpyArray.of(NpyScalar, long[], long[])#type", () -> NpyScalar.I8)
        .named("NpyArray.of(NpyScalar, int[], long[])#type", () -> NpyScalar.I4)
        .named("NpyArray.of(NpyScalar, long[], long[])#shape", () -> new long[] {6})
        .named("NpyArray.longAt#field", () -> 0)
        .named("NpyArray.longAt", () -> NpyArray.of(NpyScalar.I4, new int[6], 2, 3))
        .named("NpyOutput.putLong", () -> npyOutput(NpyScalar.I4))
        .named("NpyArray.doubleAt#field", () -> 0)
        .named("ImageSet.of#channels", () -> 1)
        .named("ImageSet.of#height", () -> 1)
        .named("ImageSet.of#width", () -> 1)
        .named("ImageSet.pixel#channel", () -> 0)
        .named("ImageSet.pixel#row", () -> 0)
        .named("ImageSet.pixel#column", () -> 0)
        .named("NpyScalar.new#itemBytes", () -> 4)
        .named("CsvFormat.new#separator", () -> ',')
        .named("Idx.images#images", () -> idx(3, 2, 1, 1))
        .named("Idx.images#labels", () -> idx(1, 2));
  }

  private static void addResults(SampleTable table) {
    String sha256 = "0123456789abcdef".repeat(4);
    table
        .typed(Table.class, () -> table("a", "b"))
        .typed(Provenance.Recorder.class, () -> Provenance.start("sample"))
        .typed(Provenance.class, () -> Provenance.start("sample").finish())
        .named("sha256", () -> sha256)
        .named("Chart.Series.new#labels", () -> List.of("a", "b", "c", "d", "e", "f"))
        .named("Column.new#csvNames", () -> List.of("name"))
        .named("Chart.Axis.new#low", () -> 0.1)
        .named("Chart.Axis.new#high", () -> 0.9)
        .named(
            "Charts.savePng#chart",
            () ->
                new Chart(
                    "",
                    Chart.Axis.of("x", Chart.Scale.LINEAR),
                    Chart.Axis.of("y", Chart.Scale.LINEAR),
                    List.of(Chart.Series.of("s", Chart.Mark.LINE, doubles(), doubles())),
                    ""));
  }

  private static Bootstrap bootstrap() {
    return Bootstrap.builder().replicates(9).seed(Seed.of(1)).build();
  }

  private static double[][] groups() {
    return new double[][] {{1, 2, 3, 5}, {1, 2, 4, 5}, {2, 3, 4, 6}};
  }

  private static double[][] predictors() {
    return new double[][] {{1, 2}, {2, 1}, {3, 5}, {4, 3}, {5, 8}, {6, 1}};
  }

  static double[] doubles() {
    return new double[] {0.1, 0.2, 0.4, 0.5, 0.7, 0.9};
  }

  static CsvTable csvTable() throws IOException {
    return CsvTable.parse("sample.csv", "a,b,c\n1,2,30\n4,5,60\n7,8,90\n", CsvFormat.standard());
  }

  private static Table table(String first, String second) {
    return Table.titled("title")
        .column(Column.integer(first))
        .column(Column.decimal(second, 2))
        .row(1, 0.5)
        .row(2, 0.25)
        .build();
  }

  private static Path npy() throws IOException {
    Path file = PlainSamples.file("sample.npy");
    Npy.write(file, NpyArray.of(NpyScalar.F4, doubles(), 3, 2));
    return file;
  }

  private static NpyRows npyRows() throws IOException {
    Path file = PlainSamples.file("sample.npz");
    Npz.write(file, Map.of("x", NpyArray.of(NpyScalar.F4, doubles(), 3, 2)));
    NpzFile archive = Npz.open(file);
    return archive.rows("x");
  }

  /** An output outside its scope, where it still takes numbers. */
  private static NpyOutput npyOutput(NpyScalar type) {
    AtomicReference<NpyOutput> output = new AtomicReference<>();
    try {
      NpyArray.build(NpyHeader.of(type, 6), output::set);
    } catch (IllegalStateException e) {
      // nothing was put
    }
    return Objects.requireNonNull(output.get());
  }

  /** An IDX file of unsigned bytes, all 1. */
  private static Path idx(int dimensions, int... shape) throws IOException {
    Path file = PlainSamples.file("sample.idx");
    int items = 1;
    for (int length : shape) {
      items *= length;
    }
    byte[] bytes = new byte[4 + 4 * shape.length + items];
    bytes[2] = 8;
    bytes[3] = (byte) dimensions;
    for (int d = 0; d < shape.length; d++) {
      bytes[7 + 4 * d] = (byte) shape[d];
    }
    Arrays.fill(bytes, bytes.length - items, bytes.length, (byte) 1);
    Files.write(file, bytes);
    return file;
  }
}
