// Copyright the Bulwark authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.github.bulwarkml.robustness.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bulwarkml.core.cli.ExitCode;
import io.github.bulwarkml.core.testing.RealData;
import io.github.bulwarkml.robustness.diversity.FineTunedModel;
import io.github.bulwarkml.robustness.diversity.FineTunedModels;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DiversityCommandTest {
  @TempDir Path folder;

  private static String results() {
    return RealData.require("robustness/synthtrap/results.csv").toString();
  }

  @Test
  void reportOfTheStoredResults() {
    CommandLines run = CommandLines.run("diversity", "--results", results());
    assertThat(run.err()).isEmpty();
    assertThat(run.exit()).isEqualTo(ExitCode.OK);
    assertThat(run.out())
        .contains("N16000_C80", "10.02", "C3 ", "C4 ")
        .contains("C1 indicated: more images, more robustness");
  }

  @Test
  void formatsMetricBaselineAndPlot() throws IOException {
    Path plot = folder.resolve("plot.svg");
    CommandLines run =
        CommandLines.run(
            "diversity",
            "--results",
            results(),
            "--metric",
            "macro-f1",
            "--baseline",
            "per-run",
            "--level",
            "0.9",
            "--format",
            "csv",
            "--plot",
            plot.toString());
    assertThat(run.err()).isEmpty();
    assertThat(run.exit()).isEqualTo(ExitCode.OK);
    assertThat(run.out()).startsWith("pretraining,models,runs,");
    assertThat(Files.readString(plot)).contains("<svg", "N4000_C80_randlab");
  }

  @Test
  void badInput() throws IOException {
    assertThat(CommandLines.run("diversity").exit()).isEqualTo(ExitCode.USAGE);
    CommandLines level = CommandLines.run("diversity", "--results", results(), "--level", "1.5");
    assertThat(level.exit()).isEqualTo(ExitCode.USAGE);
    assertThat(level.err()).contains("--level must be in (0, 1), but was 1.5");
    Path file = folder.resolve("bad.csv");
    Files.writeString(file, "pretraining,seed\nscratch,0\n");
    CommandLines bad = CommandLines.run("diversity", "--results", file.toString());
    assertThat(bad.exit()).isEqualTo(ExitCode.BAD_INPUT);
    assertThat(bad.err()).contains("n_target");
    CommandLines metric = CommandLines.run("diversity", "--results", results(), "--metric", "x");
    assertThat(metric.exit()).isEqualTo(ExitCode.USAGE);
    assertThat(metric.err()).contains("macro-f1");
  }

  /** Two steps of each training; the second run finds all models in the file. */
  @Test
  void trainsAndGoesOn() throws IOException {
    Path models = folder.resolve("models.csv");
    String[] arguments = {
      "diversity",
      "--train",
      "--models",
      models.toString(),
      "--seeds",
      "1",
      "--sets",
      "N250_C80",
      "--pretraining-steps",
      "2",
      "--target-steps",
      "2",
      "--threads",
      "2",
      "--format",
      "json"
    };
    CommandLines run = CommandLines.run(arguments);
    assertThat(run.err()).isEmpty();
    assertThat(run.exit()).isEqualTo(ExitCode.OK);
    assertThat(run.out()).contains("N250_C80").contains("pretraining-steps");
    List<FineTunedModel> trained = FineTunedModels.read(models);
    assertThat(trained).hasSize(7);
    long before = System.nanoTime();
    CommandLines again = CommandLines.run(arguments);
    assertThat(again.exit()).isEqualTo(ExitCode.OK);
    assertThat(System.nanoTime() - before).isLessThan(5_000_000_000L);
    assertThat(FineTunedModels.read(models)).isEqualTo(trained);
    CommandLines read = CommandLines.run("diversity", "--results", models.toString());
    assertThat(read.exit()).isEqualTo(ExitCode.OK);
    arguments[9] = "3";
    CommandLines other = CommandLines.run(arguments);
    assertThat(other.exit()).isEqualTo(ExitCode.USAGE);
    assertThat(other.err()).contains("was trained with other settings");
  }

  @Test
  void badTrainingOptions() {
    CommandLines both = CommandLines.run("diversity", "--train", "--results", results());
    assertThat(both.exit()).isEqualTo(ExitCode.USAGE);
    assertThat(both.err()).contains("either --results FILE or --train must be given");
    CommandLines seeds = CommandLines.run("diversity", "--train", "--seeds", "0");
    assertThat(seeds.err()).contains("--seeds must be in [1, 1000], but was 0");
    CommandLines worlds = CommandLines.run("diversity", "--train", "--world-seeds", "-1");
    assertThat(worlds.err()).contains("--world-seeds must be in [1, 1000], but was -1");
    CommandLines sets = CommandLines.run("diversity", "--train", "--sets", "N400_C80");
    assertThat(sets.exit()).isEqualTo(ExitCode.USAGE);
    assertThat(sets.err()).contains("nearest first: 'N4000_C80'");
    CommandLines steps = CommandLines.run("diversity", "--train", "--target-steps", "0");
    assertThat(steps.err()).contains("--target-steps must be >= 1, but was 0");
    CommandLines data = CommandLines.run("diversity", "--train", "--data", folder.toString());
    assertThat(data.exit()).isEqualTo(ExitCode.BAD_INPUT);
    assertThat(data.err()).contains("train-images-idx3-ubyte.gz");
    CommandLines mixed =
        CommandLines.run("diversity", "--train", "--data", folder.toString(), "--sets", "x");
    assertThat(mixed.err()).contains("must not be given with --data");
  }
}
