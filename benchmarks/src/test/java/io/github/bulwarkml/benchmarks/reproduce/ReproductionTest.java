// Copyright the Bulwark authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.github.bulwarkml.benchmarks.reproduce;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.bulwarkml.benchmarks.reproduce.ReproductionSection.Status;
import io.github.bulwarkml.core.MalformedFileException;
import io.github.bulwarkml.core.random.Seed;
import io.github.bulwarkml.core.result.Charts;
import io.github.bulwarkml.core.result.Column;
import io.github.bulwarkml.core.result.Table;
import io.github.bulwarkml.core.run.Cancellation;
import io.github.bulwarkml.core.run.Parallel;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.xml.parsers.DocumentBuilder;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Document;
import org.xml.sax.InputSource;

class ReproductionTest {
  @TempDir private Path out = Path.of(".");

  private ExperimentContext context() {
    return ExperimentContext.quick(out).withParallel(Parallel.single());
  }

  private static List<Status> statuses(ReproductionReport report) {
    return report.sections().stream().map(ReproductionSection::status).toList();
  }

  @Test
  void aFinishedExperimentIsReusedForTheSameInputsOnly() throws IOException {
    ToyExperiment toy = new ToyExperiment("toy");
    List<Experiment> toys = List.of(toy);
    ReproductionReport first = Reproduction.of(toys, context()).run();
    assertThat(statuses(first)).containsExactly(Status.RAN);
    ReproductionReport second = Reproduction.of(toys, context().withParallel(Parallel.of(2))).run();
    assertThat(statuses(second)).containsExactly(Status.REUSED);
    assertThat(toy.runs()).isEqualTo(1);
    assertThat(second.claims()).isEqualTo(first.claims());
    Reproduction.of(toys, context().withSeed(Seed.of(43))).run();
    assertThat(toy.runs()).isEqualTo(2);
    Reproduction.of(toys, context().withScale(Scale.FULL)).run();
    assertThat(toy.runs()).isEqualTo(3);
    Reproduction.of(toys, context().withScale(Scale.FULL)).fresh().run();
    assertThat(toy.runs()).isEqualTo(4);
  }

  @Test
  void aDamagedOutcomeIsMadeAgainAndMissingFilesAreWrittenAgain() throws IOException {
    ToyExperiment toy = new ToyExperiment("toy");
    Reproduction.of(List.of(toy), context()).run();
    Path file = out.resolve("toy/outcome.json");
    String text = Files.readString(file);
    Files.writeString(file, text.substring(0, text.length() / 2));
    assertThat(statuses(Reproduction.of(List.of(toy), context()).run()))
        .containsExactly(Status.RAN);
    Files.writeString(
        file, Files.readString(file).replace("\"noise\": \"none\"", "\"noise\": \"x\""));
    assertThat(statuses(Reproduction.of(List.of(toy), context()).run()))
        .containsExactly(Status.RAN);
    Files.delete(out.resolve("toy/cells.csv"));
    assertThat(statuses(Reproduction.of(List.of(toy), context()).run()))
        .containsExactly(Status.REUSED);
    assertThat(out.resolve("toy/cells.csv")).exists();
  }

  @Test
  void anInterruptedRunGoesOnWhereItStopped() throws IOException {
    Cancellation interrupted = new Cancellation();
    boolean[] interrupt = {true};
    ToyExperiment first = new ToyExperiment("first");
    ToyExperiment second =
        new ToyExperiment(
            "second",
            DataNeed.none(),
            context -> {
              if (interrupt[0]) {
                interrupted.cancel();
              }
            });
    ToyExperiment third = new ToyExperiment("third");
    List<Experiment> toys = List.of(first, second, third);
    ReproductionReport cut = Reproduction.of(toys, context().withCancellation(interrupted)).run();
    assertThat(statuses(cut)).containsExactly(Status.RAN, Status.CANCELLED, Status.CANCELLED);
    assertThat(ReportFiles.write(cut)).exists();
    interrupt[0] = false;
    ReproductionReport whole = Reproduction.of(toys, context()).run();
    assertThat(statuses(whole)).containsExactly(Status.REUSED, Status.RAN, Status.RAN);
    assertThat(first.runs()).isEqualTo(1);
    assertThat(third.runs()).isEqualTo(1);
  }

  @Test
  void oneFailureDoesNotStopTheOthers() throws IOException {
    ToyExperiment broken =
        new ToyExperiment(
            "broken",
            DataNeed.none(),
            context -> {
              throw new MalformedFileException("table.csv", "line 3: no comma");
            });
    ToyExperiment lacking =
        new ToyExperiment(
            "lacking", DataNeed.required("robustness", List.of("a.csv"), List.of()), context -> {});
    List<String> log = new ArrayList<>();
    ReproductionReport report =
        Reproduction.of(List.of(broken, lacking, new ToyExperiment("good")), context())
            .log(log::add)
            .run();
    assertThat(statuses(report)).containsExactly(Status.FAILED, Status.SKIPPED, Status.RAN);
    assertThat(report.sections().get(0).reason()).isEqualTo("table.csv: line 3: no comma");
    assertThat(report.sections().get(1).reason()).isEqualTo("needs --data with robustness/");
    assertThat(report.toText()).contains("lacking: skipped").contains("broken: failed");
    assertThat(log).anyMatch(line -> line.startsWith("[2/3] lacking: skipped"));
    assertThat(out.resolve("broken/outcome.json")).doesNotExist();
  }

  @Test
  void dataIsFoundInTheRootOrItsSubFolderAndItsContentCounts() throws IOException {
    Path root = out.resolve("data");
    Files.createDirectories(root.resolve("robustness"));
    Path file = Files.writeString(root.resolve("robustness/a.csv"), "1\n");
    DataNeed need = DataNeed.required("robustness", List.of("a.csv"), List.of("b.csv"));
    assertThat(need.locate(root)).contains(root.resolve("robustness"));
    assertThat(need.locate(root.resolve("robustness"))).contains(root.resolve("robustness"));
    assertThat(need.locate(out)).isEmpty();
    ToyExperiment toy = new ToyExperiment("toy", need, context -> {});
    ReproductionReport report = Reproduction.of(List.of(toy), context().withData(root)).run();
    assertThat(report.sections().get(0).outcome().orElseThrow().provenance().inputs())
        .hasSize(1)
        .allMatch(input -> input.name().equals("a.csv"));
    Reproduction.of(List.of(toy), context().withData(root)).run();
    assertThat(toy.runs()).isEqualTo(1);
    Files.writeString(file, "2\n");
    Reproduction.of(List.of(toy), context().withData(root)).run();
    assertThat(toy.runs()).isEqualTo(2);
    Files.writeString(root.resolve("robustness/b.csv"), "3\n");
    Reproduction.of(List.of(toy), context().withData(root)).run();
    assertThat(toy.runs()).isEqualTo(3);
  }

  @Test
  void outcomesSurviveTheirFile() throws IOException {
    ExperimentOutcome outcome = new ToyExperiment("toy").run(context());
    String json = OutcomeJson.write("key", outcome);
    OutcomeJson.Stored read = OutcomeJson.read("outcome.json", json);
    assertThat(read.key()).isEqualTo("key");
    assertThat(OutcomeJson.write("key", read.outcome())).isEqualTo(json);
    assertThat(read.outcome().claims()).isEqualTo(outcome.claims());
    assertThat(read.outcome().provenance()).isEqualTo(outcome.provenance());
    assertThat(read.outcome().tables().get(0).table().toCsv())
        .isEqualTo(outcome.tables().get(0).table().toCsv());
    assertThat(Charts.toSvg(read.outcome().charts().get(0).chart()))
        .isEqualTo(Charts.toSvg(outcome.charts().get(0).chart()));
    for (String bad :
        List.of("", "[]", "{}", "{\"schema\": 1}", "null", json.replace("/1", "/9"))) {
      assertThatThrownBy(() -> OutcomeJson.read("outcome.json", bad))
          .isInstanceOf(MalformedFileException.class)
          .hasMessageStartingWith("outcome.json: ");
    }
  }

  @Test
  void refusesTwoOfOneNameAndUnusableFileNames() {
    assertThatThrownBy(
            () ->
                Reproduction.of(List.of(new ToyExperiment("a"), new ToyExperiment("a")), context()))
        .hasMessage("experiments must have different names, but 'a' occurs twice");
    assertThatThrownBy(
            () ->
                new ExperimentOutcome.NamedTable(
                    "../x", Table.titled("t").column(Column.text("c")).build()))
        .hasMessage("name must be lower-case words joined by hyphens, but was '../x'");
  }

  private static String masked(String text) {
    return text.replaceAll("20\\d\\d-\\d\\d-\\d\\dT[0-9:]+Z", "TIME")
        .replaceAll("class=\"elapsed\">[^<]*<", "class=\"elapsed\"><")
        .replaceAll("\"elapsedSeconds\": [0-9.eE-]+", "\"elapsedSeconds\": 0");
  }

  @Test
  void equalSeedsGiveEqualReports() throws IOException {
    List<Experiment> toys = List.of(new ToyExperiment("toy"), new ToyExperiment("other"));
    ReportFiles.write(Reproduction.of(toys, context()).run());
    List<String> names = List.of("report.html", "report.json", "report.csv", "toy/outcome.json");
    List<String> before = new ArrayList<>();
    for (String name : names) {
      before.add(masked(Files.readString(out.resolve(name))));
    }
    ReportFiles.write(Reproduction.of(toys, context()).fresh().run());
    for (int i = 0; i < names.size(); i++) {
      assertThat(masked(Files.readString(out.resolve(names.get(i))))).isEqualTo(before.get(i));
    }
  }

  @Test
  void thePageIsWellFormedSelfContainedAndSaysHowToRunItAgain() throws Exception {
    Path root = out.resolve("my data");
    Files.createDirectories(root.resolve("robustness"));
    Files.writeString(root.resolve("robustness/a.csv"), "1\n");
    List<Experiment> toys =
        List.of(
            new ToyExperiment("toy"),
            new ToyExperiment(
                "with-data",
                DataNeed.required("robustness", List.of("a.csv"), List.of()),
                context -> {}),
            new ToyExperiment(
                "without-data",
                DataNeed.required("other", List.of("b.csv"), List.of()),
                context -> {}));
    ReproductionReport report =
        Reproduction.of(toys, context().withData(root))
            .command("./bulwark reproduce --seed 42")
            .run();
    String page = Files.readString(ReportFiles.write(report));
    DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
    factory.setNamespaceAware(true);
    DocumentBuilder builder = factory.newDocumentBuilder();
    builder.setEntityResolver(
        (id, system) -> new InputSource(new ByteArrayInputStream(new byte[0])));
    Document document = builder.parse(new ByteArrayInputStream(page.getBytes(UTF_8)));
    assertThat(document.getElementsByTagName("section").getLength()).isEqualTo(3);
    assertThat(document.getElementsByTagName("svg").getLength()).isEqualTo(2);
    assertThat(document.getElementsByTagName("script").getLength()).isZero();
    assertThat(document.getElementsByTagName("link").getLength()).isZero();
    assertThat(page)
        .doesNotContain(" src=")
        .doesNotContain("@import")
        .doesNotContain("<b>called</b>")
        .contains("A toy &lt;b&gt;called&lt;/b&gt; &quot;toy&quot; &amp; nothing else.")
        .contains("href=\"https://example.org/?a=1&amp;b=2\"")
        .contains("./bulwark reproduce --experiment toy --scale quick --seed 42</code>")
        .contains("--experiment with-data --scale quick --seed 42 --data '")
        .contains("my data'</code>")
        .contains("<details><summary>Everything a cell can be &lt;&gt;&amp; (22 rows)</summary>")
        .contains("<b>Skipped. </b>The data folder holds no other/ with b.csv.")
        .contains("prefers-color-scheme: dark");
    // Every id once: charts of equal content would share their ids.
    assertThat(out.resolve("toy/points.svg")).exists();
    assertThat(out.resolve("toy/cells.csv"))
        .content()
        .startsWith("text,count,value,rate,low,high\n");
  }

  @Test
  void theReportCountsVerdicts() throws IOException {
    ReproductionReport report = Reproduction.of(List.of(new ToyExperiment("toy")), context()).run();
    assertThat(report.counts())
        .containsEntry(Verdict.REPRODUCED, 1)
        .containsEntry(Verdict.NOT_COMPARABLE, 1)
        .containsEntry(Verdict.NOT_REPRODUCED, 0);
    assertThat(report.toText())
        .contains("  toy claim <1>")
        .endsWith("1 reproduced, 0 reproduced in direction, 0 not reproduced, 1 not comparable\n");
    assertThat(Reproduction.duration(0.1)).isEqualTo("6 s");
    assertThat(Reproduction.duration(12)).isEqualTo("12 min");
    assertThat(Reproduction.quoted("it's")).isEqualTo("'it'\\''s'");
  }
}
