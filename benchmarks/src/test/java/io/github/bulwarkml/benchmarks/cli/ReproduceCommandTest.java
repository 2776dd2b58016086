// Copyright the Bulwark authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.github.bulwarkml.benchmarks.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReproduceCommandTest {
  @TempDir private Path folder = Path.of(".");

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  /** Runs without the data that the environment may name. */
  private int run(String... arguments) {
    String[] all = new String[arguments.length + 4];
    System.arraycopy(arguments, 0, all, 4, arguments.length);
    all[0] = "reproduce";
    all[1] = "--out=" + folder.resolve("out");
    all[2] = "--threads=2";
    all[3] = "--seed=42";
    return BulwarkCommand.commandLine()
        .setOut(new PrintWriter(out, true))
        .setErr(new PrintWriter(err, true))
        .execute(all);
  }

  @Test
  void listsExperimentsWithTheirNameFirst() {
    assertThat(run("--list")).isZero();
    assertThat(out.toString().lines())
        .allMatch(line -> line.matches("[a-z0-9-]+ +needs .*; quick: about .*"))
        .anyMatch(line -> line.startsWith("interval-coverage "))
        .anyMatch(line -> line.startsWith("effective-robustness ") && line.contains("--data"));
    assertThat(err.toString()).isEmpty();
  }

  @Test
  void runsWritesTheReportAndReusesIt() {
    assertThat(run("--data=", "--experiment", "interval-coverage")).isZero();
    assertThat(out.toString())
        .contains("Wald coverage, n = 17, p = 0.5")
        .contains("7 reproduced, 1 reproduced in direction, 0 not reproduced, 0 not comparable")
        .contains("report: ")
        .endsWith("report.html\n");
    assertThat(err.toString()).contains("[1/1] interval-coverage: running");
    assertThat(folder.resolve("out/report.html")).exists();
    assertThat(folder.resolve("out/report.json")).exists();
    assertThat(folder.resolve("out/report.csv")).exists();
    assertThat(folder.resolve("out/interval-coverage/coverage-by-size.csv")).exists();
    out.getBuffer().setLength(0);
    err.getBuffer().setLength(0);
    assertThat(run("--data=", "--experiment", "interval-coverage", "--quiet")).isZero();
    assertThat(out.toString()).contains("interval-coverage (reused from an earlier run)");
    assertThat(err.toString()).isEmpty();
  }

  @Test
  void anUnknownExperimentIsAUsageErrorWithTheList() {
    assertThat(run("--data=", "--experiment", "efective-robustness")).isEqualTo(2);
    assertThat(err.toString())
        .contains("no experiment 'efective-robustness' (nearest first: 'effective-robustness'")
        .contains("interval-coverage");
    assertThat(folder.resolve("out")).doesNotExist();
  }

  @Test
  void wrongOptionsAreUsageErrors() {
    assertThat(run("--scale", "huge")).isEqualTo(2);
    assertThat(err.toString()).contains("--scale").contains("huge");
    assertThat(run("--seed", "x")).isEqualTo(2);
    assertThat(run("--data=", "--experiment", "interval-coverage", "--threads", "-1")).isEqualTo(2);
  }

  @Test
  void missingDataIsBadInput() throws Exception {
    assertThat(run("--data", folder.resolve("nowhere").toString())).isEqualTo(3);
    assertThat(err.toString()).contains("nowhere (--data) is not a folder");
    Path empty = Files.createDirectory(folder.resolve("empty"));
    assertThat(run("--data", empty.toString(), "--experiment", "effective-robustness"))
        .isEqualTo(3);
    assertThat(err.toString())
        .contains("holds no robustness/ with imagenet-testbed/robustness_top1s.csv");
  }

  @Test
  void anExperimentWithoutItsDataIsSkippedNotFailed() {
    assertThat(run("--data=", "--experiment", "effective-robustness")).isZero();
    assertThat(out.toString())
        .contains("effective-robustness: skipped  needs --data with robustness/");
    assertThat(folder.resolve("out/report.html")).exists();
  }
}
