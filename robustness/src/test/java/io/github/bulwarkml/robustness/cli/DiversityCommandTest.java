// Copyright the Bulwark authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.github.bulwarkml.robustness.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bulwarkml.core.cli.ExitCode;
import io.github.bulwarkml.core.testing.RealData;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
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
}
