// Copyright the Bulwark authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.github.bulwarkml.robustness.diversity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.bulwarkml.core.MalformedFileException;
import io.github.bulwarkml.core.io.CsvFormat;
import io.github.bulwarkml.core.io.CsvTable;
import io.github.bulwarkml.core.io.Json;
import io.github.bulwarkml.core.random.SplitMix64;
import io.github.bulwarkml.core.result.Provenance;
import io.github.bulwarkml.core.stats.FTest;
import io.github.bulwarkml.core.testing.RealData;
import io.github.bulwarkml.robustness.BaselineFit;
import io.github.bulwarkml.robustness.Transform;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DiversityReportTest {
  private static DiversityReport report(List<FineTunedModel> models) {
    return DiversityReport.of(models, DiversityOptions.defaults(), Provenance.start("test"));
  }

  private static List<FineTunedModel> real() throws IOException {
    return FineTunedModels.read(RealData.require("robustness/synthtrap/results.csv"));
  }

  /** The published table: two decimals of points, three of accuracies. */
  @ParameterizedTest
  @CsvSource({
    "N250_C80,.808,.455,2.70,1.93",
    "N1000_C80,.863,.555,6.51,1.79",
    "N4000_C80,.897,.635,9.33,1.87",
    "N16000_C80,.909,.664,10.02,1.77",
    "N4000_C20,.891,.636,10.74,3.17",
    "N4000_C320,.883,.577,6.07,1.82",
    "N4000_C320_L40,.886,.609,8.25,2.16",
    "N4000_C320_L5,.838,.517,6.27,1.34",
    "N4000_C80_1loc,.862,.535,4.59,1.97",
    "N4000_C80_randlab,.813,.424,-0.57,0.60"
  })
  void publishedTable(String name, double id, double ood, double rho, double sd)
      throws IOException {
    PretrainingOutcome outcome = report(real()).outcome(name);
    assertThat(outcome.models()).isEqualTo(4);
    assertThat(outcome.runs()).isEqualTo(2);
    assertThat(outcome.id()).isCloseTo(id, within(0.00051));
    assertThat(outcome.ood()).isCloseTo(ood, within(0.00051));
    assertThat(100 * outcome.rho()).isCloseTo(rho, within(0.0051));
    assertThat(100 * outcome.sd().getAsDouble()).isCloseTo(sd, within(0.0051));
  }

  @Test
  void publishedLineAndTests() throws IOException {
    DiversityReport report = report(real());
    BaselineFit line = report.lines().get(0);
    assertThat(report.lines()).hasSize(1);
    assertThat(line.n()).isEqualTo(10);
    assertThat(line.slope()).isCloseTo(0.642430119, within(1e-9));
    assertThat(line.intercept()).isCloseTo(-1.271557229, within(1e-9));
    assertThat(line.rSquared()).isCloseTo(0.984591793, within(1e-9));
    assertThat(100 * report.outcome("scratch").sd().getAsDouble()).isCloseTo(1.17, within(.0051));
    double p = report.outcome("N4000_C20").sameLine().map(FTest::pValue).orElseThrow();
    assertThat(p).isCloseTo(0.85, within(0.005));
    assertThat(100 * report.outcome("N4000_C20").difference().orElseThrow().difference())
        .isCloseTo(1.4, within(0.05));
    assertThat(report.outcome("N4000_C80").sameLine()).isEmpty();
  }

  @Test
  void findings() throws IOException {
    Map<String, FindingVerdict> verdicts =
        report(real()).findings().stream()
            .collect(Collectors.toMap(Finding::claim, Finding::verdict));
    assertThat(verdicts.get("more images, more robustness")).isEqualTo(FindingVerdict.INDICATED);
    assertThat(verdicts.get("N4000_C20 is as robust as N4000_C80, within the step from N1000_C80"))
        .isEqualTo(FindingVerdict.INDICATED);
    assertThat(verdicts.get("N4000_C320 is as robust as N4000_C80, within the step from N1000_C80"))
        .isEqualTo(FindingVerdict.NOT_SEEN);
    assertThat(verdicts.get("random labels give less than half of what true labels give"))
        .isIn(FindingVerdict.INDICATED, FindingVerdict.CONFIRMED);
    assertThat(verdicts.get("N4000_C320_L40 keeps most of the gain of N4000_C320"))
        .isIn(FindingVerdict.INDICATED, FindingVerdict.CONFIRMED);
    assertThat(
            verdicts.get(
                "N4000_C80_1loc is as robust as N4000_C80, within the step from N1000_C80"))
        .isIn(FindingVerdict.NOT_SEEN, FindingVerdict.REFUTED);
    assertThat(verdicts).hasSize(7);
  }

  @Test
  void formsOfTheReport() throws IOException {
    DiversityReport report = report(real());
    assertThat(report.toText())
        .contains("N4000_C80_randlab", "C1 indicated: more images", "0.846", "10.02");
    assertThat(report.toCsv())
        .startsWith(
            "pretraining,models,runs,accId,accOod,rho,sd,rhoLow,rhoHigh,sameLineP,difference,"
                + "differenceLow,differenceHigh\nN250_C80,4,2,80.7");
    assertThat(report.findingsTable().toCsv())
        .startsWith("claim,verdict,contrast,runs,points,low,high,sameLineP\nC1,indicated,");
    assertThat(Json.parse("report", report.toJson())).isNotNull();
    assertThat(report.toJson())
        .startsWith("{\n  \"schema\": \"bulwark/robustness-diversity/1\"")
        .contains("\"verdict\": \"indicated\"");
    assertThat(report.chart().orElseThrow().series()).hasSize(12);
    assertThat(report.quantityChart().orElseThrow().series().get(0).x())
        .containsExactly(250, 1000, 4000, 16000);
    assertThat(report.outcomes().get(10).pretraining()).isEqualTo("scratch");
  }

  @Test
  void macroF1() throws IOException {
    DiversityReport f1 =
        DiversityReport.of(
            real(),
            DiversityOptions.defaults().withMetric(DiversityMetric.MACRO_F1),
            Provenance.start("test"));
    assertThat(f1.outcome("N4000_C80_randlab").rho()).isLessThan(f1.outcome("N4000_C80").rho());
    assertThat(f1.provenance().parameters()).containsEntry("metric", "macro-F1");
  }

  /** Worlds of different difficulty: lines of their own take the difference away. */
  @Test
  void aLinePerRun() {
    DiversityOptions options = DiversityOptions.defaults().withBaseline(BaselineScope.PER_RUN);
    DiversityReport report = DiversityReport.of(worlds(6, 0.04), options, Provenance.start("test"));
    assertThat(report.lines()).hasSize(6);
    assertThat(report.outcome("scratch").rho()).isCloseTo(0, within(0.01));
    assertThat(report.outcome("N4000_C80").sd().getAsDouble()).isLessThan(0.02);
    DiversityReport common = report(worlds(6, 0.04));
    assertThat(common.outcome("N4000_C80").sd().getAsDouble()).isGreaterThan(0.03);
    assertThat(report.toText()).contains("line of run 3:");
  }

  /** With more runs the intervals decide what two runs only indicate. */
  @Test
  void moreRunsDecide() {
    Map<String, FindingVerdict> verdicts =
        report(worlds(8, 0)).findings().stream()
            .collect(Collectors.toMap(Finding::id, Finding::verdict, (a, b) -> a.and(b)));
    assertThat(verdicts)
        .containsEntry("C1", FindingVerdict.CONFIRMED)
        .containsEntry("C3", FindingVerdict.CONFIRMED)
        .containsEntry("C4", FindingVerdict.NOT_MEASURED)
        .containsEntry("F3", FindingVerdict.REFUTED);
  }

  /** Models whose logits lie above a line by an amount that depends on the set. */
  private static List<FineTunedModel> worlds(int runs, double spread) {
    Map<String, Double> gains =
        new java.util.TreeMap<>(
            Map.of(
                "scratch", 0.0,
                "N250_C80", 0.1,
                "N1000_C80", 0.3,
                "N4000_C80", 0.5,
                "N16000_C80", 0.6,
                "N4000_C80_randlab", 0.0,
                "N4000_C80_1loc", 0.1));
    SplitMix64 random = new SplitMix64(3);
    List<FineTunedModel> models = new ArrayList<>();
    for (int run = 0; run < runs; run++) {
      for (Map.Entry<String, Double> set : gains.entrySet()) {
        for (int n : new int[] {100, 200, 400, 800, 1600}) {
          double id = 0.5 + 0.06 * StrictMath.log(n / 100.0) + 0.02 * random.nextDouble();
          double logit =
              0.7 * Transform.LOGIT.apply(id)
                  - 1
                  + set.getValue()
                  + spread * (run - 2.5) * 4
                  + 0.02 * random.nextDouble();
          double ood = Transform.LOGIT.inverse(logit);
          models.add(new FineTunedModel(set.getKey(), run, n, id, ood, id, ood));
        }
      }
    }
    return models;
  }

  @Test
  void aSingleRunHasNoIntervals() {
    DiversityReport report = report(worlds(1, 0));
    assertThat(report.outcome("N4000_C80").interval()).isEmpty();
    assertThat(report.findings().get(0).verdict()).isEqualTo(FindingVerdict.INDICATED);
    assertThat(report.toText()).contains("C4 not measured");
  }

  @Test
  void tablesCanBeReadAgain() throws IOException {
    List<FineTunedModel> models = real();
    String csv = FineTunedModels.table(models).toCsv();
    assertThat(FineTunedModels.of(CsvTable.parse("again.csv", csv, CsvFormat.standard())))
        .isEqualTo(models);
    assertThat(csv).startsWith("model,pretraining,seed,n_target,acc_id,acc_ood,f1_id,f1_ood\n");
  }

  @Test
  void badInput() throws IOException {
    List<FineTunedModel> models = worlds(1, 0);
    assertThatThrownBy(() -> report(List.of())).hasMessage("models must not be empty");
    assertThatThrownBy(
            () -> report(models.stream().filter(m -> !m.pretraining().equals("scratch")).toList()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("models must hold some of pre-training 'scratch'");
    assertThatThrownBy(
            () ->
                report(
                    models.stream()
                        .filter(m -> m.pretraining().equals("scratch"))
                        .limit(1)
                        .toList()))
        .hasMessageContaining("the scratch models must determine a line");
    assertThatThrownBy(() -> report(models).outcome("N1"))
        .hasMessageContaining("no models of pre-training 'N1' (present: [N250_C80");
    assertThatThrownBy(() -> new FineTunedModel("a", 1, 0, .5, .5, .5, .5))
        .hasMessageContaining("nTarget must be >= 1");
    assertThatThrownBy(() -> new FineTunedModel("a", 1, 1, 55, .5, .5, .5))
        .hasMessageContaining("accId must be in [0, 1], but was 55");
    assertThatThrownBy(() -> parse("a,0,100,.5,.5,.5,1.5\n"))
        .isInstanceOf(MalformedFileException.class)
        .hasMessageContaining("line 2")
        .hasMessageContaining("f1Ood must be in [0, 1], but was 1.5");
    assertThatThrownBy(() -> parse("a,0,100,.5,.5,.5,.5\na,0,100,.5,.5,.5,.5\n"))
        .hasMessageContaining("model a_s0_n100 occurs a second time");
    assertThatThrownBy(() -> parse("a,0,99999999999,.5,.5,.5,.5\n"))
        .isInstanceOf(MalformedFileException.class);
    assertThatThrownBy(() -> parse("")).hasMessageContaining("must hold at least one model");
    assertThatThrownBy(
            () ->
                FineTunedModels.of(
                    CsvTable.parse("x.csv", "pretraining,seed\na,1\n", CsvFormat.standard())))
        .isInstanceOf(MalformedFileException.class)
        .hasMessageContaining("n_target");
    assertThatThrownBy(() -> DiversityDesign.builder("s", "r").quantity("a", 10).quantity("b", 10))
        .hasMessage("images must be >= 11, but was 10");
  }

  private static List<FineTunedModel> parse(String rows) throws IOException {
    return FineTunedModels.of(
        CsvTable.parse(
            "r.csv",
            "pretraining,seed,n_target,acc_id,acc_ood,f1_id,f1_ood\n" + rows,
            CsvFormat.standard()));
  }
}
