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

class CalibrateCommandTest {
  @TempDir Path folder;

  private String file(String name, String text) throws IOException {
    Path file = folder.resolve(name);
    Files.writeString(file, text);
    return file.toString();
  }

  @Test
  void measuresTheStoredProbabilities() throws IOException {
    String id = RealData.require("robustness/synthtrap/probs_scratch_id.csv").toString();
    String ood = RealData.require("robustness/synthtrap/probs_scratch_ood.csv").toString();
    Path plot = folder.resolve("reliability.svg");
    CommandLines run =
        CommandLines.run(
            "calibrate",
            "--probabilities",
            ood,
            "--labels",
            ood + "#y",
            "--fit-on",
            id,
            "--fit-labels",
            id + "#y",
            "--bootstrap",
            "20",
            "--plot",
            plot.toString());
    assertThat(run.err()).isEmpty();
    assertThat(run.exit()).isEqualTo(ExitCode.OK);
    assertThat(run.out())
        .startsWith("Calibration\n")
        .contains("expectedCalibrationError               0.071633     1 000")
        .contains("negativeLogLikelihood                  1.672950")
        .contains("brier                                  0.700488")
        .contains("temperature: chosen on other data")
        .contains("Reliability\n");
    assertThat(Files.readString(plot)).contains("<svg").contains("Reliability diagram");
    CommandLines json =
        CommandLines.run(
            "calibrate", "--probabilities", id, "--labels", id + "#y", "--format", "json");
    assertThat(json.out())
        .contains("\"schema\": \"bulwark/robustness-calibration/1\"")
        .contains("\"temperatureNote\": \"chosen on the same examples")
        .contains("\"reliability\": [");
  }

  @Test
  void logitsEdgesAndBins() throws IOException {
    String logits = file("z.csv", "a,b\n2,0\n0,1\n1,0\n");
    String labels = file("y.csv", "0\n1\n1\n");
    CommandLines run =
        CommandLines.run(
            "calibrate",
            "--logits",
            logits,
            "--labels",
            labels,
            "--bins",
            "2",
            "--edges",
            "right-closed",
            "--format",
            "csv");
    assertThat(run.err()).isEmpty();
    assertThat(run.out()).contains("accuracy,0.6666666666666666,3,").contains("\ntemperature,");
    CommandLines right =
        CommandLines.run("calibrate", "--logits", logits, "--labels", file("r.csv", "0\n1\n0\n"));
    assertThat(right.out())
        .contains("temperature: none: every true class has the largest probability of its row");
    assertThat(right.exit()).isEqualTo(ExitCode.OK);
  }

  private static void assertExit(int exit, String message, String... arguments) {
    CommandLines run = CommandLines.run(arguments);
    assertThat(run.err()).contains(message);
    assertThat(run.out()).isEmpty();
    assertThat(run.exit()).isEqualTo(exit);
  }

  @Test
  void badInputIsNamed() throws IOException {
    String labels = file("y.csv", "0\n1\n");
    assertExit(
        ExitCode.BAD_INPUT,
        "p.csv: line 3: probabilities must sum to 1 within 1.0E-4, but sum to 1.5 (are they"
            + " logits?)",
        "calibrate",
        "--labels",
        labels,
        "--probabilities",
        file("p.csv", "a,b\n1,0\n1,0.5\n"));
    assertExit(
        ExitCode.BAD_INPUT,
        "p.csv: line 2: probability of class 1 must be in [0, 1], but was -0.5",
        "calibrate",
        "--labels",
        labels,
        "--probabilities",
        file("p.csv", "a,b\n1.5,-0.5\n1,0\n"));
    String good = file("p.csv", "a,b\n1,0\n1,0\n");
    assertExit(
        ExitCode.BAD_INPUT,
        "must hold as many labels as " + good + " (2), but holds 1",
        "calibrate",
        "--labels",
        file("short.csv", "0\n"),
        "--probabilities",
        good);
    assertExit(
        ExitCode.BAD_INPUT,
        "y2.csv: line 2: must be an integer class label in [0, 2), but was '2'",
        "calibrate",
        "--labels",
        file("y2.csv", "0\n2\n"),
        "--probabilities",
        good);
    assertExit(
        ExitCode.BAD_INPUT,
        "must hold at least one example",
        "calibrate",
        "--labels",
        labels,
        "--probabilities",
        file("e.csv", "a,b\n"));
    assertExit(
        ExitCode.USAGE,
        "bins must be in [1, 1000000], but was 0",
        "calibrate",
        "--labels",
        labels,
        "--probabilities",
        good,
        "--bins",
        "0");
    assertExit(
        ExitCode.USAGE,
        "one of --probabilities and --logits must be given",
        "calibrate",
        "--labels",
        labels);
    assertExit(
        ExitCode.USAGE,
        "--fit-on and --fit-labels go together",
        "calibrate",
        "--labels",
        labels,
        "--probabilities",
        good,
        "--fit-on",
        good);
    assertExit(
        ExitCode.USAGE,
        "--plot must end in .svg or .png, but was a.pdf",
        "calibrate",
        "--labels",
        labels,
        "--probabilities",
        good,
        "--plot",
        "a.pdf");
    assertExit(
        ExitCode.FAILED,
        "row 1 gives its true class probability 0",
        "calibrate",
        "--labels",
        labels,
        "--probabilities",
        good,
        "--fit-on",
        good,
        "--fit-labels",
        labels);
  }
}
