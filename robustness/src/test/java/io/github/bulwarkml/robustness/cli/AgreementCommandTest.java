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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AgreementCommandTest {
  private static final String TABLE =
      """
      model,set,labels
      TRUE,id,01010101
      a,id,01010111
      b,id,01110101
      c,id,00010100
      a,ood,01010000
      b,ood,11010000
      c,ood,01011010
      """;

  @TempDir Path folder;

  private String file(String name, String text) throws IOException {
    Path file = folder.resolve(name);
    Files.writeString(file, text);
    return file.toString();
  }

  @Test
  void scratchModelsRaiseTheFlag() throws IOException {
    String table = RealData.require("robustness/synthtrap/predictions.csv").toString();
    Path plot = folder.resolve("agreement.svg");
    CommandLines run =
        CommandLines.run(
            "agreement", "--predictions", table, "--models", "scratch*", "--plot", plot.toString());
    assertThat(run.err()).isEmpty();
    assertThat(run.exit()).isEqualTo(ExitCode.OK);
    assertThat(run.out())
        .startsWith(
            "Agreement on the line: NOT TRUSTED (R^2 0.7247 < 0.95), 45 pairs, slope 0.6346,"
                + " intercept -0.4403\n")
        .contains("scratch_s0_n100   0.6100  0.3962  0.3792  0.2510         14.52         12.82")
        .contains("ALine-S: mean absolute error 12.341586 points")
        .contains("ALine-D: mean absolute error 12.388720 points");
    assertThat(Files.readString(plot)).contains("<svg").contains("accuracy of models");
    assertThat(
            CommandLines.run(
                    "agreement", "--predictions", table, "--models", "scratch*", "--format", "json")
                .out())
        .contains("\"trusted\": false")
        .contains("\"rSquared\": 0.72474433");
  }

  @Test
  void withoutLabelsOfTheShiftedSet() throws IOException {
    String table = file("p.csv", TABLE);
    CommandLines run = CommandLines.run("agreement", "--predictions", table, "--format", "csv");
    assertThat(run.err()).isEmpty();
    assertThat(run.out()).startsWith("model,accId,alineS,alineD\na,0.875,");
    CommandLines scored =
        CommandLines.run(
            "agreement",
            "--predictions",
            table,
            "--format",
            "csv",
            "--ood-labels",
            file("ood.csv", "0\n1\n0\n1\n0\n0\n0\n1\n"),
            "--policy",
            "clip");
    assertThat(scored.out()).startsWith("model,accId,alineS,alineD,accOod,errorSPoints");
  }

  private static void assertExit(int exit, String message, String... arguments) {
    CommandLines run = CommandLines.run(arguments);
    assertThat(run.err()).contains(message);
    assertThat(run.out()).isEmpty();
    assertThat(run.exit()).isEqualTo(exit);
  }

  @Test
  void badInputIsNamed() throws IOException {
    String table = file("p.csv", TABLE);
    assertExit(
        ExitCode.USAGE,
        "at least 3 models are needed, but [a*] matches 1 (present: TRUE, a, b, c)",
        "agreement",
        "--predictions",
        table,
        "--models",
        "a*");
    assertExit(
        ExitCode.USAGE,
        "the true labels of set 'id' are needed: a row of model 'truth', or --labels",
        "agreement",
        "--predictions",
        table,
        "--truth",
        "truth");
    assertExit(
        ExitCode.BAD_INPUT,
        "must hold 8 labels as the prediction table, but holds 1",
        "agreement",
        "--predictions",
        table,
        "--labels",
        file("y.csv", "0\n"));
    assertExit(
        ExitCode.BAD_INPUT,
        "p.csv: no row of set 'test' (present: id, ood)",
        "agreement",
        "--predictions",
        table,
        "--ood-set",
        "test");
    assertExit(
        ExitCode.BAD_INPUT,
        "p2.csv: model 'd' has no row of set 'ood'",
        "agreement",
        "--predictions",
        file("p2.csv", TABLE + "d,id,00000000\n"));
    assertExit(
        ExitCode.BAD_INPUT,
        "no column 'model'",
        "agreement",
        "--predictions",
        file("x.csv", "name,set,labels\na,id,0\n"));
    assertExit(
        ExitCode.USAGE, "sometimes", "agreement", "--predictions", table, "--policy", "sometimes");
  }

  @ParameterizedTest
  @CsvSource({
    "a,a,true",
    "a,ab,false",
    "a*,ab,true",
    "*b,ab,true",
    "a*c,abc,true",
    "a*c,ac,true",
    "a*a,a,false",
    "*b*,abc,true",
    "*,x,true",
    "a*b*c,a1b2c,true",
    "a*b*c,acb,false"
  })
  void patterns(String pattern, String name, boolean matches) {
    assertThat(AgreementCommand.matches(pattern, name)).isEqualTo(matches);
  }
}
