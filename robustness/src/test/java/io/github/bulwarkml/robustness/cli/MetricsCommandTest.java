// Copyright the Bulwark authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.github.bulwarkml.robustness.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bulwarkml.core.cli.ExitCode;
import io.github.bulwarkml.core.io.Npy;
import io.github.bulwarkml.core.io.NpyArray;
import io.github.bulwarkml.core.io.NpyScalar;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MetricsCommandTest {
  @TempDir Path folder;
  private String labels = "";
  private String predictions = "";
  private String groups = "";

  @BeforeEach
  void write() throws IOException {
    labels = file("y.csv", "0\n0\n1\n1\n1\n3\n3\n5\n");
    predictions = file("p.csv", "0\n2\n1\n1\n4\n3\n1\n5\n");
    groups = file("g.csv", "0\n0\n0\n0\n2\n2\n2\n2\n");
  }

  private String file(String name, String text) throws IOException {
    Path file = folder.resolve(name);
    Files.writeString(file, text);
    return file.toString();
  }

  @Test
  void measuresFiles() {
    CommandLines run =
        CommandLines.run("metrics", "--labels", labels, "--predictions", predictions);
    assertThat(run.err()).isEmpty();
    assertThat(run.exit()).isEqualTo(ExitCode.OK);
    assertThat(run.out())
        .startsWith("Metrics, macro averages over 4 classes")
        .contains("F1-macro_all      0.750000")
        .contains("bulwark robustness metrics --labels ");
    assertThat(
            CommandLines.run(
                    "metrics",
                    "--labels",
                    labels,
                    "--predictions",
                    predictions,
                    "--mode",
                    "all-classes",
                    "--classes",
                    "10",
                    "--format",
                    "csv")
                .out())
        .contains("F1-macro-classes_all,0.3,8,,,");
  }

  @Test
  void groupsAndBootstrap() {
    CommandLines run =
        CommandLines.run(
            "metrics",
            "--labels",
            labels,
            "--predictions",
            predictions,
            "--groups",
            groups,
            "--bootstrap",
            "50",
            "--resample-groups",
            "--level",
            "0.9",
            "--format",
            "csv");
    assertThat(run.err()).isEmpty();
    assertThat(run.out())
        .startsWith(
            "metric,value,examples,low90,high90,method\nacc_avg,0.625,8,0.5,0.75,group boot")
        .contains("acc_wg,0.5,8,")
        .contains("acc_group:1,0.0,0,,,")
        .contains("acc_group:2,0.5,4,");
    String[] one = {
      "metrics",
      "--labels",
      labels,
      "--predictions",
      predictions,
      "--bootstrap",
      "99",
      "--format",
      "csv",
      "--threads",
      "1"
    };
    String[] seven = one.clone();
    seven[one.length - 1] = "7";
    assertThat(CommandLines.run(seven).out()).isEqualTo(CommandLines.run(one).out());
  }

  @Test
  void scoresSubsetsAndMappings() throws IOException {
    Path npy = folder.resolve("s.npy");
    Npy.write(npy, NpyArray.of(NpyScalar.F4, new float[] {3, 1, 2, 0, 9, 8, 0, 1, 1}, 3L, 3L));
    String truth = file("t.csv", "2\n2\n1\n");
    CommandLines run =
        CommandLines.run(
            "metrics",
            "--labels",
            truth,
            "--scores",
            npy.toString(),
            "--k",
            "1,2",
            "--format",
            "csv");
    assertThat(run.err()).isEmpty();
    assertThat(run.out())
        .contains("acc_avg,0.3333333333333333,3,")
        .contains("acc_top1,0.3333333333333333,3,")
        .contains("acc_top2,1.0,3,");
    String csv = file("s.csv", "a,b,c,y\n3,1,2,1\n0,9,8,1\n0,1,1,0\n");
    String subset = file("subset.csv", "1\n2\n");
    assertThat(
            CommandLines.run(
                    "metrics",
                    "--labels",
                    csv + "#y",
                    "--scores",
                    csv,
                    "--subset",
                    subset,
                    "--format",
                    "csv")
                .out())
        .contains("acc_avg,0.6666666666666666,3,");
    String mapping = file("map.csv", "source,target\n0,1\n1,0\n2,1\n");
    assertThat(
            CommandLines.run(
                    "metrics",
                    "--labels",
                    csv + "#y",
                    "--scores",
                    csv,
                    "--mapping",
                    mapping,
                    "--format",
                    "csv")
                .out())
        .contains("acc_avg,0.6666666666666666,3,");
  }

  @Test
  void wildsFolder() throws IOException {
    Path predicted = folder.resolve("wilds");
    Files.createDirectory(predicted);
    Files.writeString(
        predicted.resolve("iwildcam_split:test_seed:0_epoch:best_pred.csv"), "0\n1\n");
    Files.writeString(
        predicted.resolve("iwildcam_split:test_seed:1_epoch:best_pred.csv"), "0\n0\n");
    Files.writeString(predicted.resolve("iwildcam_split:val_seed:0_epoch:best_pred.csv"), "0\n");
    String truth = file("test.csv", "0\n1\n");
    CommandLines run =
        CommandLines.run(
            "metrics",
            "--wilds",
            predicted.toString(),
            "--labels",
            "test=" + truth,
            "--classes",
            "182",
            "--format",
            "csv");
    assertThat(run.err()).isEmpty();
    assertThat(run.out()).contains("test,acc_avg,2,2,0.75,0.35355339059327").doesNotContain("val,");
    assertBad(
        "holds no prediction file <dataset>_split:id_test_seed:<seed>*.csv (splits present: test,"
            + " val)",
        "--wilds",
        predicted.toString(),
        "--labels",
        "id_test=" + truth);
    assertBad(
        "iwildcam_split:val_seed:0_epoch:best_pred.csv: must hold 2 predictions as the labels of"
            + " split val, but holds 1",
        "--wilds",
        predicted.toString(),
        "--labels",
        "val=" + truth);
    assertUsage(
        "--labels must be SPLIT=FILE together with --wilds, but was " + truth,
        "--wilds",
        predicted.toString(),
        "--labels",
        truth);
  }

  private static void assertBad(String message, String... arguments) {
    assertExit(ExitCode.BAD_INPUT, message, arguments);
  }

  private static void assertUsage(String message, String... arguments) {
    assertExit(ExitCode.USAGE, message, arguments);
  }

  private static void assertExit(int exit, String message, String... arguments) {
    String[] all = new String[arguments.length + 1];
    all[0] = "metrics";
    System.arraycopy(arguments, 0, all, 1, arguments.length);
    CommandLines run = CommandLines.run(all);
    assertThat(run.err()).contains(message);
    assertThat(run.out()).isEmpty();
    assertThat(run.exit()).isEqualTo(exit);
  }

  @Test
  void badInputIsNamed() throws IOException {
    assertBad(
        "y.csv: line 8: must be an integer class label in [0, 5), but was '5'",
        "--labels",
        labels,
        "--predictions",
        predictions.replace("p.csv", "g.csv"),
        "--classes",
        "5");
    assertBad(
        "must hold as many labels as " + predictions + " (8), but holds 2",
        "--labels",
        file("short.csv", "0\n1\n"),
        "--predictions",
        predictions);
    assertBad(
        "must hold 8 groups as there are labels, but holds 1",
        "--labels",
        labels,
        "--predictions",
        predictions,
        "--groups",
        file("g1.csv", "0\n"));
    assertBad("no such file", "--labels", "nowhere.csv", "--predictions", predictions);
    assertUsage(
        "one of --predictions, --scores and --wilds must be given, but 0 were", "--labels", labels);
    assertUsage(
        "--k, --subset and --mapping need --scores",
        "--labels",
        labels,
        "--predictions",
        predictions,
        "--k",
        "5");
    assertUsage(
        "--resample-groups needs --groups",
        "--labels",
        labels,
        "--predictions",
        predictions,
        "--resample-groups");
    assertUsage(
        "--bootstrap must be in [0, 1000000], but was -1",
        "--labels",
        labels,
        "--predictions",
        predictions,
        "--bootstrap",
        "-1");
    assertUsage(
        "--level must be in (0, 1), but was 95.0",
        "--labels",
        labels,
        "--predictions",
        predictions,
        "--level",
        "95");
    assertUsage(
        "no column 'z' (present: ",
        "--labels",
        file("t.csv", "y\n1\n") + "#z",
        "--predictions",
        predictions);
    assertBad(
        "t.csv: line 2, column 1 ('y'): must be an integer class label in [0, 1048576), but was"
            + " '-1'",
        "--labels",
        file("t.csv", "y\n-1\n") + "#y",
        "--predictions",
        predictions);
  }

  @Test
  void badScoresAreNamed() throws IOException {
    String csv = file("s.csv", "a,b\n1,nan\n");
    assertBad(
        "s.csv: line 2, column 2 ('b'): 'nan' is not a finite decimal number",
        "--labels",
        file("t.csv", "0\n"),
        "--scores",
        csv);
    Path npy = folder.resolve("s.npy");
    Npy.write(npy, NpyArray.of(NpyScalar.F8, new double[] {1, Double.NaN}, 1L, 2L));
    assertBad(
        "s.npy: row 0, column 1 (from 0) must be finite, but was NaN",
        "--labels",
        folder.resolve("t.csv").toString(),
        "--scores",
        npy.toString());
    Npy.write(npy, NpyArray.of(NpyScalar.F8, new double[] {1, 2}, 2L));
    assertBad(
        "s.npy: shape must be [any, any], but was [2]",
        "--labels",
        folder.resolve("t.csv").toString(),
        "--scores",
        npy.toString());
    Npy.write(npy, NpyArray.of(NpyScalar.I8, new long[] {1, -2}, 2L));
    assertBad(
        "s.npy: item 1 must be a class label in [0, 1048576), but was -2",
        "--labels",
        npy.toString(),
        "--predictions",
        predictions);
    String ok = file("ok.csv", "a,b\n1,2\n");
    assertUsage(
        "k must be in [1, 2], but was 3",
        "--labels",
        folder.resolve("t.csv").toString(),
        "--scores",
        ok,
        "--k",
        "3");
    assertBad(
        "m.csv: line 3, column 1 ('source'): source 0 already has a target",
        "--labels",
        folder.resolve("t.csv").toString(),
        "--scores",
        ok,
        "--mapping",
        file("m.csv", "source,target\n0,0\n0,1\n"));
    assertUsage(
        "target class 0 has no source class",
        "--labels",
        folder.resolve("t.csv").toString(),
        "--scores",
        ok,
        "--mapping",
        file("m.csv", "source,target\n0,1\n"));
  }

  @Test
  void helpSaysWhatFilesLookLike() {
    CommandLines run = CommandLines.run("metrics", "--help");
    assertThat(run.exit()).isEqualTo(ExitCode.OK);
    assertThat(run.out()).contains("Label files:").contains("arXiv:2012.07421");
  }
}
