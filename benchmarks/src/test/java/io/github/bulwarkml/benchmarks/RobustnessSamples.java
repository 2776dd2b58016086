// Copyright the Bulwark authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.github.bulwarkml.benchmarks;

import io.github.bulwarkml.core.io.CsvFormat;
import io.github.bulwarkml.core.io.CsvTable;
import io.github.bulwarkml.core.io.Npy;
import io.github.bulwarkml.core.io.NpyArray;
import io.github.bulwarkml.core.io.NpyScalar;
import io.github.bulwarkml.core.random.Seed;
import io.github.bulwarkml.core.run.Parallel;
import io.github.bulwarkml.robustness.AccuracyPair;
import io.github.bulwarkml.robustness.BaselineFit;
import io.github.bulwarkml.robustness.Candidate;
import io.github.bulwarkml.robustness.ExtremePolicy;
import io.github.bulwarkml.robustness.RobustnessStudy;
import io.github.bulwarkml.robustness.Trend;
import io.github.bulwarkml.robustness.TrendBootstrap;
import io.github.bulwarkml.robustness.TrendComparison;
import io.github.bulwarkml.robustness.agreement.AgreementOnTheLine;
import io.github.bulwarkml.robustness.agreement.PredictionTable;
import io.github.bulwarkml.robustness.calibration.CalibrationReport;
import io.github.bulwarkml.robustness.calibration.ProbabilityMatrix;
import io.github.bulwarkml.robustness.corruption.Corruption;
import io.github.bulwarkml.robustness.corruption.CorruptionBatch;
import io.github.bulwarkml.robustness.corruption.CorruptionOptions;
import io.github.bulwarkml.robustness.corruption.CorruptionProfile;
import io.github.bulwarkml.robustness.corruption.CorruptionTally;
import io.github.bulwarkml.robustness.corruption.Image;
import io.github.bulwarkml.robustness.corruption.ImageStack;
import io.github.bulwarkml.robustness.metrics.ExampleMetric;
import io.github.bulwarkml.robustness.metrics.MacroAverage;
import io.github.bulwarkml.robustness.metrics.MetricsReport;
import io.github.bulwarkml.robustness.metrics.ScoreMatrix;
import io.github.bulwarkml.robustness.metrics.WildsReport;
import io.github.bulwarkml.robustness.table.AccuracyTable;
import io.github.bulwarkml.robustness.table.AccuracyUnit;
import io.github.bulwarkml.robustness.table.ModelTypes;
import io.github.bulwarkml.robustness.table.Testbed;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.IntFunction;

/** Samples of what the robustness module takes. */
final class RobustnessSamples {
  private static final int[] LABELS = {0, 1, 2, 0, 1, 2};
  private static final int[] PREDICTED = {0, 1, 2, 1, 1, 0};

  private RobustnessSamples() {}

  static void addTo(SampleTable table) {
    addFits(table);
    addMetrics(table);
    addCorruptions(table);
    addTables(table);
    DiversitySamples.addTo(table);
  }

  private static void addFits(SampleTable table) {
    table
        .typed(AccuracyPair.class, () -> pair(3))
        .typed(Trend.class, () -> BaselineFit.of(pairs(0)))
        .typed(TrendBootstrap.class, () -> BaselineFit.of(pairs(0)).bootstrap(9, SEED, SINGLE))
        .typed(TrendComparison.Family.class, () -> new TrendComparison.Family("f", pairs(0)))
        .typed(RobustnessStudy.class, () -> RobustnessStudy.of(Candidate.of(pairs(0))))
        .typed(ExtremePolicy.class, ExtremePolicy::exclude)
        .named("baseline", () -> pairs(0))
        .named("resamples", () -> 9)
        .named("RobustnessStudy.bootstrap#count", () -> 9)
        .named("permutations", () -> 9)
        .named("pivot", () -> 0.42)
        .named("epsilon", () -> 0.01)
        .named("TrendComparison.of#second", () -> new TrendComparison.Family("g", pairs(6)));
  }

  private static final Seed SEED = Seed.of(1);
  private static final Parallel SINGLE = Parallel.single();

  private static void addMetrics(SampleTable table) {
    table
        .typed(ExampleMetric.class, () -> (ExampleMetric) sample -> sample.length)
        .typed(ScoreMatrix.class, () -> ScoreMatrix.of(scores()))
        .typed(ProbabilityMatrix.class, () -> ProbabilityMatrix.ofLogits(ScoreMatrix.of(scores())))
        .typed(double[][].class, RobustnessSamples::scores)
        .typed(
            CalibrationReport.Builder.class,
            () ->
                CalibrationReport.builder(
                    ProbabilityMatrix.ofLogits(ScoreMatrix.of(scores())), LABELS))
        .typed(MetricsReport.Builder.class, () -> MetricsReport.builder(LABELS, PREDICTED, 3))
        .typed(WildsReport.Builder.class, () -> WildsReport.builder("d", 3, MacroAverage.WILDS))
        .typed(PredictionTable.class, () -> predictions(0))
        .typed(
            AgreementOnTheLine.class,
            () ->
                AgreementOnTheLine.fit(
                    predictions(0), LABELS, predictions(1), ExtremePolicy.exclude(), SINGLE))
        .typed(int[][].class, () -> new int[][] {LABELS, PREDICTED})
        .named("Labels.requireInRange#name", () -> "labels")
        .named("predicted", () -> PREDICTED)
        .named("groupCount", () -> 3)
        .named("MetricsReport.Builder.groups#count", () -> 3)
        .named("targetClasses", () -> 3)
        .named("sourceClasses", () -> 3)
        .named("ClassMapping.subset#kept", () -> new int[] {0, 2})
        .named("ScoreMatrix.of#rows", () -> 2)
        .named("ScoreMatrix.of#columns", () -> 3)
        .named("days", () -> new long[] {1, 2, 3, 4, 5, 6})
        .named("locations", () -> new int[] {0, 1, 2, 3, 4, 5})
        .named("testLocations", () -> 0.2)
        .named("valLocations", () -> 0.2)
        .named("idTestDays", () -> 0.2)
        .named("idValDays", () -> 0.2)
        .named("oodAccuracies", () -> new double[] {0.4, 0.5, 0.6, 0.7})
        .named("ScoreMatrix.copyRow#target", () -> new double[3])
        .named("AgreementPair.new#second", () -> 2)
        .named("AgreementMatrix.get#second", () -> 2)
        .named("ReliabilityTable.Bin.new#meanConfidence", () -> 0.5);
  }

  private static void addCorruptions(SampleTable table) {
    table
        .typed(Image.class, RobustnessSamples::image)
        .typed(CorruptionOptions.class, CorruptionOptions::defaults)
        .typed(CorruptionBatch.Sink.class, () -> (CorruptionBatch.Sink) (index, image) -> {})
        .typed(ImageStack.class, RobustnessSamples::stack)
        .typed(CorruptionProfile.class, RobustnessSamples::profile)
        .typed(CorruptionTally.class, RobustnessSamples::tally)
        .named("CorruptionBatch.forEach#source", () -> (IntFunction<Image>) i -> image())
        .named("Image.of#height", () -> 8)
        .named("Image.of#width", () -> 8)
        .named("Image.of#bytes", () -> new byte[64])
        .named("ImageFiles.writeJpeg#file", () -> PlainSamples.file("sample.jpg"));
  }

  private static CorruptionProfile profile() {
    return CorruptionProfile.of("m", Map.of(Corruption.FOG, List.of(0.1, 0.2, 0.3, 0.4, 0.5)));
  }

  private static CorruptionTally tally() {
    CorruptionTally tally = new CorruptionTally();
    tally.add(image(), image());
    return tally;
  }

  private static ImageStack stack() throws IOException {
    Path file = PlainSamples.file("sample.npy");
    Npy.write(file, NpyArray.of(NpyScalar.U1, new int[3 * 32 * 32 * 3], 3, 32, 32, 3));
    return ImageStack.open(file);
  }

  private static Image image() {
    return Image.of(32, 32, 3, new byte[3 * 32 * 32]);
  }

  private static void addTables(SampleTable table) {
    table
        .typed(AccuracyTable.class, RobustnessSamples::accuracies)
        .typed(String[].class, () -> new String[] {"model"})
        .named("TablePairing.of#id", () -> "id")
        .named("TablePairing.of#ood", () -> "ood")
        .named("Testbed.reports#table", RobustnessSamples::testbed)
        .named("Testbed.reports#types", RobustnessSamples::testbedTypes)
        .named("LabelFile.read#file", RobustnessSamples::labelFile)
        .named("WildsPredictionFile.new#path", RobustnessSamples::labelFile);
  }

  private static AccuracyPair pair(int model) {
    double id = 0.3 + 0.05 * model;
    double ood = 0.8 * id - 0.1 + (model % 3) * 0.02;
    return AccuracyPair.of("model" + model, "type", id, ood).withExamples(100, 100);
  }

  private static List<AccuracyPair> pairs(int first) {
    List<AccuracyPair> pairs = new ArrayList<>();
    for (int m = first; m < first + 6; m++) {
      pairs.add(pair(m));
    }
    return pairs;
  }

  private static double[][] scores() {
    return new double[][] {
      {0.6, 0.3, 0.1}, {0.2, 0.7, 0.1}, {0.1, 0.1, 0.8}, {0.5, 0.4, 0.1}, {0.3, 0.4, 0.3}, {1, 0, 0}
    };
  }

  private static PredictionTable predictions(int shift) {
    List<int[]> predictions = new ArrayList<>();
    for (int model = 0; model < 4; model++) {
      int[] labels = LABELS.clone();
      for (int i = 0; i <= (model + shift) % 4; i++) {
        labels[(i + model) % 6] = (labels[(i + model) % 6] + 1 + model % 2) % 3;
      }
      predictions.add(labels);
    }
    return PredictionTable.of(List.of("a", "b", "c", "d"), predictions);
  }

  private static AccuracyTable accuracies() throws IOException {
    return AccuracyTable.of(
        CsvTable.parse(
            "sample.csv", "model,id,ood\na,80,60\nb,70,50\nc,60,45\n", CsvFormat.standard()),
        AccuracyUnit.PERCENT,
        "model");
  }

  private static AccuracyTable testbed() throws IOException {
    Set<String> columns = new LinkedHashSet<>();
    for (Testbed.Shift shift : Testbed.naturalShifts()) {
      columns.add(shift.id());
      columns.add(shift.ood());
    }
    StringBuilder text = new StringBuilder("model,").append(String.join(",", columns)).append('\n');
    for (int m = 0; m < 6; m++) {
      text.append("m").append(m);
      for (int c = 0; c < columns.size(); c++) {
        text.append(',').append(60 + 5 * m + (m * c) % 3);
      }
      text.append('\n');
    }
    return AccuracyTable.of(
        CsvTable.parse("testbed.csv", text.toString(), CsvFormat.standard()),
        AccuracyUnit.PERCENT,
        "model");
  }

  private static ModelTypes testbedTypes() throws IOException {
    StringBuilder text = new StringBuilder("model,type,nat_type\n");
    for (int m = 0; m < 6; m++) {
      text.append("m").append(m).append(",a,STANDARD\n");
    }
    return ModelTypes.of(
        CsvTable.parse("types.csv", text.toString(), CsvFormat.standard()), "model");
  }

  private static Path labelFile() throws IOException {
    Path file = PlainSamples.file("d_split:test_seed:0.csv");
    Files.writeString(file, "0\n1\n2\n");
    return file;
  }
}
