// Copyright the Bulwark authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.github.bulwarkml.robustness.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.github.bulwarkml.core.cli.ErrorReport;
import io.github.bulwarkml.core.cli.ExitCode;
import io.github.bulwarkml.core.io.CsvFormat;
import io.github.bulwarkml.core.io.CsvTable;
import io.github.bulwarkml.core.testing.RealData;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

/** The command end to end, in this process. */
class FitCommandTest {
  @TempDir Path folder;

  private Path table = Path.of("");

  /** What a run left: exit code, output, errors. */
  private record Run(int code, String out, String err) {
    JsonObject json() {
      assertThat(err).isEmpty();
      return JsonParser.parseString(out).getAsJsonObject();
    }
  }

  private static Run run(String... arguments) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    int code =
        new CommandLine(new RobustnessCommand())
            .setCaseInsensitiveEnumValuesAllowed(true)
            .setExecutionExceptionHandler(new ErrorReport())
            .setOut(new PrintWriter(out))
            .setErr(new PrintWriter(err))
            .execute(arguments);
    return new Run(code, out.toString(), err.toString());
  }

  @BeforeEach
  void writeTable() throws IOException {
    StringBuilder csv = new StringBuilder("model,kind,val,val2,ood\n");
    for (int i = 0; i < 12; i++) {
      csv.append("m").append(i).append(i % 3 == 0 ? ",web," : ",plain,");
      csv.append(50 + 3 * i).append(',').append(40 + 3 * i + i % 4).append(',');
      csv.append(30 + 3.2 * i + (i % 2) + (i % 3 == 0 ? 3 : 0)).append('\n');
    }
    csv.append("zero,plain,60,50,0\nmissing,plain,60,50,\n");
    table = folder.resolve("table.csv");
    Files.writeString(table, csv);
  }

  private Run fit(String... more) {
    List<String> arguments = new ArrayList<>();
    arguments.addAll(List.of("fit", "--table", table.toString(), "--unit", "percent"));
    arguments.addAll(List.of("--id", "val", "--ood", "ood"));
    arguments.addAll(List.of(more));
    return run(arguments.toArray(String[]::new));
  }

  @Test
  void jsonHoldsFitAndEveryModelWithBothCells() {
    JsonObject json = fit("--format", "json").json();
    assertThat(json.get("schema").getAsString()).isEqualTo("bulwark/robustness-fit/1");
    assertThat(json.get("transform").getAsString()).isEqualTo("logit");
    assertThat(json.get("policy").getAsString()).isEqualTo("exclude");
    assertThat(json.get("seed").getAsLong()).isEqualTo(42);
    JsonObject fit = json.getAsJsonObject("fit");
    assertThat(fit.get("n").getAsInt()).isEqualTo(12);
    assertThat(fit.get("slope").getAsDouble()).isBetween(0.5, 1.5);
    assertThat(fit.has("intercept")).isTrue();
    assertThat(fit.get("rSquared").getAsDouble()).isBetween(0.9, 1.0);
    assertThat(json.getAsJsonObject("bootstrap").get("resamples").getAsInt()).isEqualTo(1000);
    JsonObject counts = json.getAsJsonObject("counts");
    assertThat(counts.get("models").getAsInt()).isEqualTo(13);
    assertThat(counts.get("skipped").getAsInt()).isEqualTo(1);
    assertThat(counts.get("leftOutOfFit").getAsInt()).isEqualTo(1);
    assertThat(json.getAsJsonArray("models")).hasSize(13);
    for (JsonElement element : json.getAsJsonArray("models")) {
      JsonObject model = element.getAsJsonObject();
      double rho = model.get("rho").getAsDouble();
      assertThat(rho)
          .isCloseTo(
              model.get("ood").getAsDouble() - model.get("predicted").getAsDouble(), within(1e-12));
      for (String interval : List.of("lineInterval", "predictionInterval", "bootstrapInterval")) {
        JsonObject ends = model.getAsJsonObject(interval);
        assertThat(ends.get("low").getAsDouble()).isLessThan(rho);
        assertThat(ends.get("high").getAsDouble()).isGreaterThan(rho);
      }
      boolean zero = model.get("model").getAsString().equals("zero");
      assertThat(model.get("usedForFit").getAsBoolean()).isEqualTo(!zero);
      assertThat(model.get("excludedReason").isJsonNull()).isEqualTo(!zero);
      assertThat(model.get("idInterval").isJsonNull()).isTrue();
    }
    assertThat(json.getAsJsonArray("skipped").get(0).getAsJsonObject().get("reason").getAsString())
        .isEqualTo("no ood");
  }

  @Test
  void csvHasTheFixedColumns() throws IOException {
    Run run = fit("--format", "csv", "--id-size", "1000", "--ood-size", "500");
    assertThat(run.code()).isZero();
    assertThat(run.out().lines().findFirst())
        .hasValue(
            "model,type,acc_id,acc_id_lo,acc_id_hi,acc_ood,acc_ood_lo,acc_ood_hi,pred,rho,rho_lo,"
                + "rho_hi,used_for_fit,excluded_reason");
    CsvTable csv = CsvTable.parse("out", run.out(), CsvFormat.standard());
    assertThat(csv.rowCount()).isEqualTo(13);
    for (int row = 0; row < 12; row++) {
      assertThat(csv.column("acc_id").requireNumber(row)).isEqualTo(50 + 3.0 * row, within(1e-9));
      assertThat(csv.column("acc_id_lo").requireNumber(row))
          .isLessThan(csv.column("acc_id").requireNumber(row));
      assertThat(csv.column("rho").requireNumber(row))
          .isCloseTo(
              csv.column("acc_ood").requireNumber(row) - csv.column("pred").requireNumber(row),
              within(1e-9));
      assertThat(csv.column("used_for_fit").text(row)).hasValue("true");
    }
    assertThat(csv.column("used_for_fit").text(12)).hasValue("false");
    assertThat(csv.column("excluded_reason").text(12)).hasValue("ood accuracy is exactly 0");
  }

  @Test
  void textNamesLineLeftOutModelsAndRerunCommand() {
    Run run = fit("--type-column", "kind", "--model", "m3", "m4", "--relative-to", "m4");
    assertThat(run.code()).isZero();
    assertThat(run.err()).isEmpty();
    assertThat(run.out())
        .startsWith("Effective robustness on ood given val, logit\n")
        .contains("trend      logit(ood) = ")
        .contains("R2 0.9")
        .contains("left out   1, ood accuracy is exactly 0: zero")
        .contains("skipped    1, no ood: missing")
        .contains("Mean effective robustness by type")
        .contains("Changes from m4")
        .contains("rerun: bulwark robustness fit --table ")
        .contains("--seed 42");
    assertThat(run.out().lines().filter(line -> line.startsWith("m")).toList())
        .hasSizeGreaterThan(2);
  }

  @Test
  void theRerunCommandGivesTheSameNumbers() {
    Run first =
        fit(
            "--baseline",
            "kind=plain",
            "--min-id",
            "52",
            "--exclude-name",
            "m7,ZERO",
            "--seed",
            "7",
            "--policy",
            "clip:0.001",
            "--estimator",
            "theil-sen",
            "--model",
            "m1");
    assertThat(first.err()).isEmpty();
    String command = first.out().substring(first.out().indexOf("bulwark robustness fit ")).strip();
    String[] words = command.substring("bulwark robustness ".length()).split(" ");
    Run again = run(words);
    assertThat(again.out()).isEqualTo(first.out());
    assertThat(first.out()).contains("policy clip:0.001").contains("(Sen)");
  }

  @Test
  void everyThreadCountGivesTheSameResult() {
    String[] formats = {"csv", "text"};
    for (String format : formats) {
      String one = fit("--format", format, "--threads", "1").out();
      assertThat(fit("--format", format, "--threads", "2").out()).isEqualTo(one);
      assertThat(fit("--format", format, "--threads", "7").out()).isEqualTo(one);
    }
  }

  @Test
  void theBaselineIsChosenByPredicates() {
    JsonObject json =
        fit(
                "--format",
                "json",
                "--baseline",
                "kind=plain",
                "--min-id",
                "53",
                "--exclude-name",
                "ZERO,m11",
                "--min",
                "val2=44",
                "--bootstrap",
                "0")
            .json();
    List<String> used = new ArrayList<>();
    List<String> reasons = new ArrayList<>();
    for (JsonElement element : json.getAsJsonArray("models")) {
      JsonObject model = element.getAsJsonObject();
      if (model.get("usedForFit").getAsBoolean()) {
        used.add(model.get("model").getAsString());
      } else {
        reasons.add(model.get("excludedReason").getAsString());
      }
      assertThat(model.get("bootstrapInterval").isJsonNull()).isTrue();
    }
    // m1 has exactly 53, the minimum.
    assertThat(used).containsExactly("m1", "m2", "m4", "m5", "m7", "m8", "m10");
    assertThat(reasons).contains("kind is web", "name contains m11", "name contains ZERO");
    assertThat(json.get("bootstrap").isJsonNull()).isTrue();
  }

  @Test
  void severalIdSetsGiveWeights() {
    JsonObject json = fit("--format", "json", "--id", "val2").json();
    assertThat(json.getAsJsonObject("fit").getAsJsonArray("weights")).hasSize(2);
    assertThat(json.getAsJsonArray("id")).hasSize(2);
    JsonObject model = json.getAsJsonArray("models").get(0).getAsJsonObject();
    assertThat(model.getAsJsonArray("furtherIds")).hasSize(1);
    assertThat(model.get("predictionInterval").isJsonNull()).isFalse();
    assertThat(model.get("bootstrapInterval").isJsonNull()).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"65", "m5"})
  void aPivotIsANumberOrAModel(String pivot) {
    JsonObject json = fit("--format", "json", "--pivot", pivot).json();
    JsonObject fit = json.getAsJsonObject("fit");
    assertThat(fit.get("pivotPercent").getAsDouble()).isCloseTo(65, within(1e-9));
    assertThat(fit.getAsJsonObject("below").get("n").getAsInt()).isEqualTo(5);
    assertThat(fit.getAsJsonObject("above").get("n").getAsInt()).isEqualTo(6);
  }

  @Test
  void twoTypesAreCompared() {
    JsonObject json =
        fit(
                "--format",
                "json",
                "--type-column",
                "kind",
                "--compare",
                "plain,web",
                "--exclude-name",
                "zero")
            .json();
    JsonObject comparison = json.getAsJsonObject("comparison");
    assertThat(comparison.getAsJsonObject("sameLine").get("p").getAsDouble()).isLessThan(0.05);
    assertThat(comparison.get("rhoDifference").getAsDouble()).isNegative();
    assertThat(comparison.getAsJsonObject("rhoDifferenceInterval").get("high").getAsDouble())
        .isNegative();
    assertThat(comparison.get("permutationP").getAsDouble()).isLessThan(0.05);
  }

  @ParameterizedTest
  @ValueSource(strings = {"theil-sen", "huber"})
  void robustEstimatorsHaveBothIntervalsFromTheBootstrap(String estimator) {
    JsonObject json = fit("--format", "json", "--estimator", estimator).json();
    assertThat(json.get("estimator").getAsString()).isEqualTo(estimator);
    JsonObject model = json.getAsJsonArray("models").get(3).getAsJsonObject();
    double line = width(model.getAsJsonObject("lineInterval"));
    double prediction = width(model.getAsJsonObject("predictionInterval"));
    assertThat(line).isPositive().isLessThan(prediction);
  }

  private static double width(JsonObject interval) {
    return interval.get("high").getAsDouble() - interval.get("low").getAsDouble();
  }

  @Test
  void resampledTestSetsWidenTheInterval() {
    String[] sizes = {"--format", "json", "--id-size", "2000", "--ood-size", "2000"};
    JsonObject plain = fit(sizes).json().getAsJsonArray("models").get(3).getAsJsonObject();
    String[] more = Arrays.copyOf(sizes, sizes.length + 1);
    more[sizes.length] = "--resample-test-sets";
    JsonObject noisy = fit(more).json().getAsJsonArray("models").get(3).getAsJsonObject();
    assertThat(width(noisy.getAsJsonObject("bootstrapInterval")))
        .isGreaterThan(width(plain.getAsJsonObject("bootstrapInterval")));
  }

  @ParameterizedTest
  @ValueSource(strings = {"plot.svg", "plot.png"})
  void plotsAreDrawn(String name) throws IOException {
    Path plot = folder.resolve(name);
    assertThat(fit("--plot", plot.toString(), "--model", "m3", "--type-column", "kind").code())
        .isZero();
    assertThat(plot).isNotEmptyFile();
    if (name.endsWith("svg")) {
      assertThat(Files.readString(plot)).contains("m3", "y = x", "web", "plain", "logit axes");
    }
  }

  @Test
  void filesFollowTheirEnding() throws IOException {
    Path out = folder.resolve("result.csv");
    Run run = fit("--out", out.toString(), "--format", "json");
    assertThat(run.json().has("fit")).isTrue();
    assertThat(Files.readString(out)).startsWith("model,type,acc_id,");
  }

  @Test
  void helpShowsDefaultsUnitsExampleAndPaper() {
    Run run = run("fit", "--help");
    assertThat(run.code()).isZero();
    assertThat(run.out())
        .contains("default: logit", "default: 1000", "default: 42", "percent or fraction")
        .contains("Example:", "--exclude-name subsample,aws,batch64")
        .contains("arXiv:2007.00644");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--transform cubic|2|must be one of linear, logit, probit, but was 'cubic'",
        "--min-id 101|2|--min-id must be in [0, 100], but was 101.0",
        "--min-id NaN|2|--min-id must be in [0, 100], but was NaN",
        "--level 1|2|--level must be in (0, 1), but was 1.0",
        "--level NaN|2|--level must be in (0, 1), but was NaN",
        "--bootstrap -1|2|--bootstrap must be in [0, 1000000], but was -1",
        "--bootstrap 2000000|2|--bootstrap must be in [0, 1000000]",
        "--policy clip:0.7|2|clip:EPSILON needs a number in (0, 0.5)",
        "--policy drop|2|must be exclude, clip, clip:EPSILON or fail",
        "--policy clip|2|policy clip needs the number of test examples of 'zero'",
        "--policy fail|1|ood accuracy is exactly 0 for 'zero'",
        "--model m33|2|no model 'm33' (nearest: 'm3'",
        "--model missing|2|model 'missing' cannot be measured: no ood",
        "--relative-to m99|2|no model 'm99'",
        "--baseline kind|2|--baseline must be NAME=VALUE, but was 'kind'",
        "--baseline knd=plain|2|no attribute 'knd' (present: 'kind'",
        "--baseline kind=wep|2|baseline must not be empty",
        "--exclude-name m|2|baseline must hold at least 2 models",
        "--baseline model=m1|2|baseline must hold at least 2 models",
        "--min val=x|2|--min must be COLUMN=NUMBER, but the number was 'x'",
        "--min kind=3|2|must be a number, but was 'web'",
        "--pivot 200|2|--pivot must be in (0, 100), but was 200.0",
        "--pivot nobody|2|--pivot must be an accuracy or a model",
        "--pivot 51|2|baseline must hold at least 2 models below the pivot",
        "--pivot 65 --id val2|2|several ID sets must be fitted by least squares and without pivot",
        "--id vall|2|no column 'vall' (present: 'val'",
        "--id kind|3|line 2, column 2 ('kind'): 'web' is not a finite decimal number",
        "--id-size -1|2|--id-size must be",
        "--compare plain|2|--compare must name 2 types",
        "--compare plain,plain|2|must be another type than first",
        "--compare plain,web|2|no model of type 'plain'",
        "--type-column king|2|no attribute 'king' (present: 'kind'",
        "--resample-test-sets|2|must have the sizes of both test sets to resample them",
        "--plot plot.gif|2|--plot must end in .svg or .png",
        "--types none.csv|3|no such file",
        "--ood-table none.csv|3|no such file",
        "--layout robustbench|2|--unit must be fraction for --layout robustbench",
        "--types none.csv --timm-groups|2|exclude each other",
        "--key model,nodel|2|no column 'nodel'",
        "--threads -1|2|threads must be in [1, 1024]"
      })
  void badOptionsAreNamed(String options, int code, String message) {
    Run run = fit(options.split(" "));
    assertThat(run.err()).contains(message).doesNotContain("\tat ");
    assertThat(run.code()).isEqualTo(code);
    assertThat(run.out()).isEmpty();
  }

  @Test
  void theUnitMustBeGiven() {
    Run run = run("fit", "--table", table.toString(), "--id", "val", "--ood", "ood");
    assertThat(run.code()).isEqualTo(ExitCode.USAGE);
    assertThat(run.err()).contains("--unit");
  }

  @Test
  void malformedFilesAreNamedWithLineAndColumn() throws IOException {
    Files.writeString(table, "model,val,ood\na,50,40\nb,60,140\n");
    Run run = fit();
    assertThat(run.code()).isEqualTo(ExitCode.BAD_INPUT);
    assertThat(run.err())
        .contains("table.csv: line 3, column 3 ('ood'): an accuracy must be in [0, 100] percent");
    Files.writeString(table, "model,val,ood\na,50,40\na,60,50\n");
    assertThat(fit().err()).contains("[a] on lines [2, 3]");
    Files.writeString(table, "model,val,ood\na,50,40\nb,50,50\n");
    assertThat(fit().err()).contains("baseline must hold at least two different ID accuracies");
    Files.writeString(table, "model,val,ood\na,,40\n");
    assertThat(fit().err()).contains("no model has both [val] and ood");
    Files.writeString(table, "");
    assertThat(fit().code()).isEqualTo(ExitCode.BAD_INPUT);
  }

  @Test
  void twoModelsHaveALineButNoIntervals() throws IOException {
    Files.writeString(table, "model,val,ood\na,50,40\nb,60,50\nc,70,70\n");
    JsonObject json =
        fit("--format", "json", "--exclude-name", "c", "--plot", folder.resolve("p.svg").toString())
            .json();
    assertThat(json.getAsJsonObject("fit").get("n").getAsInt()).isEqualTo(2);
    assertThat(json.getAsJsonObject("fit").get("slopeInterval").isJsonNull()).isTrue();
    assertThat(json.toString()).doesNotContain("NaN");
    assertThat(json.getAsJsonObject("bootstrap").get("redrawn").getAsLong()).isPositive();
    JsonObject model = json.getAsJsonArray("models").get(2).getAsJsonObject();
    assertThat(model.get("lineInterval").isJsonNull()).isTrue();
    assertThat(model.get("predictionInterval").isJsonNull()).isTrue();
  }

  @Test
  void theIssuesExampleOnTheRealTable() throws IOException {
    Path testbed = RealData.require("robustness/imagenet-testbed");
    Run run =
        run(
            "fit",
            "--table",
            testbed.resolve("robustness_top1s.csv").toString(),
            "--types",
            testbed.resolve("model_types.csv").toString(),
            "--unit",
            "percent",
            "--id",
            "val",
            "--ood",
            "imagenetv2-matched-frequency-format-val",
            "--transform",
            "logit",
            "--baseline",
            "nat_type=STANDARD",
            "--exclude-name",
            "subsample,aws,batch64",
            "--min-id",
            "55",
            "--model",
            "vit_b_32_clip_zeroshot",
            "--format",
            "json");
    JsonObject json = run.json();
    JsonObject fit = json.getAsJsonObject("fit");
    assertThat(fit.get("n").getAsInt()).isEqualTo(85);
    assertThat(fit.get("slope").getAsDouble()).isCloseTo(0.923228773, within(1e-9));
    assertThat(fit.get("intercept").getAsDouble()).isCloseTo(-0.497689882, within(1e-9));
    assertThat(fit.get("rSquared").getAsDouble()).isCloseTo(0.996045643, within(1e-9));
    assertThat(json.getAsJsonArray("models")).hasSize(335);
    for (JsonElement element : json.getAsJsonArray("models")) {
      JsonObject model = element.getAsJsonObject();
      if (model.get("model").getAsString().equals("vit_b_32_clip_zeroshot")) {
        assertThat(model.get("rho").getAsDouble()).isCloseTo(5.628761, within(1e-6));
        JsonObject line = model.getAsJsonObject("lineInterval");
        assertThat(line.get("low").getAsDouble()).isCloseTo(5.406187, within(1e-6));
        assertThat(line.get("high").getAsDouble()).isCloseTo(5.851341, within(1e-6));
        JsonObject prediction = model.getAsJsonObject("predictionInterval");
        assertThat(prediction.get("low").getAsDouble()).isCloseTo(4.676863, within(1e-6));
        assertThat(prediction.get("high").getAsDouble()).isCloseTo(6.580761, within(1e-6));
        assertThat(model.get("usedForFit").getAsBoolean()).isFalse();
        assertThat(model.getAsJsonObject("idInterval").get("low").getAsDouble()).isPositive();
      }
    }
  }

  @Test
  void timmTablesAreJoinedByModelAndSize() throws IOException {
    Path timm = RealData.require("robustness/timm");
    JsonObject json =
        run(
                "fit",
                "--table",
                timm.resolve("results-imagenet.csv").toString(),
                "--ood-table",
                timm.resolve("results-imagenetv2-matched-frequency.csv").toString(),
                "--key",
                "model,img_size",
                "--unit",
                "percent",
                "--id",
                "top1",
                "--ood",
                "top1",
                "--timm-groups",
                "--type-column",
                "group",
                "--baseline",
                "group=in1k",
                "--model",
                "resnet50.tv_in1k,224",
                "--bootstrap",
                "100",
                "--format",
                "json")
            .json();
    assertThat(json.getAsJsonObject("fit").get("n").getAsInt()).isEqualTo(1222);
    assertThat(json.getAsJsonObject("fit").get("slope").getAsDouble())
        .isCloseTo(0.907750634, within(1e-9));
    for (JsonElement element : json.getAsJsonArray("groups")) {
      JsonObject group = element.getAsJsonObject();
      if (group.get("type").getAsString().equals("web")) {
        assertThat(group.get("meanRho").getAsDouble()).isCloseTo(0.706929, within(1e-6));
      }
    }
  }

  @Test
  void clipBenchmarkTablesArePivoted() throws IOException {
    Path file = RealData.require("robustness/clip_benchmark/benchmark.csv");
    JsonObject json =
        run(
                "fit",
                "--table",
                file.toString(),
                "--layout",
                "clip-benchmark",
                "--unit",
                "fraction",
                "--id",
                "imagenet1k",
                "--ood",
                "imagenetv2",
                "--format",
                "json")
            .json();
    assertThat(json.getAsJsonObject("fit").get("rSquared").getAsDouble()).isGreaterThan(0.98);
  }
}
