// Copyright the Bulwark authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.github.bulwarkml.robustness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.bulwarkml.core.random.Seed;
import io.github.bulwarkml.core.result.Chart;
import io.github.bulwarkml.core.run.Parallel;
import io.github.bulwarkml.core.stats.Interval;
import io.github.bulwarkml.robustness.table.AccuracyTable;
import io.github.bulwarkml.robustness.table.ModelTypes;
import io.github.bulwarkml.robustness.table.Testbed;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

class RobustnessStudyTest {
  private static List<AccuracyPair> models() {
    List<AccuracyPair> models = new ArrayList<>();
    for (AccuracyPair pair : BaselineFitTest.models(Seed.of(2), 40, Transform.LOGIT, 0.3)) {
      String type = models.size() % 2 == 0 ? "even" : "odd";
      models.add(
          AccuracyPair.of(pair.model(), type, pair.id(), pair.ood()).withExamples(10_000, 5_000));
    }
    return models;
  }

  private static RobustnessStudy study() {
    return RobustnessStudy.of(Candidate.of(models()));
  }

  @Test
  void everyThreadCountGivesTheSameReport() {
    UnaryOperator<RobustnessStudy> setting =
        study ->
            study
                .bootstrap(300)
                .resampleTestSets()
                .compare("even", "odd")
                .highlight(List.of("m1", "m2"))
                .relativeTo("m3");
    RobustnessReport one = setting.apply(study().parallel(Parallel.of(1))).run();
    for (int threads : new int[] {2, 7}) {
      RobustnessReport other = setting.apply(study().parallel(Parallel.of(threads))).run();
      assertThat(other.models()).isEqualTo(one.models());
      assertThat(other.toCsv()).isEqualTo(one.toCsv());
      assertThat(other.toText()).isEqualTo(one.toText());
      assertThat(other.comparison().orElseThrow().toString())
          .isEqualTo(one.comparison().orElseThrow().toString());
      assertThat(other.provenance().fingerprint()).isEqualTo(one.provenance().fingerprint());
    }
  }

  @Test
  void anotherSeedGivesOtherIntervalsOnly() {
    RobustnessReport one = study().bootstrap(100).run();
    RobustnessReport other = study().bootstrap(100).seed(Seed.of(43)).run();
    for (int i = 0; i < one.models().size(); i++) {
      assertThat(other.models().get(i).rho()).isEqualTo(one.models().get(i).rho());
      assertThat(other.models().get(i).lineInterval())
          .isEqualTo(one.models().get(i).lineInterval());
      assertThat(other.models().get(i).bootstrapInterval())
          .isNotEqualTo(one.models().get(i).bootstrapInterval());
    }
  }

  @Test
  void theChartShowsTrendDiagonalTypesAndNames() {
    RobustnessReport report = study().highlight(List.of("m4")).bootstrap(50).run();
    Chart chart = report.chart().orElseThrow();
    assertThat(chart.x().scale()).isEqualTo(Chart.Scale.LOGIT);
    assertThat(chart.x().percent()).isTrue();
    assertThat(chart.series())
        .extracting(Chart.Series::name)
        .containsExactly("y = x", "", "", "trend", "even", "odd");
    Chart.Series even = chart.series().get(4);
    assertThat(even.labels()).contains("m4").hasSize(20);
    assertThat(even.low()).isNotNull();
    assertThat(even.xLow()).isNotNull();
    assertThat(chart.caption())
        .contains("logit axes", "40 baseline models", report.provenance().fingerprint());
  }

  @Test
  void modelsAtZeroAndOutsideTheScopeAreNotDrawn() {
    List<AccuracyPair> models = new ArrayList<>(models());
    models.add(AccuracyPair.of("zero", 0.5, 0));
    models.add(AccuracyPair.of("far", 0.01, 0.01));
    RobustnessReport report =
        RobustnessStudy.of(Candidate.of(models))
            .baseline(BaselineRule.idAtLeast(0.2))
            .scope(BaselineRule.idAtLeast(0.2))
            .run();
    assertThat(report.models()).hasSize(42);
    assertThat(report.inScope()).hasSize(41);
    assertThat(report.model("far").excludedReason()).isEqualTo("id accuracy below 20 %");
    assertThat(report.model("zero").excludedReason()).isEqualTo("ood accuracy is exactly 0");
    Chart chart = report.chart().orElseThrow();
    assertThat(
            chart.series().stream()
                .mapToInt(s -> s.mark() == Chart.Mark.POINTS ? s.x().length : 0)
                .sum())
        .isEqualTo(40);
    assertThat(chart.caption()).contains("2 models outside the scope or at 0 or 100 % not shown");
  }

  @Test
  void otherTrendsHaveChartsToo() {
    Chart pieces = study().pivot(0.6).run().chart().orElseThrow();
    assertThat(pieces.series().stream().filter(s -> s.name().equals("trend"))).hasSize(2);
    Chart robust =
        study().estimator(TrendEstimator.HUBER).bootstrap(50).run().chart().orElseThrow();
    assertThat(robust.series()).extracting(Chart.Series::mark).contains(Chart.Mark.BAND);
    List<AccuracyPair> several =
        models().stream().map(m -> m.withFurtherIds(Math.sqrt(m.id() * m.ood()))).toList();
    RobustnessReport plane =
        RobustnessStudy.of(Candidate.of(several)).settings("a", "c", "b").bootstrap(50).run();
    Chart chart = plane.chart().orElseThrow();
    assertThat(chart.x().title()).isEqualTo("accuracy expected from a and b");
    assertThat(plane.toText()).contains("given a and b, logit").contains("logit(id2)");
    assertThat(plane.toJson()).contains("\"weights\": [").doesNotContain("NaN");
  }

  @Test
  void relativeRobustnessHasFourQuadrants() {
    List<AccuracyPair> line =
        List.of(
            AccuracyPair.of("a", 0.4, 0.3),
            AccuracyPair.of("b", 0.6, 0.5),
            AccuracyPair.of("c", 0.8, 0.7));
    AccuracyPair base = AccuracyPair.of("base", 0.6, 0.5);
    RobustnessReport report =
        Robustness.interventions(
            line,
            base,
            List.of(
                AccuracyPair.of("both", 0.6, 0.55),
                AccuracyPair.of("effective", 0.4, 0.45),
                AccuracyPair.of("relative", 0.8, 0.6),
                AccuracyPair.of("neither", 0.6, 0.45)));
    assertThat(report.relative())
        .extracting(RelativeRobustness::quadrant)
        .containsExactly(
            RelativeRobustness.Quadrant.BOTH,
            RelativeRobustness.Quadrant.EFFECTIVE_ONLY,
            RelativeRobustness.Quadrant.RELATIVE_ONLY,
            RelativeRobustness.Quadrant.NEITHER);
    RelativeRobustness both = report.relative().get(0);
    assertThat(both.isUseful()).isTrue();
    assertThat(both.tau()).isCloseTo(0.05, within(1e-12));
    assertThat(both.rhoGain()).isCloseTo(0.05, within(1e-12));
    assertThat(report.relative().get(1).isUseful()).isFalse();
    assertThat(both.toString())
        .isEqualTo(
            "base -> both: relative robustness +5.00 points, effective robustness +5.00 points"
                + " (useful: effective and relative robustness)");
    assertThat(report.toText()).contains("Changes from base, in percentage points");
    assertThat(Robustness.interventions(line, line.get(0), List.of(base)).relative()).hasSize(1);
  }

  @Test
  void theFacadeReportsAgainstItsBaseline() {
    List<AccuracyPair> baseline = models().subList(0, 20);
    RobustnessReport report = Robustness.report(baseline, models().subList(20, 23));
    assertThat(report.trend().n()).isEqualTo(20);
    assertThat(report.highlighted()).containsExactly("m20", "m21", "m22");
    assertThat(report.model("m21").usedForFit()).isFalse();
    assertThat(report.model("m21").excludedReason()).isEqualTo("not a baseline model");
    assertThat(report.model("m1").usedForFit()).isTrue();
    assertThat(Robustness.report(baseline).trend().n()).isEqualTo(20);
    assertThat(report.toString()).startsWith("Effective robustness on ood given id, logit\n");
  }

  @Test
  void optionsAreSetOnce() {
    assertThatThrownBy(() -> study().bootstrap(10).bootstrap(10))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("bootstrap is already set");
    RobustnessStudy used = study();
    assertThat(used.run().models()).hasSize(40);
    assertThatThrownBy(used::run).isInstanceOf(IllegalStateException.class);
  }

  @Test
  void contradictionsAreRefused() {
    assertThatThrownBy(() -> RobustnessStudy.of(List.of())).hasMessageContaining("candidates");
    List<AccuracyPair> twice = List.of(models().get(0), models().get(0));
    assertThatThrownBy(() -> RobustnessStudy.of(Candidate.of(twice)))
        .hasMessage("candidates must have different names, but 'm0' occurs twice");
    assertThatThrownBy(() -> study().settings("a", "b", "c").run())
        .hasMessage(
            "settings must name 1 ID test sets as the models have accuracies, but was" + " [a, c]");
    assertThatThrownBy(() -> study().highlight(List.of("m100")).run())
        .hasMessageStartingWith("no model 'm100' (nearest: 'm10'");
    assertThatThrownBy(() -> study().run().model("x")).hasMessageStartingWith("no model 'x'");
    assertThatThrownBy(() -> study().compare("even", "uneven").run())
        .hasMessage("no model of type 'uneven' (present: 'even', 'odd')");
    assertThatThrownBy(() -> study().compare("a", "a")).hasMessageContaining("another type");
    assertThatThrownBy(() -> study().bootstrap(0)).hasMessageContaining("resamples must be in [1");
    assertThatThrownBy(() -> study().level(Double.NaN)).hasMessageContaining("evel");
    assertThatThrownBy(() -> study().pivot(0)).hasMessageContaining("id must be in (0, 1)");
    assertThatThrownBy(() -> study().baseline(BaselineRule.attributeIs("type", "none")).run())
        .hasMessageStartingWith("baseline must not be empty, but the rule turned down all 40");
  }

  @Test
  void groupMeansOfTheTestbed() throws IOException {
    List<Candidate> candidates = RealTables.testbed("val", RealTables.V2);
    RobustnessReport report =
        RobustnessStudy.of(candidates)
            .settings("val", RealTables.V2)
            .baseline(Testbed.standardModels())
            .scope(BaselineRule.idAtLeast(0.55).and(BaselineRule.nameWithout("subsample")))
            .run();
    mean(report, "MORE_DATA", 43, 0.767432);
    mean(report, "ROBUST_INTV", 69, 0.064134);
    mean(report, "LP_ADV", 11, 0.148394);
  }

  private static void mean(RobustnessReport report, String type, int n, double points) {
    GroupMean mean =
        report.groups().stream().filter(g -> g.group().equals(type)).findFirst().orElseThrow();
    assertThat(mean.n()).isEqualTo(n);
    assertThat(100 * mean.mean()).isCloseTo(points, within(1e-6));
    assertThat(mean.interval().orElseThrow().contains(mean.mean())).isTrue();
  }

  @Test
  void allNaturalShiftsOfTheTestbed() throws IOException {
    AccuracyTable table = RealTables.testbed();
    ModelTypes types = RealTables.types();
    Map<Testbed.Shift, RobustnessReport> one =
        Testbed.reports(table, types, 200, Seed.of(42), Parallel.of(1));
    assertThat(one).hasSize(7);
    int[] fitted = {85, 85, 80, 85, 84, 85, 84};
    int shift = 0;
    for (RobustnessReport report : one.values()) {
      assertThat(report.trend().n()).isEqualTo(fitted[shift++]);
      assertThat(report.models()).hasSizeBetween(320, 335);
      for (EffectiveRobustness model : report.models()) {
        Interval line = model.lineInterval().orElseThrow();
        assertThat(line.contains(model.rho())).isTrue();
        assertThat(model.bootstrapInterval()).isPresent();
      }
    }
    List<String> again =
        Testbed.reports(table, types, 200, Seed.of(42), Parallel.of(7)).values().stream()
            .map(RobustnessReport::toCsv)
            .toList();
    assertThat(again).isEqualTo(one.values().stream().map(RobustnessReport::toCsv).toList());
  }
}
