// Copyright the Bulwark authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.github.bulwarkml.robustness.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.bulwarkml.core.random.Seed;
import io.github.bulwarkml.core.result.Provenance;
import io.github.bulwarkml.core.run.Parallel;
import org.junit.jupiter.api.Test;

class MetricsReportTest {
  private static MetricsReport.Builder builder() {
    GeneratedCase c = new GeneratedCase();
    return MetricsReport.builder(c.truth, c.predicted, GeneratedCase.CLASSES);
  }

  private static Provenance.Recorder recorder() {
    return Provenance.start("robustness metrics");
  }

  @Test
  void holdsTheWildsKeys() {
    GeneratedCase c = new GeneratedCase();
    MetricsReport report = builder().groups(c.groups, 12).build(recorder());
    assertThat(report.values())
        .extracting(MetricValue::key)
        .startsWith(
            "acc_avg",
            "recall-macro_all",
            "F1-macro_all",
            "acc_wg",
            "10th_percentile_acc",
            "acc_group:0")
        .hasSize(17);
    assertThat(report.value("F1-macro_all").value()).isCloseTo(0.654654457634, within(1e-12));
    assertThat(report.value("acc_wg").value()).isCloseTo(0.624, within(1e-12));
    assertThat(report.value("acc_avg").method()).isEqualTo("clopper-pearson");
    assertThat(report.value("acc_avg").interval().orElseThrow().contains(0.6826)).isTrue();
    assertThat(report.value("F1-macro_all").interval()).isEmpty();
    assertThat(report.toJson())
        .startsWith("{\n  \"schema\": \"bulwark/robustness-metrics/1\"")
        .contains("\"count_group:1\": 125")
        .contains("\"acc_wg\": 0.624");
    assertThat(report.toCsv()).startsWith("metric,value,examples,low95,high95,method\nacc_avg,");
    assertThat(report.toText())
        .startsWith("Metrics, macro averages over 40 classes (those that are true of some");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> report.value("f1"))
        .withMessageStartingWith("no metric 'f1' (present: acc_avg, recall-macro_all");
  }

  @Test
  void otherAveragesHaveOtherKeys() {
    assertThat(builder().average(MacroAverage.UNION).build(recorder()).value("F1-macro-union_all"))
        .extracting(MetricValue::value)
        .satisfies(f1 -> assertThat(f1).isCloseTo(0.581915073452, within(1e-12)));
    assertThat(
            builder()
                .average(MacroAverage.ALL_CLASSES)
                .build(recorder())
                .value("F1-macro-classes_all")
                .value())
        .isCloseTo(0.581915073452, within(1e-12));
  }

  @Test
  void theBootstrapCoversEveryMetricOverAllExamples() {
    GeneratedCase c = new GeneratedCase();
    ExampleBootstrap bootstrap = new ExampleBootstrap(40, 0.9, Seed.of(5), Parallel.of(2));
    MetricsReport report =
        builder().groups(c.groups, 12).bootstrap(bootstrap).build(recorder().seed(Seed.of(5)));
    for (String key : new String[] {"acc_avg", "F1-macro_all", "acc_wg", "10th_percentile_acc"}) {
      assertThat(report.value(key).method()).isEqualTo("bootstrap");
      assertThat(report.value(key).interval().orElseThrow().level()).isEqualTo(0.9);
    }
    assertThat(report.value("acc_group:3").method()).isEqualTo("clopper-pearson");
    assertThat(report.toCsv()).contains("low90,high90");
    MetricsReport whole =
        builder().groups(c.groups, 12).bootstrap(bootstrap).resampleGroups(true).build(recorder());
    assertThat(whole.value("acc_avg").method()).isEqualTo("group bootstrap");
    assertThatThrownBy(() -> builder().resampleGroups(true).build(recorder()))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("resampling groups needs the group of each example");
  }

  @Test
  void emptyInputGivesZeros() {
    MetricsReport report =
        MetricsReport.builder(new int[0], new int[0], 3)
            .bootstrap(ExampleBootstrap.of(Seed.of(1)))
            .build(recorder());
    assertThat(report.values()).allMatch(value -> value.value() == 0);
    assertThat(report.values()).allMatch(value -> value.interval().isEmpty());
  }

  @Test
  void levelsArePrintedWithoutZeros() {
    assertThat(MetricValue.percent(0.95)).isEqualTo("95");
    assertThat(MetricValue.percent(0.995)).isEqualTo("99.5");
    assertThat(MetricValue.percent(0.9)).isEqualTo("90");
  }

  @Test
  void wildsReportsAggregateSeeds() {
    int[] truth = {0, 1, 1, 2};
    WildsReport report =
        WildsReport.builder("iwildcam", 182, MacroAverage.WILDS)
            .add("test", 1, truth, new int[] {0, 1, 0, 2})
            .add("test", 0, truth, new int[] {0, 1, 1, 2})
            .add("id_test", 0, truth, new int[] {0, 0, 0, 0})
            .build(Provenance.start("robustness metrics"));
    WildsReport.Row accuracy = report.rows().get(0);
    assertThat(accuracy.summary().mean()).isEqualTo(0.875);
    assertThat(accuracy.summary().standardDeviation().orElseThrow())
        .isCloseTo(0.25 / Math.sqrt(2), within(1e-15));
    assertThat(report.toCsv())
        .startsWith(
            "split,metric,examples,seeds,mean,sd,bySeed\ntest,acc_avg,4,2,0.875,0.1767766952966")
        .contains("0:1.0 1:0.75")
        .contains("id_test,acc_avg,4,1,0.25,,0:0.25");
    assertThat(report.toJson()).contains("\"sd\": null").contains("bulwark/robustness-wilds/1");
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                WildsReport.builder("d", 3, MacroAverage.WILDS)
                    .add("t", 0, truth, truth)
                    .add("t", 0, truth, truth))
        .withMessage("split t has seed 0 twice");
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                WildsReport.builder("d", 3, MacroAverage.WILDS)
                    .add("t", 0, truth, truth)
                    .add("t", 1, new int[1], new int[1]))
        .withMessage("split t must have 4 examples, but has 1");
  }
}
